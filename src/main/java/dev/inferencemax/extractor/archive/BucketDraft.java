package dev.inferencemax.extractor.archive;

import dev.inferencemax.extractor.objectstore.ObjectStore;

/** Bytes on this machine, which are put in one stroke: an object is there as a whole or not at all. */
final class BucketDraft implements Draft {

    private final ObjectStore store;
    private final String file;
    private final Spool spool;
    private boolean published;

    BucketDraft(ObjectStore store, String file, Spool spool) {
        this.store = store;
        this.file = file;
        this.spool = spool;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        if (published) {
            throw new IllegalStateException(file + " is in its place, and can be changed no more");
        }
        spool.write(from, offset, length);
    }

    @Override
    public void restart() {
        spool.close();
    }

    @Override
    public void publish(long bytes, String sha256) {
        String type = file.endsWith(".zip")
                ? "application/zip"
                : file.endsWith(".json") ? "application/json" : "text/plain; charset=utf-8";
        store.put(file, new ObjectStore.Content(bytes, sha256, type, spool::read));
        published = true;
        spool.close();
    }

    @Override
    public void close() {
        spool.close();
    }
}
