package dev.inferencemax.extractor.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.io.IOException;

/** Whatever bytes arrive as a zip, they are read within limits or refused as an unusable one. */
class ZipReaderFuzzTest {

    private static final Limits SMALL = new Limits(100, 1 << 20, 4 << 20, 200, 1_000);

    @FuzzTest(maxDuration = "2m")
    void anyBytesAreReadOrRefused(byte @NotNull [] bytes) throws IOException {
        long[] read = {0};
        try {
            ZipReader.read(bytes, SMALL, (name, size, content) -> {
                assertThat(name).doesNotStartWith("/").doesNotContain("../");
                read[0] += content.readAllBytes().length;
            });
        } catch (UnusableZip refused) {
            assertThat(refused).hasMessageMatching("(?s).{1,2000}");
        }
        assertThat(read[0]).isLessThanOrEqualTo(4 << 20);
    }
}
