package dev.inferencemax.extractor.scaleout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inferencemax.extractor.github.SharedBudget.Grant;
import dev.inferencemax.extractor.github.SharedBudget.Stated;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class BucketsInDatabaseTest {

    private final Instant far = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);

    private static EmbeddedPostgres server;

    private final DataSource database = server.getPostgresDatabase();
    private final BucketsInDatabase budget = process();

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
        Flyway.configure()
                .dataSource(server.getPostgresDatabase())
                .locations("classpath:db/migration/postgresql", "classpath:db/migration/ledger")
                .placeholders(Map.of("text", "varchar"))
                .load()
                .migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private BucketsInDatabase process() {
        return new BucketsInDatabase(database, new RequestWindows(JdbcClient.create(database)));
    }

    private int spend(String account) {
        int spent = 0;
        for (Grant grant = budget.take(account, 16, null);
                grant.requests() > 0;
                grant = budget.take(account, 16, null)) {
            spent += grant.requests();
        }
        return spent;
    }

    @Test
    void anAccountThatNobodyKnowsIsTriedOneRequestAtATime() {
        assertThat(budget.take("00000000000000a1", 16, null)).isEqualTo(new Grant(1, null));
    }

    @Test
    void whatIsLeftOfTheWindowIsSpentOnceHoweverManyTakeIt() throws InterruptedException, ExecutionException {
        String account = "00000000000000a2";
        budget.window(account, 1_000, new Stated(800, far));

        ExecutorService processes = Executors.newFixedThreadPool(4);
        Callable<Integer> one = () -> {
            BucketsInDatabase own = process();
            int spent = 0;
            Grant grant = own.take(account, 16, null);
            while (grant.requests() > 0) {
                spent += grant.requests();
                own.window(account, 1_000, new Stated(800, far)); // they all hear of it
                grant = own.take(account, 16, null);
            }
            assertThat(grant.opens()).isEqualTo(far);
            return spent;
        };
        int spent = 0;
        for (Future<Integer> each :
                processes.invokeAll(IntStream.range(0, 4).mapToObj(i -> one).toList())) {
            spent += each.get();
        }
        processes.shutdown();

        assertThat(spent).isEqualTo(800);
    }

    @Test
    void aWindowThatHasEndedIsFollowedByAFullOne() {
        String account = "00000000000000a3";
        budget.window(account, 100, new Stated(10, Instant.now().plusSeconds(2)));
        assertThat(spend(account)).isEqualTo(10);
        Grant none = budget.take(account, 16, null);
        assertThat(none.requests()).isZero();

        await().until(() -> Instant.now().isAfter(none.opens()));
        assertThat(spend(account)).isEqualTo(99);
    }

    @Test
    void whatStrangersSpentIsNotSpentAgain() {
        String account = "00000000000000a4";
        budget.window(account, 1_000, new Stated(990, far));
        budget.take(account, 16, new Stated(500, far));

        assertThat(spend(account)).isBetween(480, 500);
    }

    @Test
    void whatWasLeftOfAWindowThatHasEndedSaysNothingOfTheNext() {
        String account = "00000000000000a6";
        budget.window(account, 100, new Stated(10, Instant.now().plusSeconds(1)));
        Stated last = new Stated(0, Instant.now().plusMillis(1_500)); // as another process heard of its end
        spend(account);
        await().until(() -> budget.take(account, 1, null).requests() == 1);
        process().take(account, 1, last);

        assertThat(spend(account)).isEqualTo(97);
    }

    @Test
    void aRefusalClosesTheAccountForAll() {
        String account = "00000000000000a5";
        budget.window(account, 1_000, new Stated(900, far));
        Instant until = far.minusSeconds(60);
        budget.close(account, until);

        assertThat(process().take(account, 16, new Stated(900, far))).isEqualTo(new Grant(0, until));
    }
}
