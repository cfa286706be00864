package dev.inferencemax.extractor.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What the SDK's ordinary settings, and ours, make of the address of an object. */
class S3ConnectionTest {

    private static final Map<String, String> HERMETIC = Map.of(
            "aws.configFile", "/nowhere/config",
            "aws.sharedCredentialsFile", "/nowhere/credentials",
            "aws.disableEc2Metadata", "true");

    private final Map<String, String> given = new LinkedHashMap<>(HERMETIC);

    @BeforeEach
    void nothingIsSetOnThisMachine() {
        HERMETIC.forEach(System::setProperty);
    }

    @AfterEach
    void forget() {
        given.keySet().forEach(System::clearProperty);
    }

    private void set(String property, String value) {
        given.put(property, value);
        System.setProperty(property, value);
    }

    private static String address(Boolean pathStyle) {
        S3Connection connection = S3Connection.open(pathStyle);
        return connection
                .client()
                .utilities()
                .getUrl(url -> url.bucket("benchmarks").key("raw/run.json"))
                .toString();
    }

    @Test
    void atAmazonTheBucketIsAHostInItsRegion() {
        set("aws.region", "eu-central-1");

        assertThat(address(null)).isEqualTo("https://benchmarks.s3.eu-central-1.amazonaws.com/raw/run.json");
        assertThat(address(true)).isEqualTo("https://s3.eu-central-1.amazonaws.com/benchmarks/raw/run.json");
        assertThat(S3Connection.open(null).endpoint()).isEqualTo("https://s3.eu-central-1.amazonaws.com");
    }

    @Test
    void atAnEndpointOfOnesOwnTheBucketStandsInThePathUnlessToldOtherwiseAndNoRegionIsNeeded() {
        set("aws.endpointUrlS3", "https://minio.example:9000");

        assertThat(address(null)).isEqualTo("https://minio.example:9000/benchmarks/raw/run.json");
        assertThat(address(false)).isEqualTo("https://benchmarks.minio.example:9000/raw/run.json");
        assertThat(S3Connection.open(null).endpoint()).isEqualTo("https://minio.example:9000");
    }

    @Test
    void withoutRegionAndEndpointThereIsNobodyToAsk() {
        assertThatExceptionOfType(StoreTrouble.class)
                .isThrownBy(() -> TestStores.at("--raw-dir", "s3://benchmarks").requireReadable())
                .withMessage("--raw-dir=s3://benchmarks: nobody says which region the bucket is in (no endpoint)."
                        + " Set AWS_REGION, or AWS_ENDPOINT_URL_S3 for a store of your own.");
    }

    @Test
    void withoutCredentialsItSaysHowToGiveThem() {
        set("aws.endpointUrlS3", "http://127.0.0.1:1");

        assertThatExceptionOfType(StoreTrouble.class)
                .isThrownBy(() -> TestStores.at("--raw-dir", "s3://benchmarks").requireReadable())
                .withMessage(
                        "--raw-dir=s3://benchmarks: there are no credentials (http://127.0.0.1:1)."
                                + " Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the machine or pod a role.");
    }

    @Test
    void theStyleIsAPropertyThatAVariableCanSet() {
        ApplicationContextRunner application = new ApplicationContextRunner().withUserConfiguration(ObjectStores.class);

        application.run(context ->
                assertThat(context.getBean(StoreSettings.class).pathStyle()).isNull());
        application
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment", Map.of("EXTRACTOR_S3_PATH_STYLE", "false"))))
                .run(context -> assertThat(context.getBean(StoreSettings.class).pathStyle())
                        .isFalse());
    }
}
