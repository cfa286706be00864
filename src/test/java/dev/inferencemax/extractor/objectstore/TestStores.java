package dev.inferencemax.extractor.objectstore;

/** Opens stores for tests, as the application does where nothing else is set. */
public final class TestStores {

    private TestStores() {}

    public static ObjectStore at(String option, String address) {
        return new ObjectStores(new StoreSettings(null)).at(option, address);
    }
}
