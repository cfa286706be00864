package dev.inferencemax.extractor.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A zip written byte by byte, so that it can say anything. An entry is honest but for what a test changes. */
final class CraftedZip {

    static final int STORED = 0;
    static final int DEFLATED = 8;
    static final int UNIX = 3 << 8;

    /** One entry; fields are as in the format. */
    static final class Entry {
        byte[] name;
        byte[] body;
        int method;
        int flags = 0x800; // UTF-8
        int madeBy = UNIX | 20;
        long mode = 0100644;
        long crc;
        long size;
        long packed;
        byte[] extra = {};
        /** The entry has no body of its own but points to that of an earlier one, this many bytes after its start. */
        Integer sharesBodyOf;

        int sharedFrom;
        private int offset;
    }

    private final List<Entry> entries = new ArrayList<>();
    private byte[] before = {};
    private byte[] comment = {};

    static CraftedZip with(String name, byte[] content) {
        return new CraftedZip().and(name, content, entry -> {});
    }

    static CraftedZip with(String name, byte[] content, Consumer<Entry> change) {
        return new CraftedZip().and(name, content, change);
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    CraftedZip and(String name, byte[] content, Consumer<Entry> change) {
        Entry entry = new Entry();
        entry.name = text(name);
        entry.method = DEFLATED;
        entry.body = deflated(content);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.crc = crc.getValue();
        entry.size = content.length;
        entry.packed = -1;
        change.accept(entry);
        if (entry.method == STORED) {
            entry.body = content;
        }
        if (entry.packed < 0) {
            entry.packed = entry.body.length;
        }
        entries.add(entry);
        return this;
    }

    CraftedZip after(byte[] junk) {
        before = junk;
        return this;
    }

    CraftedZip commented(String text) {
        comment = text(text);
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(before);
        for (Entry entry : entries) {
            if (entry.sharesBodyOf != null) {
                entry.offset = entries.get(entry.sharesBodyOf).offset + entry.sharedFrom;
                continue;
            }
            entry.offset = out.size() - before.length;
            out.writeBytes(localHeader(entry));
            out.writeBytes(entry.name);
            out.writeBytes(entry.body);
        }
        int start = out.size();
        for (Entry entry : entries) {
            out.writeBytes(centralHeader(entry));
            out.writeBytes(entry.name);
            out.writeBytes(entry.extra);
        }
        out.writeBytes(end(out.size() - start, start - before.length));
        out.writeBytes(comment);
        return out.toByteArray();
    }

    static byte[] localHeader(Entry entry) {
        return little(30)
                .putInt(0x04034b50)
                .putShort((short) 20)
                .putShort((short) entry.flags)
                .putShort((short) entry.method)
                .putInt(0)
                .putInt((int) entry.crc)
                .putInt((int) entry.packed)
                .putInt((int) entry.size)
                .putShort((short) entry.name.length)
                .putShort((short) 0)
                .array();
    }

    private static byte[] centralHeader(Entry entry) {
        return little(46)
                .putInt(0x02014b50)
                .putShort((short) entry.madeBy)
                .putShort((short) 20)
                .putShort((short) entry.flags)
                .putShort((short) entry.method)
                .putInt(0)
                .putInt((int) entry.crc)
                .putInt((int) entry.packed)
                .putInt((int) entry.size)
                .putShort((short) entry.name.length)
                .putShort((short) entry.extra.length)
                .putShort((short) 0)
                .putInt(0)
                .putInt((int) (entry.mode << 16))
                .putInt(entry.offset)
                .array();
    }

    private byte[] end(int directoryBytes, int directoryStart) {
        return little(22)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) entries.size())
                .putShort((short) entries.size())
                .putInt(directoryBytes)
                .putInt(directoryStart)
                .putShort((short) comment.length)
                .array();
    }

    static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
