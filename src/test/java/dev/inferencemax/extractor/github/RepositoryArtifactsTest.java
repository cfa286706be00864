package dev.inferencemax.extractor.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.github.RepositoryArtifacts.OfRun;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which way of listing takes fewer pages, and that none of them loses an artifact. */
class RepositoryArtifactsTest {

    private static final Instant NEWEST = Instant.parse("2026-03-01T00:00:00Z");
    private static final int PAGE = Listing.PAGE;

    private final List<RunArtifact> shelf = new ArrayList<>();
    private final List<Long> runsAsked = new ArrayList<>();
    private final Map<Integer, Runnable> beforePage = new HashMap<>();
    private int pagesAsked;

    /** Runs a day apart, each with so many artifacts; 1 is the oldest. */
    private Map<Long, Instant> runs(int count, int artifactsEach) {
        Map<Long, Instant> runs = new TreeMap<>();
        for (long run = count; run >= 1; run--) {
            Instant created = NEWEST.minus(Duration.ofDays(count - run));
            runs.put(run, created);
            for (int index = 0; index < artifactsEach; index++) {
                shelf.add(artifact(run * 1_000 + index, run, created));
            }
        }
        return runs;
    }

    private static RunArtifact artifact(long id, long run, Instant created) {
        return new RunArtifact(id, "a" + id, 1, null, false, created, null, run, "{\"id\":" + id + "}");
    }

    private List<OfRun> listed(Map<Long, Instant> runs) {
        List<OfRun> listed = new ArrayList<>();
        new RepositoryArtifacts(runs, this::open, this::ask).forEachRemaining(listed::add);
        return listed;
    }

    private Listing<RunArtifact> open() {
        return new Listing<>(page(0), this::get, RunArtifact::id);
    }

    private static URI page(int number) {
        return URI.create("http://localhost/" + number);
    }

    private Found<Page<RunArtifact>> get(URI address) {
        pagesAsked++;
        int number = Integer.parseInt(address.getPath().substring(1));
        beforePage.getOrDefault(number, () -> {}).run();
        int end = Math.min(shelf.size(), (number + 1) * PAGE);
        return new Found.Here<>(new Page<>(
                shelf.subList(Math.min(end, number * PAGE), end),
                (long) shelf.size(),
                end < shelf.size() ? page(number + 1) : null));
    }

    private Found<ArtifactListing> ask(long run) {
        runsAsked.add(run);
        List<RunArtifact> artifacts = shelf.stream()
                .filter(artifact -> Long.valueOf(run).equals(artifact.runId()))
                .toList();
        return new Found.Here<>(ArtifactListing.joined(artifacts, artifacts.size()));
    }

