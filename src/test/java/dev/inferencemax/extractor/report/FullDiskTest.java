package dev.inferencemax.extractor.report;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {

    @Test
    void aDiskThatIsFullInTheMiddleOfTheDataIsSaidAsSuch(@TempDir Path folder) {
        Content content = Content.of(ManyRows.tables(folder));

        assertThatThrownBy(() -> content.writeJson(new FullDisk()))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("No space left on device");
    }

    private static final class FullDisk extends Writer {
        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
