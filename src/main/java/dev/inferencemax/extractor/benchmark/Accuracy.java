package dev.inferencemax.extractor.benchmark;

import static dev.inferencemax.extractor.benchmark.SideColumn.number;
import static dev.inferencemax.extractor.benchmark.SideColumn.text;
import static dev.inferencemax.extractor.benchmark.SideColumn.whole;
import static dev.inferencemax.extractor.benchmark.SideColumn.yesOrNo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How well a served model answered the questions of a task, 0 to 1 (atlas, section 8). */
public record Accuracy(Served served, Score score) {

    /**
     * What was served. Null: not published.
     *
     * @param model family key
     * @param gpu normalised
     * @param hw as published, in upper case at times
     * @param framework canonical
     */
    public record Served(
            @Nullable String model,
            @Nullable String modelId,
            @Nullable String gpu,
            @Nullable String hw,
            @Nullable String framework,
            @Nullable String precision,
            @Nullable String specDecoding,
            @Nullable Boolean multinode,
            @Nullable Integer isl,
            @Nullable Integer osl,
            @Nullable Integer conc,
            Parallelism parallelism,
            Role prefill,
            Role decode) {}

    /**
     * What came of it. Null: not published.
     *
     * @param name of the metric that {@code value} is
     * @param deviation standard error of the value
     * @param strict exact match of the answer in the demanded form
     * @param flexible exact match of the answer wherever it stands
     * @param samples questions that counted
     * @param source file that upstream took it from
     */
    public record Score(
            @Nullable String task,
            @Nullable String name,
            @Nullable BigDecimal value,
            @Nullable BigDecimal deviation,
            @Nullable BigDecimal strict,
            @Nullable BigDecimal strictDeviation,
            @Nullable BigDecimal flexible,
            @Nullable BigDecimal flexibleDeviation,
            @Nullable Integer samples,
            @Nullable String source) {}

    public static List<SideColumn<Accuracy>> columns() {
        List<SideColumn<Accuracy>> columns = new ArrayList<>();
        columns.add(text("model", "family key", of -> of.served().model()));
        columns.add(text(
                "model_id",
                "model id as served; may be a path",
                of -> of.served().modelId()));
        columns.add(text("gpu", "GPU type", of -> of.served().gpu()));
        columns.add(text("hw", "runner label as published", of -> of.served().hw()));
        columns.add(text(
                "framework",
                "serving framework, canonical name",
                of -> of.served().framework()));
        columns.add(text(
                "precision", "number format of the weights", of -> of.served().precision()));
        columns.add(
                text("spec_decoding", "speculative decoding", of -> of.served().specDecoding()));
        columns.add(yesOrNo(
                "is_multinode", "served by several nodes", of -> of.served().multinode()));
        columns.add(whole(
                "isl", "tokens", "input sequence length", of -> of.served().isl()));
        columns.add(whole(
                "osl", "tokens", "output sequence length", of -> of.served().osl()));
        columns.add(whole("conc", "requests", "concurrency", of -> of.served().conc()));
        parallelism("", "", of -> of.served().parallelism(), columns);
        parallelism("prefill_", "prefill: ", of -> of.served().prefill().parallelism(), columns);
        parallelism("decode_", "decode: ", of -> of.served().decode().parallelism(), columns);
        columns.add(text("task", "what was asked", of -> of.score().task()));
        columns.add(text("score_name", "what the score is", of -> of.score().name()));
        columns.add(number("score", "0 to 1", of -> of.score().value()));
        columns.add(number("score_se", "its standard error", of -> of.score().deviation()));
        columns.add(number(
                "em_strict",
                "exact match in the demanded form, 0 to 1",
                of -> of.score().strict()));
        columns.add(
                number("em_strict_se", "its standard error", of -> of.score().strictDeviation()));
        columns.add(number(
                "em_flexible",
                "exact match wherever the answer stands, 0 to 1",
                of -> of.score().flexible()));
        columns.add(
                number("em_flexible_se", "its standard error", of -> of.score().flexibleDeviation()));
        columns.add(whole(
                "n_eff", "questions", "questions that counted", of -> of.score().samples()));
        columns.add(text(
                "source", "file that the score was taken from", of -> of.score().source()));
        return List.copyOf(columns);
    }

    private static void parallelism(
            String prefix, String of, Function<Accuracy, Parallelism> side, List<SideColumn<Accuracy>> columns) {
        columns.add(whole(
                prefix + "tp",
                null,
                of + "tensor parallel size",
                accuracy -> side.apply(accuracy).tp()));
        columns.add(whole(
                prefix + "ep",
                null,
                of + "expert parallel size",
                accuracy -> side.apply(accuracy).ep()));
        columns.add(yesOrNo(
                prefix + "dp_attention",
                of + "attention data parallel",
                accuracy -> side.apply(accuracy).dpAttention()));
    }
}
