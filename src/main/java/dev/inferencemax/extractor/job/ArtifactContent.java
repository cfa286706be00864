package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.EntryVisitor;
import dev.inferencemax.extractor.archive.Limits;
import dev.inferencemax.extractor.archive.LooseFile;
import dev.inferencemax.extractor.archive.UnusableZip;
import dev.inferencemax.extractor.archive.ZipReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Names what the JSON files of an artifact hold, whatever folders they lie in and however they are packed. */
final class ArtifactContent {

    private static final int LARGEST_IN_MEMORY = 8 << 20;

    private ArtifactContent() {}

    /** Of one too large for the memory, its bytes: then it is not recognised where it lies packed otherwise. */
    static String ofNested(LooseFile zip) throws IOException {
        try (InputStream bytes = zip.content().open()) {
            byte[] start = bytes.readNBytes(LARGEST_IN_MEMORY);
            return start.length < LARGEST_IN_MEMORY
                    ? ofBytes(start)
                    : sha256(new SequenceInputStream(new ByteArrayInputStream(start), bytes));
        }
    }

    private static String ofBytes(byte[] zip) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try {
            ZipReader.read(zip, Limits.ordinary(), digestsInto(digests));
            return digests.toString();
        } catch (UnusableZip e) {
            return sha256(new ByteArrayInputStream(zip));
        }
    }

    private static EntryVisitor digestsInto(Map<String, String> digests) {
        return (name, size, content) -> {
            if (name.toLowerCase(Locale.ROOT).endsWith(".json")) {
                digests.put(base(name), sha256(content));
            }
        };
    }

    static String of(List<LooseFile> files) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (LooseFile file : files) {
            try (InputStream content = file.content().open()) {
                digests.put(base(file.entryName()), sha256(content));
            }
        }
        return digests.toString();
    }

    /** Of a zip that cannot be read, its bytes. */
    static String ofZip(Path zip) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try {
            ZipReader.read(zip, Limits.ordinary(), digestsInto(digests));
            return digests.toString();
        } catch (UnusableZip e) {
            try (InputStream bytes = Files.newInputStream(zip)) {
                return sha256(bytes);
            }
        }
    }

    private static String sha256(InputStream content) throws IOException {
        try {
            DigestInputStream digest = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"));
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
