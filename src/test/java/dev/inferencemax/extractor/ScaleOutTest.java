package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.Endpoint;
import dev.inferencemax.extractor.sample.Fault;
import dev.inferencemax.extractor.sample.SampleHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One job on many machines: a manager, workers, a broker and a database, each a process of its own. */
class ScaleOutTest extends ManyMachines {

    @Test
    @DisplayName("a manager and two workers give what one machine alone gives, to the byte, with the same requests")
    void sameDataset() {
        SampleHistory.believable(github);
        Workplace alone = new Workplace(directory.resolve("alone"));
        Ended whole = alone.here(Workplace.backfill(github));
        long requests = github.requests().api();
        github.requests().reset();
        try (ScaledOut many = new ScaledOut(directory, server, broker, github, Map.of())) {
            many.startWorker();
            many.startWorker();
            Ended ended = many.startManager().ended();

            assertThat(ended.exitCode()).as(ended.said()).isEqualTo(whole.exitCode());
            assertThat(many.manager().tables()).isEqualTo(alone.tables());
            assertThat(github.requests().downloadedAgain()).isEmpty();
            assertThat(github.requests().api()).isEqualTo(requests);
            assertThat(many.manager().summary().path("requests"))
                    .isEqualTo(alone.summary().path("requests"));
        }
    }

    @Test
    @DisplayName("a worker that is lost loses nothing: another one goes on where it was")
    void aWorkerIsLost() {
        SortedMap<String, String> wanted = aloneOnARunOfMany();
        try (ScaledOut many = eightPartitions()) {
            CompletableFuture<ExtractorProcess> lost = new CompletableFuture<>();
            github.on(Endpoint.ZIP)
                    .times(ARTIFACTS / 4, Fault.none())
                    .then(Fault.meanwhile(() -> lost.join().kill()));
            lost.complete(many.startWorker());
            many.startWorker();

            assertSame(many.startManager().ended(), many, wanted);
            assertThat(github.requests().downloadedAgain()).hasSizeLessThanOrEqualTo(IN_FLIGHT);
        }
    }

    @Test
    @DisplayName("every message twice: nothing is done twice")
    void everyMessageTwice() {
        SortedMap<String, String> wanted = aloneOnARunOfMany();
        try (ScaledOut many = eightPartitions()) {
            many.startWorker();
            many.startWorker();

            assertSame(
                    many.startManager("--spring.main.sources=" + SendsTwice.class.getName())
                            .ended(),
                    many,
                    wanted);
            assertThat(github.requests().downloadedAgain()).isEmpty();
        }
    }

    @Test
    @DisplayName("a partition that cannot be done keeps none of the others; it is named, and the same command goes on")
    void aPoisonedPartition() throws IOException {
        SortedMap<String, String> wanted = aloneOnARunOfMany();
        try (ScaledOut many = eightPartitions()) {
            Path inTheWay =
                    directory.resolve("raw/run_" + RUN + "/" + aResult().conc(1).artifactName() + ".zip/in the way");
            Files.createDirectories(inTheWay);
            many.startWorker();
            Ended failed = many.startManager().ended();

            assertThat(failed.exitCode()).as(failed.said()).isEqualTo(1);
            assertThat(failed.err())
                    .contains("1 of 8 partitions of downloadArtifacts failed (partition downloadArtifacts:")
                    .contains("same command");
            assertThat(many.jdbc()
                            .sql("select count(*) from artifact where state = 'DOWNLOADED'")
                            .query(Integer.class)
                            .single())
                    .isGreaterThanOrEqualTo(ARTIFACTS * 7 / 8);

            Files.delete(inTheWay);
            Files.delete(inTheWay.getParent());
            assertSame(many.startManager().ended(), many, wanted);
        }
    }

    @Test
    @DisplayName(
            "without a broker: shards find their partitions in the database, take over from one that is lost, and end")
    void shards() {
        SortedMap<String, String> wanted = aloneOnARunOfMany();
        try (ScaledOut many = eightPartitions()) {
            CompletableFuture<ExtractorProcess> lost = new CompletableFuture<>();
            github.on(Endpoint.ZIP)
                    .times(ARTIFACTS / 4, Fault.none())
                    .then(Fault.meanwhile(() -> lost.join().kill()));
            lost.complete(many.startShard(1, 3));
            ExtractorProcess other = many.startShard(2, 3);

            assertSame(many.startShard(0, 3).ended(), many, wanted);
            assertThat(lost.join().ended().exitCode()).isEqualTo(137);
            Ended ended = other.ended();
            assertThat(ended.exitCode()).as(ended.said()).isZero();
            assertThat(ended.said()).contains("Nothing is left to do for this worker.");
            assertThat(github.requests().downloadedAgain()).hasSizeLessThanOrEqualTo(IN_FLIGHT);
            assertThat(partitionsDoneTwice(many)).isZero();
        }
    }

    @Test
    @DisplayName("a role needs its profile and a database that all reach")
    void whatARoleNeeds() {
        Workplace work = new Workplace(directory);

        Ended withoutProfile = work.here("--role=worker");
        assertThat(withoutProfile.exitCode()).isEqualTo(2);
        assertThat(withoutProfile.err()).contains("--role=worker needs --spring.profiles.active=scale-out");

        Ended withoutDatabase = work.here("--role=manager", "--spring.profiles.active=scale-out");
        assertThat(withoutDatabase.exitCode()).isEqualTo(2);
        assertThat(withoutDatabase.err()).contains("--spring.datasource.url=jdbc:postgresql:");

        Ended nowhere = work.startWith(Map.of("EXTRACTOR_SHARD", "8/8"), "--spring.profiles.active=scale-out")
                .ended();
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).contains("EXTRACTOR_SHARD=8/8: expected INDEX/COUNT");
    }
}
