package dev.inferencemax.extractor.measure;

import dev.inferencemax.extractor.sample.SampleGitHub;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What it takes to merge and export many rows on PostgreSQL, with the memory for sorting that it has by itself: those of a
 * real backfill, copied there as runs of later days until they are as many as wanted, each configuration measured twenty
 * times. Arguments: rows (1,000,000), heap (384m), the step after which it ends (writeReport).
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

    public static void main(String[] args) throws IOException, InterruptedException {
        int rows = Downloads.argument(args, 0, 1_000_000);
        String heap = args.length > 1 ? args[1] : "384m";
        String last = args.length > 2 ? args[2] : "writeReport";
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
            Process job = measured.job("recover", github, heap).start();
            long most = 0;
            while (job.isAlive() && !measured.hasEnded(last)) {
                most = Math.max(most, Command.residentKilobytes(job.pid()));
                Thread.sleep(200);
            }
            job.destroyForcibly();
            System.out.printf(
                    "%,d rows: %s; process %,d MB, database %,d MB%n",
                    rows, measured.steps(), most / 1024, measured.megabytes());
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

    private boolean hasEnded(String step) {
        return jdbc.sql("""
                        select count(*) > 0 from batch_step_execution join batch_job_execution using (job_execution_id)
                                                  join batch_job_instance using (job_instance_id)
                         where job_name = 'recover' and step_name = :step and batch_step_execution.status = 'COMPLETED'
                        """).param("step", step).query(Boolean.class).single();
    }

    /** Seconds of each step of the last job. */
    private String steps() {
        return String.join(", ", jdbc.sql("""
                                select step_name || ' ' || round(extract(epoch from end_time - start_time), 1) || ' s'
                                  from batch_step_execution
                                 where job_execution_id = (select max(job_execution_id) from batch_job_execution)
                                   and step_name in ('mergeResults', 'exportDataset', 'writeReport') and status = 'COMPLETED'
                                 order by step_execution_id
                                """).query(String.class).list());
    }

    private long megabytes() {
        return jdbc.sql("select pg_database_size('postgres') / 1000000")
                .query(Long.class)
                .single();
    }
}
