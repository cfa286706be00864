package dev.inferencemax.extractor.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;

/** The figures of one step and the line that tells them: {@code artifacts: 1,200 of 4,800 (25%), 40/s, 1 min left}. */
final class StepProgress {

    private final String what;
    private final long total;
    private final Instant began;
    private long done;
    private Supplier<String> tail = () -> "";

    StepProgress(String what, long total, Instant began) {
        this.what = what;
        this.total = total;
        this.began = began;
    }

    void advance(long n) {
        done += n;
    }

    void note(Supplier<String> tail) {
        this.tail = tail;
    }

    String line(Instant now) {
        StringBuilder line = new StringBuilder(figures());
        double seconds = Duration.between(began, now).toMillis() / 1000.0;
        if (done > 0 && seconds > 0) {
            double perSecond = done / seconds;
            line.append(String.format(Locale.ROOT, perSecond < 10 ? ", %.1f/s" : ", %,.0f/s", perSecond));
            if (total > done) {
                line.append(", ")
                        .append(inWords((long) ((total - done) / perSecond)))
                        .append(" left");
            }
        }
        String note = tail.get();
        return note.isBlank() ? line.toString() : line.append(", ").append(note).toString();
    }

    private String figures() {
        return total <= 0
                ? String.format(Locale.ROOT, "%s: %,d", what, done)
                : String.format(
                        Locale.ROOT, "%s: %,d of %,d (%d%%)", what, done, total, Math.min(100, done * 100 / total));
    }

    private static String inWords(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        return minutes < 60
                ? minutes + " min"
                : String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
    }
}
