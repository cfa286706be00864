package dev.inferencemax.extractor.archive;

import static dev.inferencemax.extractor.archive.CraftedZip.STORED;
import static dev.inferencemax.extractor.archive.CraftedZip.text;
import static dev.inferencemax.extractor.archive.CraftedZip.with;

import dev.inferencemax.extractor.archive.UnusableZip.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Zips as strangers make them: what is to be refused and why, and what is odd but to be read. */
final class ZipCorpus {

    static final byte[] JSON = text("{\"hw\": \"h100\", \"tput_per_gpu\": 1234.5}");

    /** Small, so that tests need no large zips. */
    static final Limits SMALL = new Limits(100, 8 << 20, 12 << 20, 200, 1000);

    private ZipCorpus() {}

    /** A zip that must be refused, with what the message says besides the entry's name. */
    record Hostile(String name, Reason reason, String says, Supplier<byte[]> zip) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A zip that must be read, and the names of its files. */
    record Odd(String name, Supplier<byte[]> zip, List<String> files) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Hostile> hostile() {
        return List.of(
                unsafeName("path out of the folder", "../../evil.json", "leads out"),
                unsafeName("path out of the folder, from within", "a/../../evil.json", "leads out"),
                unsafeName("two dots and a blank", "a/.. /evil.json", "leads out"),
                unsafeName("path out of the folder, of a folder", "../evil/", "leads out"),
                unsafeName("absolute path", "/etc/passwd", "absolute"),
                unsafeName("backslashes", "..\\evil.json", "backslash"),
                unsafeName("drive letter", "C:evil.json", "drive"),
                unsafeName("NUL in the name", "a.json\0.exe", "NUL"),
                unsafeName("Windows device", "CON", "device"),
                unsafeName("Windows device with extension, in a folder", "results/nul.json", "device"),
                unsafeName("name over the limit", "x".repeat(1001), "more than 1000 bytes"),
                unsafe(
                        "backslashes that the library turns into slashes",
                        "backslash",
                        "..\\evil.json",
                        e -> e.madeBy = 20),
                unsafe("symbolic link", "link", "a.json", e -> e.mode = 0120777),
                unsafe("symbolic link, made on another platform", "link", "a.json", e -> {
                    e.madeBy = 19 << 8;
                    e.mode = 0120777;
                }),
                unsafe("block device", "device", "a.json", e -> e.mode = 060644),
                unsafe("encrypted", "encrypted", "a.json", e -> e.flags |= 1),
                unsafe("strongly encrypted", "encrypted", "a.json", e -> e.flags |= 0x41),
                unsafe("LZMA", "unknown way", "a.json", e -> e.method = 14),
                unsafe(
                        "Zstandard, whose decoder is not on the class path",
                        "unknown way",
                        "a.json",
                        e -> e.method = 93),
                unsafe("method that does not exist", "unknown way", "a.json", e -> e.method = 777),
                unsafe("size that lies", "more than the 10 bytes", "a.json", e -> e.size = 10),
                hostile(
                        "one name twice",
                        Reason.UNSAFE,
                        "twice",
                        () -> with("a.json", JSON).and("a.json", JSON, e -> {}).bytes()),
                hostile(
                        "two entries, one body",
                        Reason.UNSAFE,
                        "overlaps",
                        () -> with("a.json", JSON)
                                .and("b.json", JSON, e -> e.sharesBodyOf = 0)
                                .bytes()),
                hostile("a body within a body", Reason.UNSAFE, "overlaps", ZipCorpus::quoted),
                hostile(
                        "flat bomb",
                        Reason.UNSAFE,
                        "200 times its size",
                        () -> with("bomb.json", new byte[120 << 20]).bytes()),
                hostile(
                        "flat bomb with a size that lies",
                        Reason.UNSAFE,
                        "more than the 38 bytes",
                        () -> with("bomb.json", new byte[120 << 20], e -> e.size = 38)
                                .bytes()),
                hostile(
                        "entry over the limit",
                        Reason.UNSAFE,
                        "more than 8388608 bytes",
                        () -> with("a.json", noise(9 << 20)).bytes()),
                hostile(
                        "many small entries, together over the limit",
                        Reason.UNSAFE,
                        "the zip to more than",
                        () -> with("a.json", noise(7 << 20))
                                .and("b.json", noise(7 << 20), e -> {})
                                .bytes()),
                hostile("more entries than accepted", Reason.UNSAFE, "101 entries", () -> empties(101)),
                hostile("directory full of extra fields", Reason.UNSAFE, "directory", ZipCorpus::extraFields),
                corrupt("wrong CRC, deflated", "checksum", e -> e.crc++),
                corrupt("wrong CRC, stored", "checksum", e -> {
                    e.method = STORED;
                    e.crc++;
                }),
                corrupt("ends before its stated size", "ends after", e -> e.size++),
                corrupt("deflated stream cut short", "a.json", e -> e.body = Arrays.copyOf(e.body, e.body.length / 2)),
                corrupt("not a deflated stream", "a.json", e -> Arrays.fill(e.body, (byte) 0xff)),
                corrupt("packed size beyond the end", "a.json", e -> e.packed = 1 << 20),
                notAZip("empty file", () -> new byte[0]),
                notAZip("HTML login page", () -> text("<!DOCTYPE html><html><title>Sign in</title></html>".repeat(50))),
                notAZip("JSON error", () -> text("{\"message\": \"Bad credentials\"}")),
                notAZip("gzip", ZipCorpus::gzip),
                notAZip("noise", () -> noise(100_000)),
                notAZip("only zeros", () -> new byte[4096]),
                notAZip(
                        "truncated in the middle",
                        () -> truncated(with("a.json", noise(5000)).bytes(), 0.5)),
                notAZip(
                        "last byte missing",
                        () -> truncated(with("a.json", JSON).bytes(), 0.999)),
                notAZip("start missing", () -> {
                    byte[] zip = with("a.json", noise(5000)).bytes();
                    return Arrays.copyOfRange(zip, zip.length - 22, zip.length);
                }));
    }

