package dev.inferencemax.extractor.source;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a bucket: {@code gs://BUCKET[/PREFIX]}.
 *
 * @param prefix of the names of its objects; empty, or ending in a slash
 */
record BucketAddress(String bucket, String prefix) {

    private static final Pattern SHAPE =
            Pattern.compile("gs://([a-z0-9][a-z0-9._-]{1,220}[a-z0-9])(?:/+([^\\p{Cntrl}]*))?");

    /** Reads an address; empty: it is none of this kind. */
    static Optional<BucketAddress> of(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return Optional.empty();
        }
        String prefix = shape.group(2) == null ? "" : shape.group(2).replaceFirst("/+$", "");
        return Optional.of(new BucketAddress(shape.group(1), prefix.isEmpty() ? "" : prefix + "/"));
    }

    @Override
    public String toString() {
        return "gs://" + bucket + "/" + prefix;
    }
}
