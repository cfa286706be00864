package dev.inferencemax.extractor.archive;

import java.io.IOException;
import java.io.InputStream;

/** Sees the files of a zip, one after the other. */
@FunctionalInterface
public interface EntryVisitor {

    /**
     * Called once a file. An entry that is not read costs nothing and is not verified; of one that was begun, the rest is
     * read and verified after this call.
     *
     * @param name as stored, {@code /} between folders; may be odd or long, leads nowhere
     * @param declaredSize what the zip states; a hint
     * @param content valid during this call; its {@code IOException} means that the zip is unusable or the disk in trouble,
     *     and may be passed on or wrapped: {@link ZipReader} knows
     */
    void visit(String name, long declaredSize, InputStream content) throws IOException;
}
