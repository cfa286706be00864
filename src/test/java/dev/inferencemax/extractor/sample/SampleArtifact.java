package dev.inferencemax.extractor.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** An artifact of a run: files, or any bytes in place of a zip. */
public final class SampleArtifact {

    private static final Duration RETENTION = Duration.ofDays(90);

    private final String name;
    private final Map<String, Supplier<byte[]>> files = new LinkedHashMap<>();
    private long id;
    private Instant created;
    private byte[] zip;
    private String digest;
    private boolean digestStated = true;
    private volatile boolean expired;

    private SampleArtifact(String name) {
        this.name = name;
    }

    public static SampleArtifact anArtifact(String name) {
        return new SampleArtifact(name);
    }

    /** Without it the next free id. */
    public SampleArtifact id(long artifactId) {
        id = artifactId;
        return this;
    }

    /** Without it the run's own time. */
    public SampleArtifact created(String instant) {
        created = Instant.parse(instant);
        return this;
    }

    /** One file for each result, named as the benchmark of its time would. */
    public SampleArtifact with(SampleResult... results) {
        for (SampleResult result : results) {
            file(result.fileName(name), result.json());
        }
        return this;
    }

    /** One file with the list of these, as the collecting job writes it: {@code results_x} holds {@code agg_x.json}. */
    public SampleArtifact withAll(List<SampleResult> results) {
        return file(
                aggregateFile(),
                PythonJson.indented(results.stream().map(SampleResult::fields).toList()));
    }

    /** {@code agg_bmk.json} for {@code results_bmk}, {@code agg_gptoss_1k1k.json} for {@code results_gptoss_1k1k}. */
    String aggregateFile() {
        return "agg_" + name.replaceFirst("^(results_|Results - )", "") + ".json";
    }

    public SampleArtifact file(String path, String text) {
        return file(path, text.getBytes(UTF_8));
    }

    public SampleArtifact file(String path, byte[] bytes) {
        byte[] copy = bytes.clone();
        return file(path, () -> copy);
    }

    /** Bytes that are made only when somebody looks. */
    SampleArtifact file(String path, Supplier<byte[]> bytes) {
        files.put(path, bytes);
        return this;
    }

    /** These bytes instead of a zip of the files. */
    public SampleArtifact zip(byte[] bytes) {
        zip = bytes.clone();
        return this;
    }

    /** Still listed, but its download is answered 410. Can happen at any time. */
    public SampleArtifact expired() {
        expired = true;
        return this;
    }

    /** As artifacts of before 2025 are listed: {@code "digest": null}. */
    public SampleArtifact withoutDigest() {
        digestStated = false;
        return this;
    }

    /** States another digest than that of the bytes. */
    public SampleArtifact withDigest(String stated) {
        digest = stated;
        return this;
    }

    public String name() {
        return name;
    }

    public long id() {
        return id;
    }

    boolean isExpired() {
        return expired;
    }

    Instant createdOr(Instant otherwise) {
        return created == null ? otherwise : created;
    }

    Instant expiresAt(Instant runCreated) {
        return createdOr(runCreated).plus(RETENTION);
    }

    Optional<String> digest() {
        return digestStated ? Optional.of(digest == null ? Zips.digest(bytes()) : digest) : Optional.empty();
    }

    /** Made when first asked for. */
    public synchronized byte[] bytes() {
        if (zip == null) {
            zip = Zips.of(files);
        }
        return zip;
    }
}
