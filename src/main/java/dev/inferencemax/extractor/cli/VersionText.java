package dev.inferencemax.extractor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Which build this is; what the build wrote down is in the jar, not when run from an IDE. */
final class VersionText {

    private static final String BUILD_INFO = "/META-INF/build-info.properties";

    private VersionText() {}

    static String now() {
        try (InputStream buildInfo = VersionText.class.getResourceAsStream(BUILD_INFO)) {
            return of(buildInfo) + ", Java " + Runtime.version();
        } catch (IOException e) {
            return of(new Properties()) + ", Java " + Runtime.version();
        }
    }

    static String of(@Nullable InputStream buildInfo) throws IOException {
        Properties build = new Properties();
        if (buildInfo != null) {
            build.load(buildInfo);
        }
        return of(build);
    }

    private static String of(Properties build) {
        return "InferenceMAX extractor " + build.getProperty("build.version", "development");
    }
}
