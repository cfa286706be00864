package dev.inferencemax.extractor.objectstore;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * A client as the SDK's own settings want it: endpoint, region and credentials from the environment, a profile, or the role
 * of the machine or pod.
 *
 * @param endpoint where it asks, for people
 */
record S3Connection(S3Client client, String endpoint) {

    /** Stores of one's own are in no region, but every request is signed for one. */
    private static final Region ANY = Region.US_EAST_1;

    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);

    static S3Connection open(@Nullable Boolean pathStyle) {
        Region region = regionIfKnown();
        S3Client ordinary = client(region == null ? ANY : region, pathStyle != null && pathStyle);
        @Nullable URI own = ordinary.serviceClientConfiguration().endpointOverride().orElse(null);
        if (own == null && region == null) {
            ordinary.close();
            throw new NoRegion();
        }
        if (own == null) {
            return new S3Connection(ordinary, "https://s3." + region + ".amazonaws.com");
        }
        if (pathStyle != null) {
            return new S3Connection(ordinary, own.toString());
        }
        ordinary.close();
        return new S3Connection(client(region == null ? ANY : region, true), own.toString());
    }

    private static S3Client client(Region region, boolean pathStyle) {
        S3ClientBuilder builder = S3Client.builder()
                .region(region)
                .forcePathStyle(pathStyle)
                // what is put states its SHA-256 already; another checksum would only be one that other stores do not
                // know
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(own -> own.chunkedEncodingEnabled(false))
                .overrideConfiguration(own -> own.retryStrategy(RetryMode.STANDARD))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(TO_CONNECT)
                        .socketTimeout(TO_ANSWER));
        return builder.build();
    }

    private static @Nullable Region regionIfKnown() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (RuntimeException unknown) {
            return null;
        }
    }

    /** Amazon's buckets are asked in a region, and nobody says in which. */
    static final class NoRegion extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
