package dev.inferencemax.extractor.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3AddressTest {

    @ParameterizedTest
    @CsvSource({
        "s3://benchmarks, benchmarks, ''",
        "s3://benchmarks/, benchmarks, ''",
        "s3://my.bench-marks.2025/raw, my.bench-marks.2025, raw/",
        "s3://benchmarks/a/b.c/, benchmarks, a/b.c/",
        "s3://benchmarks/tenant=x/raw, benchmarks, tenant=x/raw/"
    })
    void aBucketAndPerhapsAPrefix(String text, String bucket, String prefix) {
        S3Address address = S3Address.of(text);

        assertThat(address).isEqualTo(new S3Address(bucket, prefix));
        assertThat(address).hasToString(text.replaceFirst("/$", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:",
                "s3:/benchmarks",
                "s3:benchmarks",
                "S3://benchmarks",
                "s3://",
                "s3:///raw",
                "s3://ab",
                "s3://Benchmarks",
                "s3://bench_marks",
                "s3://-benchmarks",
                "s3://bench..marks",
                "s3://192.168.0.1/raw",
                "s3://key:secret@benchmarks/raw",
                "s3://benchmarks//raw",
                "s3://benchmarks/a//b",
                "s3://benchmarks/../raw",
                "s3://benchmarks/a/./b",
                "s3://benchmarks/a b",
                "s3://benchmarks/a?b",
                "s3://benchmarks/a\nb"
            })
    void anythingElseIsRefusedWithWhatIsAccepted(String text) {
        assertThat(S3Address.isMeant(text)).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Address.of(text))
                .withMessageStartingWith(text)
                .withMessageContaining("Give s3://BUCKET[/PREFIX]");
    }

    @Test
    void aFolderIsNotMeantAsABucket() {
        assertThat(S3Address.isMeant("s3")).isFalse();
        assertThat(S3Address.isMeant("raw/s3:x")).isFalse();
    }
}
