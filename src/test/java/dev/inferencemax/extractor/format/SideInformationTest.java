package dev.inferencemax.extractor.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.inferencemax.extractor.benchmark.Accuracy;
import dev.inferencemax.extractor.benchmark.ChangelogEntry;
import dev.inferencemax.extractor.benchmark.JobCount;
import dev.inferencemax.extractor.benchmark.SideColumn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What artifacts tell beside results (atlas, sections 7 to 9). */
class SideInformationTest {

    @Test
    void aRowOfAnAggregateSaysWhatWasServedAndHowWellItAnswered() throws IOException {
        List<Accuracy> read = EvalAggregate.read(bytes("""
                [{'model_prefix':'dsr1','model':'deepseek-ai/DeepSeek-R1-0528','hw':'GB200-NV','framework':'dynamo-trtllm',
                  'precision':'fp4','spec_decoding':'none','tp':8,'ep':1,'conc':64,
                  'dp_attention':'prefill=true,decode=false','task':'gsm8k','em_strict':0.9522,'em_strict_se':0.0058,
                  'score':0.9522,'score_name':'em_strict','score_se':NaN,'n_eff':1319,'isl':'1024','osl':8192,
                  'source':'eval_x/results.json'}, {'h100':{'n_success':1}}, 7]
                """));

        assertThat(read).hasSize(1);
        assertThat(filled(Accuracy.columns(), read.get(0)))
                .isEqualTo(Map.ofEntries(
                        Map.entry("model", "dsr1"),
                        Map.entry("model_id", "deepseek-ai/DeepSeek-R1-0528"),
                        Map.entry("gpu", "gb200"),
                        Map.entry("hw", "GB200-NV"),
                        Map.entry("framework", "dynamo-trt"),
                        Map.entry("precision", "fp4"),
                        Map.entry("spec_decoding", "none"),
                        Map.entry("isl", "1024"),
                        Map.entry("osl", "8192"),
                        Map.entry("conc", "64"),
                        Map.entry("tp", "8"),
                        Map.entry("ep", "1"),
                        Map.entry("prefill_dp_attention", "true"),
                        Map.entry("decode_dp_attention", "false"),
                        Map.entry("task", "gsm8k"),
                        Map.entry("score_name", "em_strict"),
                        Map.entry("score", "0.9522"),
                        Map.entry("em_strict", "0.9522"),
                        Map.entry("em_strict_se", "0.0058"),
                        Map.entry("n_eff", "1319"),
                        Map.entry("source", "eval_x/results.json")));
    }

    @ParameterizedTest
    @CsvSource({
        "eval_results/eval_dsr1_1k8k_dsr1_1k8k_fp8_sglang_tp8_ep1_dpa_false_conc64_specdecode_mtp_h200-nb_0/results.json, 1024, 8192, mtp",
        "eval_dsr1_8k1k_dsr1_8k1k_fp8_sglang_tp8_ep1_dpa_false_conc64_h200-nb_0/results.json, 8192, 1024, none",
        "eval_gptoss_1k1k_h100-cw/results.json, 1024, 1024, none",
        "eval_dsr1_test_dsr1_test_fp8_sglang_tp8_conc64_h200-nb_0/results.json, , , none",
        "results_1024_1024/1k1k.json, , , none"
    })
    void lengthsThatAnAggregateDoesNotStateAreThoseOfTheArtifactItTookTheRowFrom(
            String source, String isl, String osl, String specDecoding) throws IOException {
        List<Accuracy> read = EvalAggregate.read(bytes("""
                [{'task':'gsm8k','source':'%1$s'},
                 {'task':'gsm8k','source':'%1$s','isl':512,'osl':256,'spec_decoding':'eagle'}]
                """.formatted(source)));

        Map<String, String> silent = filled(Accuracy.columns(), read.get(0));
        assertThat(silent.get("isl")).isEqualTo(isl);
        assertThat(silent.get("osl")).isEqualTo(osl);
        assertThat(silent.get("spec_decoding")).isEqualTo(specDecoding);
        assertThat(filled(Accuracy.columns(), read.get(1)))
                .containsEntry("isl", "512")
                .containsEntry("osl", "256")
                .containsEntry("spec_decoding", "eagle");
    }

