package dev.inferencemax.extractor.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.dataset.EraPair.Match;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The newest of two eras beside each other. */
class EraPairTest {

    private static final String[] ALIKE = {
        "image", "vllm:1", "model_id", "openai/gpt-oss-120b", "hw", "h200", "runner", "h200-nb", "ep", "1"
    };

    @ParameterizedTest
    @CsvSource({
        "image, vllm:1, vllm:2, image_changed",
        "image, '', vllm:2, image_unknown",
        "model_id, openai/gpt-oss-120b, /models/gpt-oss, model_id_changed",
        "model_id, openai/gpt-oss-120b, '', model_id_unknown",
        "hw, b200, b200-trt, label_changed",
        "runner, h200-nb, h200-cw, runner_changed",
        "num_decode_gpu, '', 32, gpus_counted_otherwise",
        "num_decode_gpu, 32, 32, unexplained",
        "ep, '', 8, ep_unknown",
        "ep, '', '', unexplained",
        "unofficial, '', '', unofficial",
        "conc, 8, 8, unexplained"
    })
    void whatIsNotTheSameIsSaid(String column, String before, String after, String why) {
        assertThat(pair(alike(column, before), alike(column, after)).why()).containsExactly(why);
    }

    @Test
    void aMachineThatOneOfThemDoesNotTellIsUnknown() {
        Measurement untold =
                Rows.row("2025-10-01T00:00:00Z", "image", "vllm:1", "model_id", "m", "hw", "h200", "ep", "1");

        assertThat(pair(untold, untold).why()).containsExactly("runner_unknown");
    }

    @Test
    void allThatDiffersIsSaidAndThatAnEarlierRowMeetsSeveral() {
        EraPair pair = new EraPair(
                Rows.row("2025-10-01T00:00:00Z", "image", "vllm:1", "unofficial", ""),
                Rows.row("2026-01-01T00:00:00Z", "image", "vllm:2", "runner", "h200-nb", "ep", "8"),
                Match.ONE_OF_SEVERAL);

        assertThat(pair.why())
                .containsExactly("image_changed", "runner_unknown", "ep_unknown", "one_of_several", "unofficial");
    }

    @ParameterizedTest
    @CsvSource({
        "100, 90, 0.9, true",
        "100, 110, 1.1, true",
        "100, 89.9, 0.899, false",
        "100, 110.1, 1.101, false",
        "3, 1, 0.333333, false",
        "0, 5, , true",
        "'', 5, , true",
        "5, '', , true"
    })
    void theLaterIsToldInTermsOfTheEarlierAndTenPerCentEitherWayIsWithinTheBand(
            String before, String after, String ratio, boolean within) {
        for (String decisive : EraPair.DECISIVE) {
            EraPair pair = pair(alike(decisive, before), alike(decisive, after));

            assertThat(pair.ratio(decisive)).isEqualTo(ratio == null ? null : new java.math.BigDecimal(ratio));
            assertThat(pair.withinBand()).as(decisive).isEqualTo(within);
        }
    }

    @Test
    void timeToFirstTokenDecidesNothing() {
        assertThat(pair(alike("mean_ttft", "1"), alike("mean_ttft", "9")).withinBand())
                .isTrue();
    }

    private static EraPair pair(Measurement before, Measurement after) {
        return new EraPair(before, after, Match.EXACT);
    }

    private static Measurement alike(String column, String cell) {
        return Rows.row(
                "2025-10-01T00:00:00Z",
                Stream.concat(Stream.of(ALIKE), Stream.of(column, cell)).toArray(String[]::new));
    }
}
