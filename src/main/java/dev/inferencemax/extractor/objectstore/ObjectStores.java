package dev.inferencemax.extractor.objectstore;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Opens stores. */
@Component
@EnableConfigurationProperties(StoreSettings.class)
public final class ObjectStores {

    private final StoreSettings settings;

    ObjectStores(StoreSettings settings) {
        this.settings = settings;
    }

    /**
     * A part of a bucket; nothing is asked yet.
     *
     * @param option that names it, for messages: {@code --raw-dir}
     * @param address {@code s3://BUCKET[/PREFIX]}
     * @throws StoreTrouble if the address is none
     */
    public ObjectStore at(String option, String address) {
        try {
            return new S3ObjectStore(option, S3Address.of(address), settings);
        } catch (IllegalArgumentException e) {
            throw new StoreTrouble(option + "=" + e.getMessage(), e);
        }
    }
}