    @Test
    void aSingleArtifactSaysItInTwoFilesAndOneMoreForEachConcurrency() throws IOException {
        EvalRun run = new EvalRun();
        run.add("results_2026_conc64.json", results("0.91"));
        run.add("samples_gsm8k.json", bytes("[]"));
        run.add(
                "meta_env.json",
                bytes("{'hw':'h200','infmax_model_prefix':'gptoss','dp_attention':false,'conc':8,'isl':'1024'}"));
        run.add("results_2026.json", results("0.95"));

        List<Map<String, String>> read = run.accuracies().stream()
                .map(accuracy -> filled(Accuracy.columns(), accuracy))
                .toList();

        assertThat(read)
                .hasSize(2)
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("model", "gptoss")
                        .containsEntry("dp_attention", "false")
                        .containsEntry("isl", "1024")
                        .containsEntry("score_name", "exact_match,strict-match")
                        .containsEntry("score_se", "0.006")
                        .containsEntry("em_flexible", "0.97"));
        assertThat(read).extracting(row -> row.get("conc")).containsExactly("8", "64");
        assertThat(read).extracting(row -> row.get("em_strict")).containsExactly("0.95", "0.91");
    }

    private static InputStream results(String strict) {
        return bytes("""
                {'results':{'gsm8k':{'alias':'gsm8k','exact_match,strict-match':%s,'exact_match_stderr,strict-match':0.006,
                 'exact_match,flexible-extract':0.97}},'lm_eval_version':'0.4.9'}
                """.formatted(strict));
    }

    @Test
    void aScoreOfAnyNameIsRead() throws IOException {
        EvalRun run = new EvalRun();
        run.add("meta_env.json", bytes("{'hw':'h200'}"));
        run.add("results.txt", bytes("{'results':{'ignored':{'acc':1}}}"));
        run.add("results.json", bytes("""
                {'results':{'mmlu':{'alias':'mmlu','acc_stderr':0.01,'acc':0.7},'silent':{'alias':'x'},'broken':7}}
                """));

        assertThat(run.accuracies())
                .extracting(accuracy -> filled(Accuracy.columns(), accuracy))
                .extracting(
                        row -> row.get("task"),
                        row -> row.get("score_name"),
                        row -> row.get("score"),
                        row -> row.get("score_se"))
                .containsExactlyInAnyOrder(tuple("mmlu", "acc", "0.7", "0.01"), tuple("silent", null, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'hw':'  ' | hw | ",
                "'isl':'1k' | isl | ",
                "'isl':1234567890 | isl | ",
                "'n_eff':-1 | n_eff | ",
                "'score':'0.9' | score | ",
                "'score':NaN | score | ",
                "'score':1 | score | 1",
                "'dp_attention':'none' | dp_attention | ",
                "'dp_attention':'True' | dp_attention | true",
                "'is_multinode':true | is_multinode | true",
                "'model':'Qwen/Unheard-Of' | model | Qwen/Unheard-Of",
                "'model':'openai/gpt-oss-120b' | model | gptoss"
            })
    void whatIsNotWhatAFieldHoldsIsLeftOut(String field, String column, String cell) throws IOException {
        assertThat(EvalAggregate.read(bytes("[{'task':'gsm8k'," + field + "}]")))
                .singleElement()
                .satisfies(read ->
                        assertThat(filled(Accuracy.columns(), read).get(column)).isEqualTo(cell));
    }

    @Test
    void aTextWithoutEndIsCutOff() throws IOException {
        assertThat(EvalAggregate.read(bytes("[{'task':'%s'}]".formatted("x".repeat(30_000)))))
                .singleElement()
                .satisfies(
                        read -> assertThat(read.score().task()).hasSize(20_001).endsWith("x…"));
    }

    @Test
    void jobsAreCountedByWhatTheFileCallsThem() throws IOException {
        List<JobCount> read = RunStatistics.read(
                        bytes("{'h100':{'n_success':3,'total':4},'b200-dgxc':{'n_success':null},'note':'x'}"))
                .orElseThrow();

        assertThat(read)
                .extracting(count -> filled(JobCount.columns(), count))
                .containsExactly(
                        Map.of("hw", "h100", "gpu", "h100", "n_success", "3", "total", "4"),
                        Map.of("hw", "b200-dgxc", "gpu", "b200"));
    }

    @Test
    void everyEntryOfAChangelogIsKeptWithWhateverItSays() throws IOException {
        List<ChangelogEntry> read = Changelog.read(bytes("""
                        {'base_ref':'a1','head_ref':'b2','entries':[
                          {'config-keys':['dsr1-fp8','dsr1-fp4'],'description':['One','Two'],'pr-link':'https://x/1',
                           'evals-only':false,'scenario-type':['agentic']},
                          {'config-keys':'gptoss','description':'Only one','append-only':true}]}
                        """)).orElseThrow().entries();

        assertThat(read)
                .extracting(entry -> filled(ChangelogEntry.columns(), entry))
                .containsExactly(
                        Map.of(
                                "entry", "0",
                                "base_ref", "a1",
                                "head_ref", "b2",
                                "config_keys", "dsr1-fp8;dsr1-fp4",
                                "description", "One\nTwo",
                                "pr_link", "https://x/1",
                                "evals_only", "false",
                                "other", "{\"scenario-type\":[\"agentic\"]}"),
                        Map.of(
                                "entry", "1",
                                "base_ref", "a1",
                                "head_ref", "b2",
                                "config_keys", "gptoss",
                                "description", "Only one",
                                "append_only", "true"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{}", "7", "{'results':", "{'a':[{'b':{}}]}", "[[{'task':{}}]]", "\u0000"})
    void whatIsNoneOfTheseTellsNothing(String json) throws IOException {
        assertThat(EvalAggregate.read(bytes(json))).isEmpty();
        assertThat(RunStatistics.read(bytes(json))).isEmpty();
        assertThat(Changelog.read(bytes(json))).isEmpty();
        EvalRun run = new EvalRun();
        run.add("meta_env.json", bytes(json));
        run.add("results.json", bytes(json));
        assertThat(run.accuracies()).isEmpty();
    }

    @Test
    void textsThatNoDatabaseTakesAreMadeSuch() throws IOException {
        assertThat(EvalAggregate.read(bytes("[{'task':'a\\u0000b\\ud800c','source':'x'}]")))
                .singleElement()
                .satisfies(accuracy -> assertThat(accuracy.score().task()).isEqualTo("a?b?c"));
    }

    /** The columns that are not empty. */
    private static <T> Map<String, String> filled(List<SideColumn<T>> columns, T record) {
        Map<String, String> filled = new TreeMap<>();
        List<String> cells = new ArrayList<>(SideColumn.cells(columns, record));
        for (SideColumn<T> column : columns) {
            String cell = cells.remove(0);
            if (!cell.isEmpty()) {
                filled.put(column.name(), cell);
            }
        }
        return filled;
    }

    private static InputStream bytes(String json) {
        return new ByteArrayInputStream(json.replace('\'', '"').getBytes(UTF_8));
    }
}
