package dev.inferencemax.extractor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** The disk under the embedded database has no space left. The database itself only says that it has been closed. */
final class StateUnwritable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private StateUnwritable(String message, Throwable cause) {
        super(message, cause);
    }

    /** The failure itself, unless it is this one. */
    static Throwable explained(Throwable failure, StateFiles state) {
        List<Throwable> causes = FailureMessages.causes(failure);
        boolean ofDatabase = causes.stream().anyMatch(SQLException.class::isInstance);
        return ofDatabase && causes.stream().anyMatch(FailureMessages::isDiskFull)
                ? new StateUnwritable(
                        "The disk of the state %s is full%s. Free some space, or choose another --state. The same command goes on from here."
                                .formatted(state.base(), figures(state)),
                        failure)
                : failure;
    }

    private static String figures(StateFiles state) {
        try {
            return String.format(
                    Locale.ROOT,
                    " (%d bytes free; the state takes %,d KB, and up to twice that while it is written)",
                    Files.getFileStore(state.database()).getUsableSpace(),
                    (Files.size(state.database()) + 999) / 1000);
        } catch (IOException unknown) {
            return "";
        }
    }
}
