package dev.inferencemax.extractor.dataset;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What is lost, told to the people who may still have it: a text to paste into an issue for the benchmark's maintainers.
 */
@Component
class LossesText {

    static final String FILE = "losses.md";

    /** GitHub takes 65,536 characters; some are left for what a person adds. */
    private static final int MOST_CHARACTERS = 60_000;

    private static final String SELECT = """
            select a.run_id, w.repository, w.workflow, w.created_at, count(*) as lost,
                   min(a.expires_at) as expired, string_agg(distinct a.tried, ',') as tried
              from artifact a left join workflow_run w on w.run_id = a.run_id
             where a.state = 'LOST'
             group by a.run_id, w.repository, w.workflow, w.created_at
             order by a.run_id
            """;

    private final JdbcTemplate jdbc;

    LossesText(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record LostOfRun(
            long runId,
            @Nullable String repository,
            @Nullable String workflow,
            @Nullable OffsetDateTime date,
            long artifacts,
            @Nullable OffsetDateTime expired,
            @Nullable String tried) {

        /** A link where the repository is known. */
        String line() {
            String run = runId == 0 ? "not known" : Long.toString(runId);
            String linked = repository == null || runId == 0
                    ? run
                    : "[%s](https://github.com/%s/actions/runs/%s)".formatted(run, repository, run);
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %,d | %s |\n",
                    linked,
                    workflow == null ? "" : "`" + workflow.replaceAll("[`|\\s]", "") + "`",
                    day(date),
                    artifacts,
                    day(expired));
        }
    }

    /** Writes the text; none when nothing is lost. */
    Optional<Path> write(OutputFolder out) {
        List<LostOfRun> runs = jdbc.query(SELECT, (row, n) -> lost(row));
        if (runs.isEmpty()) {
            out.remove(FILE);
            return Optional.empty();
        }
        return Optional.of(out.text(FILE, text(runs)));
    }

    private static LostOfRun lost(ResultSet row) throws SQLException {
        return new LostOfRun(
                row.getLong("run_id"),
                row.getString("repository"),
                row.getString("workflow"),
                row.getObject("created_at", OffsetDateTime.class),
                row.getLong("lost"),
                row.getObject("expired", OffsetDateTime.class),
                row.getString("tried"));
    }

    private static String text(List<LostOfRun> runs) {
        long artifacts = runs.stream().mapToLong(LostOfRun::artifacts).sum();
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, """
                # Results of %,d runs are gone

                GitHub keeps the artifacts of a run for 90 days. %,d result artifacts of the %,d runs below have expired, \
                their rows stand in no aggregate that is left, and nobody who was asked has them (%s).

                Does a copy survive somewhere, in a backup bucket or on a disk? A folder or bucket laid out as \
                `DATE/WORKFLOW_RUNID/artifacts/NAME_ARTIFACTID.zip`, or any tree of `run_<RUN_ID>/<ARTIFACT_NAME>.zip`, \
                can be read as it is.

                | run | workflow | date | artifacts | expired |
                |---|---|---|---:|---|
                """, runs.size(), artifacts, runs.size(), asked(runs)));
        List<LostOfRun> untold = new ArrayList<>(runs);
        while (!untold.isEmpty() && text.length() < MOST_CHARACTERS) {
            text.append(untold.remove(0).line());
        }
        if (!untold.isEmpty()) {
            text.append(String.format(
                    Locale.ROOT,
                    "\nAnd %,d more runs with %,d artifacts, up to run %d.\n",
                    untold.size(),
                    untold.stream().mapToLong(LostOfRun::artifacts).sum(),
                    untold.get(untold.size() - 1).runId()));
        }
        return text.toString();
    }

    private static String asked(List<LostOfRun> runs) {
        Set<String> sources = new TreeSet<>();
        for (LostOfRun run : runs) {
            if (run.tried() != null) {
                Arrays.stream(run.tried().split(",")).forEach(sources::add);
            }
        }
        return sources.isEmpty() ? "no other source was given" : "asked: " + String.join(", ", sources);
    }

    private static String day(@Nullable OffsetDateTime time) {
        return time == null ? "" : time.toInstant().toString().substring(0, 10);
    }
}
