package dev.inferencemax.extractor.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the measurements of one configuration say against each other. */
class PointRulesTest {

    private final List<Point> points = new ArrayList<>();

    @Test
    void aResultFarFromItsNeighboursInTimeIsAJump() {
        measured(100, 101, 130, 99, 100);

        assertThat(found())
                .containsExactly(
                        "3 throughput_jump tput_per_gpu 130.0, 4 neighbours have a median of 100.0 and deviate by 0.5");
    }

    @Test
    void fourPointsAreTooFewForAJump() {
        measured(100, 101, 130, 99);

        assertThat(found()).isEmpty();
    }

    @Test
    void withinTenPerCentNothingIsAJumpHoweverCalmItsNeighbours() {
        measured(100, 100, 109, 100, 100);

        assertThat(found()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"125.0, false", "125.1, true", "75.0, false", "74.9, true"})
    void fiveMedianDeviationsUpOrDownAreStillNoJump(double tput, boolean jump) {
        measured(95, 105, tput, 105, 95);

        assertThat(found()).hasSize(jump ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"110.0, false", "110.1, true", "90.0, false", "89.9, true"})
    void norAreTenPerCentUpOrDown(double tput, boolean jump) {
        measured(100, 100, tput, 100, 100);

        assertThat(found()).hasSize(jump ? 1 : 0);
    }

    @Test
    void amongRestlessNeighboursItTakesMore() {
        measured(100, 80, 140, 120, 110);

        assertThat(found()).isEmpty();
    }

    @Test
    void aLevelThatChangesForGoodIsNoJumpOnceItHasNeighbours() {
        measured(100, 100, 100, 100, 100, 150, 150, 150, 150, 150);

        assertThat(found()).isEmpty();
    }

    @Test
    void onlyTheFiveNearestOnEitherSideCount() {
        measured(10, 10, 10, 10, 10, 10, 10, 100, 100, 100, 100, 100, 130, 100, 100, 100, 100, 100);

        assertThat(found())
                .singleElement()
                .asString()
                .startsWith("13 throughput_jump")
                .contains("10 neighbours");
    }

    @Test
    void whatIsNotOfficialIsHeldAgainstTheOfficialButNothingIsHeldAgainstIt() {
        measured(100, 100, 100, 100);
        for (int run = 5; run < 8; run++) {
            points.add(new Point(run, run, false, true, null, 200.0));
        }

        assertThat(found()).hasSize(3).allSatisfy(finding -> assertThat(finding).contains("median of 100.0"));
    }

    @Test
    void twoResultsOfOneRunAreSaidToBeTwoAndFromWhichMachines() {
        points.add(new Point(1, 7, true, true, "h200-nb_1", 100.0));
        points.add(new Point(2, 7, true, true, "h200-cw_0", 90.0));
        points.add(new Point(3, 8, true, true, "h200-cw_0", 95.0));

        assertThat(found())
                .containsExactly(
                        "1 measured_again 2 results, tput_per_gpu 90.0 to 100.0",
                        "2 measured_again 2 results, tput_per_gpu 90.0 to 100.0",
                        "1 two_machines h200-cw_0, h200-nb_1",
                        "2 two_machines h200-cw_0, h200-nb_1");
    }

    @Test
    void twoResultsOfOneMachineAreNotOfTwo() {
        points.add(new Point(1, 7, true, true, "h200-nb_1", 100.0));
        points.add(new Point(2, 7, true, true, "h200-nb_1", 90.0));

        assertThat(found()).hasSize(2).allSatisfy(finding -> assertThat(finding).contains("measured_again"));
    }

    @Test
    void resultsWhoseLengthsNobodyKnowsAreNotCompared() {
        for (int run = 1; run < 6; run++) {
            points.add(new Point(run, run / 2, true, false, "h200-nb_" + run, run * 100.0));
        }

        assertThat(found()).isEmpty();
    }

    private void measured(double... throughputs) {
        for (double tput : throughputs) {
            points.add(new Point(points.size() + 1, points.size() + 1, true, true, null, tput));
        }
    }

    private List<String> found() {
        List<String> found = new ArrayList<>();
        new PointRules(points)
                .check((point, finding) ->
                        found.add("%d %s %s".formatted(point.place(), finding.cell(), finding.detail())));
        return found;
    }
}
