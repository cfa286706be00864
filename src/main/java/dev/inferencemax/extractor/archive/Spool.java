package dev.inferencemax.extractor.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Bytes between this machine and a bucket: in memory while they are few, as nearly all artifacts are, else in a file. As
 * many are under way at once as downloads.
 */
final class Spool extends OutputStream {

    static final int MOST_IN_MEMORY = 1 << 20;

    private final Aside aside;
    private final Path folder;
    private ByteArrayOutputStream few = new ByteArrayOutputStream();
    private Aside.@Nullable Part many;

    /**
     * Begins empty.
     *
     * @param folder where its file would lie, for messages
     */
    Spool(Aside aside, Path folder) {
        this.aside = aside;
        this.folder = folder;
    }

    @Override
    public void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        try {
            if (many == null && few.size() + length <= MOST_IN_MEMORY) {
                few.write(from, offset, length);
            } else {
                append(inFile(), from, offset, length);
            }
        } catch (IOException e) {
            throw ArchiveUnwritable.spool(folder, e);
        }
    }

    private Aside.Part inFile() throws IOException {
        Aside.Part part = many;
        if (part == null) {
            part = aside.create();
            many = part;
            append(part, few.toByteArray(), 0, few.size());
            few = new ByteArrayOutputStream();
        }
        return part;
    }

    private static void append(Aside.Part part, byte[] from, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(from, offset, length);
        while (buffer.hasRemaining()) {
            part.channel().write(buffer);
        }
    }

    /** All bytes, from the first on; they stay. */
    InputStream read() throws IOException {
        return many == null ? new ByteArrayInputStream(few.toByteArray()) : Files.newInputStream(many.path());
    }

    void readZip(Limits limits, EntryVisitor visitor) throws UnusableZip, IOException {
        if (many == null) {
            ZipReader.read(few.toByteArray(), limits, visitor);
        } else {
            ZipReader.read(many.path(), limits, visitor);
        }
    }

    /** The file they are in, from now on. */
    Path file() {
        try {
            return inFile().path();
        } catch (IOException e) {
            throw ArchiveUnwritable.spool(folder, e);
        }
    }

    /** Leaves nothing; it can be filled again. */
    @Override
    public void close() {
        few = new ByteArrayOutputStream();
        try {
            if (many != null) {
                many.close();
            }
        } catch (IOException e) {
            throw ArchiveUnwritable.spool(folder, e);
        } finally {
            many = null;
        }
    }
}
