package dev.inferencemax.extractor.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One page of a listing of Cloud Storage's JSON API.
 *
 * @param prefixes of objects that have the delimiter after them
 * @param next asks for the page after this one; null: this is the last
 */
record BucketPage(
        List<String> prefixes,
        List<StoredObject> objects,
        @Nullable String next) {

    /** What to ask for: nothing else of an object is looked at. */
    static final String FIELDS = "nextPageToken,prefixes,items(name,size,md5Hash,crc32c)";

    /** A page is at most 1,000 entries. */
    private static final int LONGEST = 16 << 20;

    /**
     * An object.
     *
     * @param name from the bucket's root
     */
    record StoredObject(String name, StatedBytes bytes) {}

    /**
     * Reads a page.
     *
     * @throws IOException when it is none
     */
    static BucketPage read(InputStream body) throws IOException {
        byte[] text = body.readNBytes(LONGEST);
        if (body.read() >= 0) {
            throw new IOException("a page of a listing longer than " + LONGEST + " bytes");
        }
        try {
            JsonNode page = JsonMapper.shared().readTree(text);
            if (page == null || !page.isObject()) {
                throw new IOException("not a page of a listing");
            }
            List<String> prefixes = new ArrayList<>();
            page.path("prefixes")
                    .valueStream()
                    .filter(JsonNode::isString)
                    .forEach(prefix -> prefixes.add(prefix.stringValue()));
            List<StoredObject> objects = new ArrayList<>();
            for (JsonNode item : page.path("items")) {
                String name = text(item, "name");
                if (name != null) {
                    objects.add(new StoredObject(
                            name, new StatedBytes(size(item), text(item, "md5Hash"), text(item, "crc32c"))));
                }
            }
            return new BucketPage(prefixes, objects, text(page, "nextPageToken"));
        } catch (JacksonException broken) {
            throw new IOException("broken JSON: " + broken.getOriginalMessage(), broken);
        }
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() && !value.stringValue().isEmpty() ? value.stringValue() : null;
    }

    /** As text: JSON's numbers do not hold 64 bits. */
    private static @Nullable Long size(JsonNode item) {
        String size = text(item, "size");
        return size != null && size.matches("[0-9]{1,18}") ? Long.valueOf(size) : null;
    }
}
