package dev.inferencemax.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.cli.TypedCommand;
import dev.inferencemax.extractor.ledger.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The lines of the operations guide run as they stand. */
class OperationsGuideTest {

    private static final Path GUIDE = Path.of("src/docs/OPERATIONS.md");

    @RegisterExtension
    private final PostgresServer postgres = new PostgresServer();

    @TempDir
    private Path directory;

    @Test
    void theRoleItMakesIsEnoughAndOwnsNothingElse() throws Exception {
        List<String> blocks = fenced("sql");
        DataSource server = postgres.database();
        try (Connection superuser = server.getConnection();
                Statement sql = superuser.createStatement()) {
            sql.execute("set client_min_messages = error");
            each(sql, blocks.get(0));
            String url = superuser.getMetaData().getURL().replaceFirst("/[^/?]+([?].*)?$", "/extractor");
            try (Connection there = DriverManager.getConnection(url, "postgres", "");
                    Statement schema = there.createStatement()) {
                each(schema, blocks.get(1));
            }

            Ended ended = new Workplace(directory)
                    .here(
                            "--spring.batch.job.name=rebuild",
                            "--spring.datasource.url=" + url,
                            "--spring.datasource.username=extractor",
                            "--spring.datasource.password=CHANGE-ME");

            assertThat(ended.exitCode()).as(ended.said()).isZero();
            try (Connection there = DriverManager.getConnection(url, "postgres", "");
                    Statement look = there.createStatement()) {
                assertThat(only(look, "select count(*) from pg_tables where tableowner = 'extractor'"))
                        .isPositive();
                assertThat(
                                only(
                                        look,
                                        "select count(*) from pg_tables where tableowner = 'extractor' and schemaname <> 'extractor'"))
                        .isZero();
                assertThat(
                                only(
                                        look,
                                        "select count(*) from pg_roles where rolname = 'extractor'"
                                                + " and (rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls)"))
                        .isZero();
                assertThat(only(look, "select count(*) from pg_database where datdba = 'extractor'::regrole"))
                        .isZero();
            }
        }
    }

    private static void each(Statement sql, String block) throws SQLException {
        for (String statement : block.split(";", -1)) {
            if (!statement.isBlank()) {
                sql.execute(statement);
            }
        }
    }

    private static long only(Statement sql, String query) throws SQLException {
        try (ResultSet result = sql.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    @Test
    void theProgramUnderstandsItsCommands() throws IOException {
        List<List<String>> commands = fenced("").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("java -jar extractor.jar "))
                .map(line -> line.replaceFirst("\\s+#.*", ""))
                .map(line -> Arrays.asList(line.split(" ", -1)))
                .toList();

        assertThat(commands)
                .hasSizeGreaterThan(2)
                .allSatisfy(words -> assertThat(TypedCommand.job(Map.of(), words.subList(3, words.size())))
                        .isNotEmpty());
    }

    @Test
    void thePlacesAndTheJobsItNamesAreThere() throws IOException {
        String guide = Files.readString(GUIDE);

        assertThat(matches("src/main/[\\w./-]*\\w", guide))
                .isNotEmpty()
                .allSatisfy(place -> assertThat(Path.of(place)).exists());
        assertThat(matches("(?<=component=)\\w+", guide))
                .isNotEmpty()
                .allSatisfy(component -> assertThat(Path.of("src/main/kubernetes/jobs", component + ".yaml"))
                        .content()
                        .contains("app.kubernetes.io/component: " + component));
        assertThat(Files.readString(Path.of("README.md"))).contains("](" + GUIDE + ")");
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static List<String> fenced(String language) throws IOException {
        List<String> blocks =
                Stream.of(Files.readString(GUIDE).split("(?m)^```", -1)).toList();
        return IntStream.range(0, blocks.size())
                .filter(place -> place % 2 == 1)
                .mapToObj(blocks::get)
                .filter(block -> block.startsWith(language + "\n"))
                .map(block -> block.substring(block.indexOf('\n') + 1))
                .toList();
    }
}
