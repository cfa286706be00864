package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.github.InvalidSetting;
import java.util.List;

/** Where a mirror lies, seen as folders and files. A folder is named by its path from the mirror's root: {@code a/b/}. */
interface MirrorStore {

    String ROOT = "";

    /**
     * Asks for the least, to fail before any work rather than in the midst of it.
     *
     * @throws InvalidSetting if there is nothing
     */
    void requireThere();

    /** Whether reading it is waiting for a network. */
    default boolean isRemote() {
        return false;
    }

    /** Names of the folders in a folder, sorted. */
    List<String> folders(String folder);

    /** Files in a folder, sorted by name. */
    List<MirrorFile> files(String folder);

    /**
     * A file of a mirror.
     *
     * @param where for people
     */
    record MirrorFile(String name, String where, FoundRun.Packing packing) {}
}
