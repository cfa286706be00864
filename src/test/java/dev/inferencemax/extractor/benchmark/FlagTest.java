package dev.inferencemax.extractor.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlagTest {

    @ParameterizedTest
    @EnumSource
    void isFoundByTheNameItHasInTheTables(Flag flag) {
        assertThat(Flag.of(flag.id())).isEqualTo(flag);
        assertThat(flag.id()).matches("[a-z0-9]+(_[a-z0-9]+)*");
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Flag.of("no_such_flag"))
                .withMessageContaining("no_such_flag");
    }
}