    static List<Odd> odd() {
        return List.of(
                odd("stored", () -> with("a.json", JSON, e -> e.method = STORED).bytes()),
                odd(
                        "bzip2",
                        () -> with("a.json", JSON, e -> {
                                    e.method = 12;
                                    e.body = bzip2(JSON);
                                })
                                .bytes()),
                odd("data descriptors", ZipCorpus::dataDescriptor),
                odd("zip64", ZipCorpus::zip64),
                odd(
                        "junk before",
                        () -> with("a.json", JSON)
                                .after(text("#!/bin/sh\nexit\n"))
                                .bytes()),
                odd(
                        "comment behind",
                        () -> with("a.json", JSON).commented("made by hand").bytes()),
                odd(
                        "made on DOS",
                        () -> with("a.json", JSON, e -> {
                                    e.madeBy = 20;
                                    e.mode = 0;
                                })
                                .bytes()),
                odd(
                        "extra field nobody knows",
                        () -> with("a.json", JSON, e -> e.extra = new byte[] {9, 9, 1, 0, 7})
                                .bytes()),
                new Odd("no entries", () -> new CraftedZip().bytes(), List.of()),
                new Odd(
                        "folders",
                        () -> with("results/", new byte[0], e -> e.mode = 040755)
                                .and("results/a.json", JSON, e -> {})
                                .bytes(),
                        List.of("results/a.json")),
                new Odd(
                        "a zip in a zip",
                        () -> with("inner.zip", with("../evil", JSON).bytes()).bytes(),
                        List.of("inner.zip")),
                named("newline", "a\nb.json"),
                named("control characters", "a\u001b[31mb\u0007.json"),
                named("right-to-left mark", "a\u202egpj.json"),
                named("formula", "=cmd|' /C calc'!A0"),
                named("markup", "<img src=x onerror=alert(1)>.json"),
                named("dots that lead nowhere", "a..b/...c/..d.json"),
                named("only a dot before", "./a.json"),
                named("not English", "результаты/結果 🚀.json"),
                named("longest name in the limit", "x".repeat(1000)),
                new Odd(
                        "names that differ in case only",
                        () -> with("a.json", JSON).and("A.json", JSON, e -> {}).bytes(),
                        List.of("a.json", "A.json")),
                new Odd(
                        "names that cannot be decoded and differ",
                        () -> with("", JSON, e -> e.name = new byte[] {(byte) 0xff})
                                .and("", JSON, e -> e.name = new byte[] {(byte) 0xfe})
                                .bytes(),
                        List.of("?", "?")));
    }

