package dev.inferencemax.extractor.telemetry;

import dev.inferencemax.extractor.dataset.PublishedDataset;
import dev.inferencemax.extractor.job.RunFacts;
import dev.inferencemax.extractor.ledger.NoticeLedger;
import dev.inferencemax.extractor.ledger.NoticeLedger.Noticed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A text that is posted when something is new, lost or failed since the last one that arrived; never when nothing is. */
final class Notice {

    private final NoticePost post;
    private final NoticeLedger ledger;
    private final PublishedDataset dataset;

    Notice(NoticePost post, NoticeLedger ledger, PublishedDataset dataset) {
        this.post = post;
        this.ledger = ledger;
        this.dataset = dataset;
    }

    /** Posts what is worth it, and notes what has arrived: what did not is told with the next. */
    void post(RunEnd end, Optional<RunFacts> facts) {
        if (facts.isEmpty()) {
            if (end.isFailed()) {
                post.send(NoticeText.of(end));
            }
            return;
        }
        Noticed before = ledger.latest();
        Noticed now = end.published() ? noticed(facts.get(), before) : before; // half a run tells no figures
        boolean news = now.measurements() > before.measurements() || now.losses() > before.losses();
        if (!news && !end.isFailed() && before.untold() == null) {
            ledger.note(now);
        } else if (post.send(text(end, now, before))) {
            ledger.note(now.told());
        } else if (end.isFailed()) {
            ledger.note(before.withUntold(end.message()));
        }
    }

    private static Noticed noticed(RunFacts facts, Noticed before) {
        return new Noticed(
                facts.dataset().records().measurements(), facts.status().openLosses(), before.untold());
    }

    private NoticeText text(RunEnd end, Noticed now, Noticed before) {
        @Nullable String summary = end.published() ? dataset.summary().orElse(null) : null;
        return NoticeText.of(end)
                .with("new_measurements", Math.max(0, now.measurements() - before.measurements()))
                .with("new_losses", Math.max(0, now.losses() - before.losses()))
                .with("earlier_failure", before.untold())
                .withJson("summary", summary);
    }
}
