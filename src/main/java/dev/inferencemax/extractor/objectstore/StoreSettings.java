package dev.inferencemax.extractor.objectstore;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How a store is asked, where the SDK's own settings (endpoint, region, credentials) do not say.
 *
 * @param pathStyle whether the bucket stands in the path of an address rather than in its host; null: where an endpoint of
 *     one's own is set, which seldom has a host name a bucket
 */
@ConfigurationProperties("extractor.s3")
record StoreSettings(@Nullable Boolean pathStyle) {}
