package dev.inferencemax.extractor.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One dataset among those published, as {@code latest.json} tells it.
 *
 * @param schemaVersion of the files' columns and meaning
 * @param content names what the files say, whenever they are written: 64 hex digits
 * @param publishedAt when, to the second
 * @param prefix of the names of its files, relative to the list's: {@code versions/<TIME>-<CONTENT>/}
 * @param files all there are, by path
 */
record DatasetVersion(
        String schemaVersion, String content, Instant publishedAt, String prefix, List<VersionFile> files) {

    /**
     * A file of it.
     *
     * @param path as it would be in a folder
     * @param sha256 64 hex digits
     */
    record VersionFile(String path, long size, String sha256) {}

    /**
     * One that has not changed is published again after that long: a rule that expires old versions by their age must
     * never meet the one that is current.
     */
    private static final Duration FRESH = Duration.ofDays(7);

    /** What the summary says of the run rather than of the dataset. */
    private static final Set<String> OF_THE_RUN = Set.of("requests", "bytes", "steps");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final int NAMED_BY = 16;

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** What lies in a folder, to be published now. */
    static DatasetVersion of(Path folder, Instant now) throws IOException {
        List<VersionFile> files = new ArrayList<>();
        StringBuilder said = new StringBuilder();
        for (Path path : paths(folder)) {
            String name = folder.relativize(path).toString().replace('\\', '/');
            String sha256 = sha256(Files.newInputStream(path));
            files.add(new VersionFile(name, Files.size(path), sha256));
            said.append(name)
                    .append(' ')
                    .append(name.equals(DatasetExport.SUMMARY) ? summary(path) : sha256)
                    .append('\n');
        }
        String content =
                HexFormat.of().formatHex(newDigest().digest(said.toString().getBytes(StandardCharsets.UTF_8)));
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        String prefix = "versions/" + TIME.format(second) + "-" + content.substring(0, NAMED_BY) + "/";
        return new DatasetVersion(DatasetExport.SCHEMA_VERSION, content, second, prefix, List.copyOf(files));
    }

    private static List<Path> paths(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> !folder.relativize(path).startsWith(OutputFolder.ASIDE))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    private static String summary(Path file) throws IOException {
        ObjectNode summary = (ObjectNode) JSON.readTree(Files.readString(file));
        return summary.remove(OF_THE_RUN).toString();
    }

    /** What a list says; empty: it is none of ours, and the next one replaces it. */
    static Optional<DatasetVersion> read(byte[] json) {
        try {
            return Optional.ofNullable(JSON.readValue(json, DatasetVersion.class))
                    .filter(version -> version.content != null
                            && version.publishedAt != null
                            && version.prefix != null
                            && version.files != null);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    byte[] json() {
        return (JSON.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Whether it says the same, and is not so old that it is to be published anew. */
    boolean standsFor(DatasetVersion made) {
        return content.equals(made.content) && made.publishedAt.isBefore(publishedAt.plus(FRESH));
    }

    static String sha256(InputStream bytes) throws IOException {
        try (DigestInputStream digest = new DigestInputStream(bytes, newDigest())) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
