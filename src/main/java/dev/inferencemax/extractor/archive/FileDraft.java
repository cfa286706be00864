package dev.inferencemax.extractor.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file of the same file system, which is moved to its place. */
final class FileDraft implements Draft {

    private final Path archive;
    private final Path target;
    private final Aside.Part part;

    FileDraft(Path archive, Path target, Aside.Part part) {
        this.archive = archive;
        this.target = target;
        this.part = part;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        ByteBuffer buffer = ByteBuffer.wrap(from, offset, length);
        try {
            while (buffer.hasRemaining()) {
                part.channel().write(buffer);
            }
        } catch (IOException e) {
            throw new ArchiveUnwritable(archive, e);
        }
    }

    @Override
    public void restart() {
        try {
            part.channel().truncate(0);
            part.channel().position(0);
        } catch (IOException e) {
            throw new ArchiveUnwritable(archive, e);
        }
    }

    @Override
    public void publish(long bytes, String sha256) {
        try {
            part.moveTo(target);
        } catch (IOException e) {
            throw new ArchiveUnwritable(archive, e);
        }
    }

    @Override
    public void close() {
        try {
            part.close();
        } catch (IOException e) {
            throw new ArchiveUnwritable(archive, e);
        }
    }
}
