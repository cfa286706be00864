package dev.inferencemax.extractor.telemetry;

import dev.inferencemax.extractor.job.RunFacts;
import dev.inferencemax.extractor.job.StatusReports;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Tells of a run that has ended, however it ended. What goes wrong with that is a warning. */
@Component
public class Telemetry {

    private static final Logger log = LoggerFactory.getLogger(Telemetry.class);

    private final StatusReports reports;
    private final ObjectProvider<RunMetrics> metrics;
    private final ObjectProvider<Notice> notice;

    Telemetry(StatusReports reports, ObjectProvider<RunMetrics> metrics, ObjectProvider<Notice> notice) {
        this.reports = reports;
        this.metrics = metrics;
        this.notice = notice;
    }

    /** To be called while the application still runs: what is pushed goes out when it closes. */
    public void ended(RunEnd end) {
        SingletonSupplier<Optional<RunFacts>> facts = SingletonSupplier.of(this::facts);
        attempt("Metrics", () -> metrics.ifAvailable(of -> of.record(end, facts.obtain())));
        attempt("A notice", () -> notice.ifAvailable(of -> of.post(end, facts.obtain())));
    }

    /** Of a run that did not come as far as to have an application. */
    public static void neverBegan(RunEnd end, @Nullable Environment environment) {
        if (environment != null) {
            attempt("A notice", () -> NoticePost.to(environment).ifPresent(post -> post.send(NoticeText.of(end))));
        }
    }

    private static void attempt(String what, Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            log.warn("{} of this run cannot be given: {}", what, e.getMessage());
        }
    }

    /** Nothing where the state is what failed. */
    private Optional<RunFacts> facts() {
        try {
            return Optional.of(reports.ofThisRun());
        } catch (RuntimeException e) {
            log.warn("Metrics and notice lack the figures of the state: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
