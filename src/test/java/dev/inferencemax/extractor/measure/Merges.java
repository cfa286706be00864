package dev.inferencemax.extractor.measure;

import dev.inferencemax.extractor.measure.Command.Cost;
import dev.inferencemax.extractor.sample.SampleGitHub;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What it takes to merge and export many rows on PostgreSQL: those of a real backfill, copied there as runs of later days
 * until they are as many as wanted, each configuration measured twenty times. Arguments: rows (1,000,000), heap (384m),
 * what else the command is told (nothing).
 */
public final class Merges {

    private static final int A_RUN = 200;
    private static final int RUNS = 5;
    private static final int TIMES = 20;

    /** Between the ids of one copy and the next. */
    private static final long APART = 1_000_000_000L;

    /** What is another in each copy; the rest is as it was read. */
    private static final Map<String, String> OTHER = Map.of(
            "run_id",
            "run_id + copy * " + APART,
            "artifact_id",
            "artifact_id + copy * " + APART,
            "identity",
            "cast(md5(identity || '/' || copy) as uuid)",
            "configuration",
            "cast(md5(configuration || '/' || copy / " + TIMES + ") as uuid)",
            "created_at",
            "created_at + copy * interval '1 minute'",
            "updated_at",
            "updated_at + copy * interval '1 minute'");

    private final EmbeddedPostgres database;
    private final JdbcClient jdbc;

    private Merges(EmbeddedPostgres database) {
        this.database = database;
        this.jdbc = JdbcClient.create(database.getPostgresDatabase());
    }

    public static void main(String[] args) throws IOException {
        int rows = Downloads.argument(args, 0, 1_000_000);
        String heap = args.length > 1 ? args[1] : "384m";
        String[] more = args.length > 2 ? args[2].split(" ") : new String[0];
        try (SampleGitHub github = SampleGitHub.start();
                EmbeddedPostgres database = EmbeddedPostgres.builder()
                        .setServerConfig("max_wal_size", "8GB")
                        .setServerConfig("maintenance_work_mem", "64MB")
                        .setServerConfig("max_parallel_workers_per_gather", "0")
                        .start()) {
            github.repository("InferenceMAX/InferenceMAX").lazily(RUNS, A_RUN);
            github.budget(100_000_000, Duration.ofHours(1));
            Merges measured = new Merges(database);
            measured.job("backfill", github, heap, "--download=all").run().requireGood();
            measured.copy(rows / (RUNS * A_RUN));
            Cost cost = measured.job("recover", github, heap).with(more).run().requireGood();
            System.out.printf(
                    "%,d rows: merge %.1f s, export %.1f s, report %.1f s; process %,d MB, database %,d MB;"
                            + " %,d configurations%n",
                    cost.summary().path("records").path("measurements").asLong(),
                    cost.step("mergeResults"),
                    cost.step("exportDataset"),
                    cost.step("writeReport"),
                    cost.megabytes(),
                    measured.megabytes(),
                    cost.summary().path("configurations").asLong());
        }
        System.exit(0);
    }

    private Command job(String name, SampleGitHub github, String heap, String... more) {
        return Command.extractor(Command.folder("merges-" + name), heap)
                .with("--spring.batch.job.name=" + name, "--api-url=" + github.apiUrl())
                .with("--spring.datasource.url=jdbc:postgresql://localhost:" + database.getPort() + "/postgres")
                .with("--spring.datasource.username=postgres")
                .with(more);
    }

    private void copy(int times) {
        for (String table : new String[] {"workflow_run", "artifact", "result"}) {
            List<String> columns =
                    jdbc.sql("""
                            select column_name from information_schema.columns
                             where table_schema = 'public' and table_name = :table
                             order by ordinal_position
                            """).param("table", table).query(String.class).list();
            String values = columns.stream()
                    .map(column -> OTHER.getOrDefault(column, column))
                    .collect(Collectors.joining(", "));
            jdbc.sql("insert into %1$s (%2$s) select %3$s from %1$s, generate_series(1, %4$d) as copy"
                            .formatted(table, String.join(", ", columns), values, times - 1))
                    .update();
        }
        jdbc.sql("delete from published").update();
        jdbc.sql("vacuum analyze").update();
    }

    private long megabytes() {
        return jdbc.sql("select pg_database_size('postgres') / 1000000")
                .query(Long.class)
                .single();
    }
}
