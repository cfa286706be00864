package dev.inferencemax.extractor.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NameGrammarTest {

    @ParameterizedTest
    @EnumSource(NameGrammar.class)
    void readsItsOwnExampleAndNoEarlierRowDoes(NameGrammar grammar) {
        assertThat(Arrays.stream(NameGrammar.values())
                        .filter(row -> row.read(grammar.example()).isPresent()))
                .first()
                .isEqualTo(grammar);
    }

    @ParameterizedTest
    @EnumSource(NameGrammar.class)
    void readsAMachineNamedByHandToo(NameGrammar grammar) {
        String name =
                grammar.example().replaceFirst("_[a-z0-9-]+_[0-9]+(_recipe-[0-9a-f]+)?$", "_MI355-gbt350-odcdh5-wbb3");

        assertThat(ArtifactName.parse(name).map(ArtifactName::grammar)).contains(grammar.name());
        assertThat(ArtifactName.parse(name).map(ArtifactName::runner)).contains("MI355-gbt350-odcdh5-wbb3");
        assertThat(ArtifactName.parse(name).map(ArtifactName::runnerIndex)).isEmpty();
    }
}
