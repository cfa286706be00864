package dev.inferencemax.extractor.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class RateBudgetTest {

    private static final Instant RESET = TestClock.START.plus(Duration.ofMinutes(30));

    private final TestClock clock = new TestClock();
    private final RateBudget budget = budget("one");

    @Test
    void nothingKnownForbidsNothing() {
        assertThat(budget.ask()).isInstanceOf(RateBudget.Turn.Go.class);
        assertThat(budget.now().remaining()).isNull();
    }

    @Test
    void anExhaustedBudgetOpensASecondAfterItsReset() {
        answer(budget, remaining(0));

        assertThat(opening(budget)).isEqualTo(RESET.plusSeconds(1));
        clock.pass(Duration.ofMinutes(30));
        assertThat(opening(budget)).isEqualTo(RESET.plusSeconds(1));
        clock.pass(Duration.ofSeconds(1));
        assertThat(budget.ask()).isInstanceOf(RateBudget.Turn.Go.class);
    }

    @Test
    void theWaitIsMeasuredOnGitHubsClockWhenOursIsWrong() {
        Instant theirs = TestClock.START.minus(Duration.ofHours(3));
        answer(budget, new RateHeaders(5000L, 0L, theirs.plusSeconds(90), theirs, null));

        assertThat(opening(budget)).isEqualTo(TestClock.START.plusSeconds(91));
    }

    @Test
    void requestsOnTheirWayCountAsSpent() {
        answer(budget, remaining(2));
        RateBudget.Pass first = go(budget);
        RateBudget.Pass second = go(budget);

        assertThat(budget.ask()).isInstanceOf(RateBudget.Turn.Full.class);
        budget.unanswered(first);
        assertThat(budget.ask()).isInstanceOf(RateBudget.Turn.Go.class);
        budget.answered(second, remaining(0), false);
        assertThat(budget.ask()).isInstanceOf(RateBudget.Turn.Wait.class);
    }

    @Test
    void answersThatOvertakeEachOtherNeverRaiseTheBudgetOfAWindow() {
        RateBudget.Pass first = go(budget);
        RateBudget.Pass second = go(budget);
        budget.answered(second, remaining(7), false);
        budget.answered(first, remaining(8), false);

        assertThat(budget.now().remaining()).isEqualTo(7);
    }

    @Test
    void anAnswerOfTheWindowBeforeIsOldNews() {
        RateBudget.Pass late = go(budget);
        answer(budget, new RateHeaders(5000L, 4999L, RESET.plusSeconds(3600), TestClock.START, null));
        budget.answered(late, new RateHeaders(5000L, 0L, TestClock.START, TestClock.START, null), false);

        assertThat(budget.ask()).isInstanceOf(RateBudget.Turn.Go.class);
        assertThat(budget.now().remaining()).isEqualTo(4999);
    }

    @Test
    void theTokenWithMostRequestsLeftGoesFirstAndOnlyWhenAllAreClosedItWaits() {
        RateBudget two = budget("one", "two");
        RateBudget.Pass first = go(two);
        RateBudget.Pass second = go(two);
        assertThat(first.token()).isNotSameAs(second.token());
        two.answered(first, remaining(10), false);
        two.answered(second, remaining(20), false);

        RateBudget.Pass third = go(two);
        assertThat(third.token()).isSameAs(second.token());
        two.answered(third, remaining(0), false);
        RateBudget.Pass fourth = go(two);
        assertThat(fourth.token()).isSameAs(first.token());
        two.answered(fourth, new RateHeaders(5000L, 0L, RESET.minusSeconds(60), TestClock.START, null), false);

        assertThat(opening(two)).isEqualTo(RESET.minusSeconds(59));
        assertThat(two.now().limit()).isEqualTo(10_000);
        assertThat(two.now().closedUntil()).isEqualTo(RESET.minusSeconds(59));
    }

    @Test
    void aSecondaryLimitLastsAsLongAsGitHubSays() {
        refuse(budget, new RateHeaders(5000L, 4000L, RESET, TestClock.START, Duration.ofMinutes(3)));

        assertThat(opening(budget)).isEqualTo(TestClock.START.plus(Duration.ofMinutes(3)));
    }

    @Test
    void aSecondaryLimitWithoutATimeLastsAMinuteAndTwiceAsLongWithEachRepetition() {
        RateHeaders nothing = new RateHeaders(null, null, null, null, null);
        for (int minutes : new int[] {1, 2, 4, 8}) {
            Instant before = clock.instant();
            refuse(budget, nothing);
            assertThat(Duration.between(before, opening(budget))).isEqualTo(Duration.ofMinutes(minutes));
            clock.pass(Duration.ofMinutes(minutes));
        }
        answer(budget, remaining(4000));
        refuse(budget, nothing);
        assertThat(Duration.between(clock.instant(), opening(budget))).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatWasSentBeforeGitHubSaidWaitIsNoRepetition() {
        RateBudget.Pass first = go(budget);
        RateBudget.Pass second = go(budget);
        RateBudget.Pass third = go(budget);
        RateHeaders nothing = new RateHeaders(null, null, null, null, null);
        budget.answered(first, nothing, true);
        budget.answered(second, nothing, true);
        budget.answered(third, remaining(4000), false);

        assertThat(opening(budget)).isEqualTo(TestClock.START.plusSeconds(60));
    }

    @Test
    void beingToldToComeBackAtOnceOverAndOverIsNoReasonToHurry() {
        for (int repetition = 0; repetition < 12; repetition++) {
            refuse(budget, new RateHeaders(null, null, null, null, Duration.ZERO));
            clock.sleepQuietlyUntil(opening(budget));
        }
        assertThat(clock.elapsed()).isGreaterThan(Duration.ofMinutes(60));
    }

    private RateBudget budget(String... tokens) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("GITHUB_TOKENS", String.join(",", tokens))));
        List<Token> read = Token.from(environment);
        return new RateBudget(clock, read);
    }

    private static RateHeaders remaining(long requests) {
        return new RateHeaders(5000L, requests, RESET, TestClock.START, null);
    }

    private static RateBudget.Pass go(RateBudget budget) {
        return ((RateBudget.Turn.Go) budget.ask()).pass();
    }

    private static void answer(RateBudget budget, RateHeaders told) {
        budget.answered(go(budget), told, false);
    }

    private static void refuse(RateBudget budget, RateHeaders told) {
        budget.answered(go(budget), told, true);
    }

    private static Instant opening(RateBudget budget) {
        return ((RateBudget.Turn.Wait) budget.ask()).until();
    }
}
