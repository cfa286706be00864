package dev.inferencemax.extractor.objectstore;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a bucket: {@code s3://BUCKET[/PREFIX]}.
 *
 * @param prefix of the names of its objects; empty, or ending in a slash
 */
public record S3Address(String bucket, String prefix) {

    private static final String SCHEME = "s3:";

    private static final Pattern SHAPE = Pattern.compile("s3://([^/]*)(?:/(.*))?", Pattern.DOTALL);

    /** As Amazon names general purpose buckets, which every other store accepts too. */
    private static final Pattern BUCKET = Pattern.compile("(?!.*\\.\\.)(?![0-9.]+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    /** What needs no escape in an address, a shell or a policy, and what no tool takes for a way up. */
    private static final Pattern FOLDERS = Pattern.compile("(?:(?!\\.{1,2}(?:/|$))[A-Za-z0-9!_.'()=@:,+-]+/)*");

    private static final int LONGEST_PREFIX = 512;

    /** Whether somebody means a bucket, however it is written. */
    public static boolean isMeant(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException with a sentence that begins with the text, where it is none
     */
    public static S3Address of(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            throw new IllegalArgumentException(
                    text + " is not a bucket. Give s3://BUCKET[/PREFIX], e.g. s3://benchmarks/raw.");
        }
        String bucket = shape.group(1);
        if (!BUCKET.matcher(bucket).matches()) {
            throw new IllegalArgumentException(text + " names no bucket: a name is 3 to 63 of a-z, 0-9, '.' and '-'."
                    + " Give s3://BUCKET[/PREFIX], e.g. s3://benchmarks/raw.");
        }
        String path = shape.group(2) == null ? "" : shape.group(2);
        String prefix = path.isEmpty() || path.endsWith("/") ? path : path + "/";
        if (!FOLDERS.matcher(prefix).matches() || prefix.length() > LONGEST_PREFIX) {
            throw new IllegalArgumentException(
                    text + " has a prefix that cannot be used: names between single slashes, of"
                            + " letters, digits and !_.'()=@:,+- only, at most " + LONGEST_PREFIX
                            + " characters. Give s3://BUCKET[/PREFIX], e.g. s3://benchmarks/raw.");
        }
        return new S3Address(bucket, prefix);
    }

    /** The whole name of an object below the prefix. */
    String key(String name) {
        return prefix + name;
    }

    /** As somebody would type it. */
    @Override
    public String toString() {
        String address = "s3://" + bucket + "/" + prefix;
        return address.substring(0, address.length() - 1);
    }
}