    private void assertAllIsListed(List<OfRun> listed, int runs, int artifactsEach) {
        assertThat(listed)
                .extracting(OfRun::runId)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, runs).boxed().toList());
        assertThat(listed)
                .allSatisfy(run -> assertThat(run.listing().artifacts())
                        .hasSize(artifactsEach)
                        .allSatisfy(artifact -> assertThat(artifact.runId()).isEqualTo(run.runId())));
    }

    @Test
    void aSingleRunIsAskedItself() {
        assertThat(listed(runs(1, 5))).containsExactly(new OfRun(1, null));
        assertThat(pagesAsked).isZero();
    }

    @Test
    void manySmallRunsAreReadOffTheWhole() {
        assertAllIsListed(listed(runs(50, 10)), 50, 10);
        assertThat(pagesAsked).isEqualTo(5);
    }

    @Test
    void aRunWithoutArtifactsIsToldToo() {
        Map<Long, Instant> runs = runs(50, 10);
        shelf.removeIf(artifact -> Long.valueOf(20).equals(artifact.runId()));

        assertThat(listed(runs))
                .hasSize(50)
                .filteredOn(run -> run.runId() == 20)
                .singleElement()
                .satisfies(run -> assertThat(run.listing().artifacts()).isEmpty());
    }

    @Test
    void theNewestRunsOfALongHistoryTakeNoMoreThanTheirOwnPages() {
        Map<Long, Instant> runs = runs(200, 25);
        runs.keySet().removeIf(run -> run <= 192);

        assertThat(listed(runs))
                .hasSize(8)
                .allSatisfy(run -> assertThat(run.listing()).isNotNull());
        assertThat(pagesAsked).isLessThanOrEqualTo(4);
    }

    @Test
    void theOldestRunsOfALongHistoryAreAskedThemselves() {
        Map<Long, Instant> runs = runs(2_000, 10);
        runs.keySet().removeIf(run -> run > 5);

        assertThat(listed(runs))
                .hasSize(5)
                .allSatisfy(run -> assertThat(run.listing()).isNull());
        assertThat(pagesAsked).as("to see how much there is").isEqualTo(1);
    }

    @Test
    void largeRunsAreReadOffTheWholeWhereSomeOfThemShowThatEachTakesMorePages() {
        assertAllIsListed(listed(runs(60, 250)), 60, 250);
        assertThat(pagesAsked).as("instead of three a run").isBetween(140, 150);
        assertThat(runsAsked).hasSize(10);
    }

    @Test
    void smallRunsAmongMuchElseAreAskedThemselvesWhereSomeOfThemShowThatTheyAreSmall() {
        Map<Long, Instant> runs = runs(60, 10);
        IntStream.range(0, 12_000).forEach(index -> shelf.add(artifact(-1 - index, 99, NEWEST)));
        shelf.sort((one, other) -> other.createdAt().compareTo(one.createdAt()));

        List<OfRun> listed = listed(runs);

        assertThat(listed).hasSize(60);
        assertThat(listed.stream().filter(run -> run.listing() == null)).hasSize(50);
        assertThat(pagesAsked).isEqualTo(1);
    }

    @Test
    void aRunWhoseArtifactComesLateIsAskedOnceMore() {
        Map<Long, Instant> runs = runs(50, 10);
        shelf.add(artifact(9, 45, NEWEST));

        assertThat(listed(runs)).hasSize(51).endsWith(new OfRun(45, null));
    }

    @Test
    void afterOneThatComesLateTheOrderIsNotReliedOn() {
        Map<Long, Instant> runs = runs(50, 10);
        shelf.add(250, artifact(9, 45, NEWEST));

        assertThat(listed(runs).stream().filter(run -> run.listing() == null).map(OfRun::runId))
                .contains(45L)
                .containsAll(LongStream.rangeClosed(1, 20).boxed().toList());
        assertThat(pagesAsked).isEqualTo(3);
    }

    @Test
    void nothingIsLostWhileMoreIsUploadedThanAPageHolds() {
        Map<Long, Instant> runs = runs(50, 10);
        beforePage.put(2, () -> uploaded(130));
        beforePage.put(4, () -> uploaded(250));

        List<OfRun> listed = listed(runs);

        assertThat(listed).extracting(OfRun::runId).containsExactlyInAnyOrderElementsOf(runs.keySet());
        assertThat(listed.stream().filter(run -> run.listing() != null))
                .isNotEmpty()
                .allSatisfy(run -> assertThat(run.listing().artifacts()).hasSize(10));
    }

    private void uploaded(int artifacts) {
        IntStream.range(0, artifacts)
                .forEach(index ->
                        shelf.add(0, artifact(1_000_000 + shelf.size() + index, 99, NEWEST.plusSeconds(shelf.size()))));
    }

    @Test
    void whatAListingThatEndsEarlyDoesNotShowIsAsked() {
        Map<Long, Instant> runs = runs(50, 10);
        List<OfRun> listed = new ArrayList<>();
        new RepositoryArtifacts(
                        runs,
                        () -> new Listing<>(
                                page(0),
                                address -> address.equals(page(0))
                                        ? get(address)
                                        : new Found.Here<>(new Page<>(List.of(), 500L, null)),
                                RunArtifact::id),
                        this::ask)
                .forEachRemaining(listed::add);

        assertThat(listed).extracting(OfRun::runId).containsExactlyInAnyOrderElementsOf(runs.keySet());
        assertThat(listed.stream().filter(run -> run.listing() != null))
                .allSatisfy(run -> assertThat(run.listing().artifacts()).hasSize(10));
        assertThat(listed).contains(new OfRun(1, null), new OfRun(40, null));
    }

    @Test
    void withoutAListingOfTheWholeEachRunIsAsked() {
        Map<Long, Instant> runs = runs(3, 1);
        List<OfRun> listed = new ArrayList<>();
        new RepositoryArtifacts(
                        runs,
                        () -> new Listing<>(page(0), address -> new Found.Gone<>(404, "Not Found"), RunArtifact::id),
                        this::ask)
                .forEachRemaining(listed::add);

        assertThat(listed).containsExactly(new OfRun(1, null), new OfRun(2, null), new OfRun(3, null));
    }
}
