package dev.inferencemax.extractor.cli;

import java.nio.file.Path;

/**
 * The files of one state, side by side: {@code <state>.mv.db} holds the database, {@code <state>.lock} is locked by who
 * holds the state, {@code <state>.status.json} is what that one says of itself.
 */
record StateFiles(Path base) {

    static StateFiles of(String state) {
        return new StateFiles(Path.of(state).toAbsolutePath().normalize());
    }

    Path database() {
        return base.resolveSibling(base.getFileName() + ".mv.db");
    }

    Path lock() {
        return base.resolveSibling(base.getFileName() + ".lock");
    }

    Path status() {
        return base.resolveSibling(base.getFileName() + ".status.json");
    }
}
