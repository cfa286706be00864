package dev.inferencemax.extractor.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {

    @ParameterizedTest
    @CsvSource({
        "b200-trt, b200, true",
        "h100-cw_1, h100, true",
        "mi355x-amd_0, mi355x, true",
        "MI355X, mi355x, true",
        "cluster:gb300-nv, gb300, true",
        "gb200, gb200, true",
        "h200-multinode-slurm, h200, true",
        "rtx6000pro-lat, rtx6000pro, true",
        "mi400x-amd_0, mi400x, false",
        "b2000, b2000, false",
        "cluster:new-pool_07, new-pool, false",
        "' h100 ', h100, true",
    })
    void gpusAreReadFromEveryShapeOfHw(String hw, String gpu, boolean known) {
        assertThat(Gpu.of(hw)).isEqualTo(gpu);
        assertThat(Gpu.isKnown(gpu)).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({
        "openai/gpt-oss-120b, gptoss",
        "openai/gpt-oss-120B, gptoss",
        "amd/gpt-oss-120b-w-mxfp4-a-fp8, gptoss",
        "/mnt/lustre01/models/deepseek-r1-0528-fp4-v2, dsr1",
        "/models/DeepSeek-R1, dsr1",
        "deepseek-r1-fp4, dsr1",
        "deepseek-ai/DeepSeek-V3, dsv3",
        "sgl-project/DeepSeek-V4-Pro-FP8, dsv4",
        "nvidia/Llama-3.1-70B-Instruct-FP8, 70b",
        "amd/Llama-3.3-70B-Instruct-MXFP4-Preview, 70b",
        "RedHatAI/Llama-4-Scout-17B-16E-Instruct-FP8-dynamic, scout",
        "nvidia/Qwen3.5-397B-A17B-NVFP4-V2, qwen3.5",
        "amd/Kimi-K2.5-MXFP4, kimik2.5",
        "nvidia/Kimi-K2.6-NVFP4, kimik2.6",
        "moonshotai/Kimi-K3, kimik3",
        "MiniMaxAI/MiniMax-M2.5, minimaxm2.5",
        "MiniMaxAI/MiniMax-M3-MXFP8, minimaxm3",
        "zai-org/GLM-5-FP8, glm5",
        "amd/GLM-5.1-MXFP4, glm5.1",
        "nvidia/GLM-5.2-NVFP4, glm5.2",
    })
    void idsAsServedBelongToFamilies(String id, String family) {
        assertThat(ModelFamily.ofId(id)).map(ModelFamily::key).contains(family);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zai-org/GLM-5.3", "meta-llama/Llama-3.2-70B", "x"})
    void otherIdsBelongToNone(String id) {
        assertThat(ModelFamily.ofId(id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "gptoss, gptoss",
        "dsr1-fp8, dsr1",
        "dsr1-nvfp4, dsr1",
        "DeepSeek-R1-0528, dsr1",
        "GPTOSS, gptoss",
        "newModel-fp8, newModel",
    })
    void prefixesMeanFamiliesWhateverTheirPrecision(String prefix, String key) {
        assertThat(ModelFamily.keyOfPrefix(prefix)).isEqualTo(key);
    }

    @Test
    void everyFamilyIsFoundByItsNameAndItsKey() {
        assertThat(ModelFamily.all()).allSatisfy(family -> {
            assertThat(ModelFamily.ofId(family.name())).contains(family);
            assertThat(ModelFamily.withKey(family.key())).contains(family);
            assertThat(ModelFamily.keyOfPrefix(family.key())).isEqualTo(family.key());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "dynamo-trtllm, dynamo-trt, true",
        "trtllm, trt, true",
        "VLLM, vllm, true",
        "sglang-disagg, sglang-disagg, true",
        "newserve, newserve, false",
    })
    void frameworksHaveOneName(String published, String canonical, boolean known) {
        assertThat(Framework.canonical(published)).isEqualTo(canonical);
        assertThat(Framework.isKnown(canonical)).isEqualTo(known);
    }

    @Test
    void statisticsOfLatenciesAreMetrics() {
        assertThat(Statistic.P99_9.of(Latency.TTFT).name()).isEqualTo("p99.9_ttft");
        assertThat(Statistic.P99_9.of(Latency.TTFT)).hasToString("p99.9_ttft");
        assertThat(Statistic.P90.of(Latency.E2EL).meaning()).startsWith("percentile 90 of the time");
        assertThat(Metric.named("p42_ttft")).isEmpty();
        assertThat(Metric.named("tput_per_gpu")).containsSame(Metric.TPUT_PER_GPU);
    }

    @ParameterizedTest
    @CsvSource({"4, 2, 3, 24", ",2,3,", "4,,,4", "2000000000, 2, 1,", "1000000000, 2, 2,"})
    void theGpusOfANodeAreTheProductOfThreeSizes(Integer tp, Integer pp, Integer pcp, Integer gpus) {
        assertThat(new Parallelism(tp, pp, 9, pcp, 9, null).gpus()).isEqualTo(gpus);
    }
}