    private static Hostile hostile(String name, Reason reason, String says, Supplier<byte[]> zip) {
        return new Hostile(name, reason, says, zip);
    }

    private static Hostile unsafe(String name, String says, String entry, Consumer<CraftedZip.Entry> change) {
        return hostile(
                name, Reason.UNSAFE, says, () -> with(entry, JSON, change).bytes());
    }

    private static Hostile unsafeName(String name, String entry, String says) {
        return unsafe(name, says, entry, e -> {});
    }

    private static Hostile corrupt(String name, String says, Consumer<CraftedZip.Entry> change) {
        return hostile(
                name, Reason.CORRUPT, says, () -> with("a.json", JSON, change).bytes());
    }

    private static Hostile notAZip(String name, Supplier<byte[]> bytes) {
        return hostile(name, Reason.NOT_A_ZIP, "not a zip", bytes);
    }

    private static Odd odd(String name, Supplier<byte[]> zip) {
        return new Odd(name, zip, List.of("a.json"));
    }

    private static Odd named(String name, String entry) {
        return new Odd(name, () -> with(entry, JSON).bytes(), List.of(entry));
    }

    static byte[] empties(int entries) {
        return written(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (int i = 0; i < entries; i++) {
                    zip.putNextEntry(new ZipEntry(i + ".json"));
                }
            }
        });
    }

    static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(bytes).nextBytes(noise);
        return noise;
    }

    /** The body of the first holds, uncompressed, the whole second entry: each byte would count twice. */
    private static byte[] quoted() {
        CraftedZip.Entry inner = new CraftedZip.Entry();
        inner.name = text("b.json");
        inner.body = JSON;
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(CraftedZip.localHeader(inner));
        whole.writeBytes(inner.name);
        whole.writeBytes(JSON);
        return with("a.json", whole.toByteArray(), e -> e.method = STORED)
                .and("b.json", JSON, e -> {
                    e.method = STORED;
                    e.sharesBodyOf = 0;
                    e.sharedFrom = 30 + "a.json".length();
                })
                .bytes();
    }

    private static byte[] extraFields() {
        CraftedZip zip = new CraftedZip();
        for (int i = 0; i < 20; i++) {
            zip.and(i + ".json", JSON, e -> e.extra = new byte[65_532]);
        }
        return zip.bytes();
    }

    private static byte[] truncated(byte[] zip, double part) {
        return Arrays.copyOf(zip, (int) (zip.length * part));
    }

    private static byte[] gzip() {
        return written(out -> {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(JSON);
            }
        });
    }

    private static byte[] bzip2(byte[] content) {
        return written(out -> {
            try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(out)) {
                bzip2.write(content);
            }
        });
    }

    /** As GitHub's own uploads are: written to a stream, sizes and checksum only behind the body. */
    private static byte[] dataDescriptor() {
        return written(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry("a.json"));
                zip.write(JSON);
            }
        });
    }

    private static byte[] zip64() {
        return written(out -> {
            try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
                zip.setUseZip64(Zip64Mode.Always);
                zip.putArchiveEntry(new ZipArchiveEntry("a.json"));
                zip.write(JSON);
                zip.closeArchiveEntry();
            }
        });
    }

    private interface Writes {
        void to(OutputStream out) throws IOException;
    }

    private static byte[] written(Writes writes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writes.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
