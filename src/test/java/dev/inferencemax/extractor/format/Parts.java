package dev.inferencemax.extractor.format;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parts of a name, chosen at random, and the names that each grammar makes of them. */
final class Parts {

    private static final Pattern PART = Pattern.compile("\\{([a-zA-Z]+)}");

    private static final Map<NameGrammar, String> TEMPLATES = Map.ofEntries(
            Map.entry(
                    NameGrammar.M4,
                    "bmk_{exp}_{prec}_{fw}_prefill-tp{ptp}-pp{ppp}-dcp{pdcp}-pcp{ppcp}-ep{pep}-dp{pdp}-nw{pnw}"
                            + "_decode-tp{dtp}-pp{dpp}-dcp{ddcp}-pcp{dpcp}-ep{dep}-dp{ddp}-nw{dnw}"
                            + "_disagg-{disagg}_spec-{spec}_conc{concs}_{runner}_{idx}_recipe-{recipe}"),
            Map.entry(
                    NameGrammar.N8,
                    "bmk_agentic_{exp}_{prec}_{fw}_tp{tp}-pp{pp}-dcp{dcp}-pcp{pcp}-ep{ep}-dpa{dpa}_disagg-{disagg}"
                            + "_spec-{spec}_conc{conc}_{runner}_{idx}"),
            Map.entry(
                    NameGrammar.M3,
                    "bmk_{exp}_{prec}_ptp{ptp}pep{pep}_dtp{dtp}dep{dep}_{fw}_specdec-{spec}_conc{concs}_{runner}_{idx}"),
            Map.entry(
                    NameGrammar.N7,
                    "bmk_{exp}_{prec}_{fw}_tp{tp}_ep{ep}_dpa_{dpa}_conc{conc}_specdecode_{spec}_{runner}_{idx}"),
            Map.entry(NameGrammar.N6, "{exp}_{prec}_{fw}_tp{tp}_ep{ep}_dpa_{dpa}_conc{conc}_{runner}_{idx}"),
            Map.entry(NameGrammar.N5, "{exp}_{prec}_{fw}_tp{tp}_ep{ep}_conc{conc}_{runner}_{idx}"),
            Map.entry(NameGrammar.M2, "{exp}_{prec}_{fw}_mtp-{mtp}_{runner}_{idx}"),
            Map.entry(NameGrammar.N4, "{exp}_{prec}_{fw}_tp{tp}_conc{conc}_{runner}_{idx}"),
            Map.entry(NameGrammar.N2, "{exp}_{oldFw}_{prec}_tp{tp}_conc{conc}_{runner}_{idx}"),
            Map.entry(NameGrammar.N3, "{exp}_{prec}_tp{tp}_conc{conc}_{runner}_{idx}"),
            Map.entry(NameGrammar.M1, "{exp}_{prec}_{dynamo}_{runner}_{idx}"),
            Map.entry(NameGrammar.N1, "{exp}_tp{tp}_conc{conc}_{runner}_{idx}"));

    private static final Map<String, Function<ArtifactName, Object>> READ = Map.ofEntries(
            Map.entry("exp", ArtifactName::exp),
            Map.entry("prec", ArtifactName::precision),
            Map.entry("fw", ArtifactName::framework),
            Map.entry("oldFw", ArtifactName::framework),
            Map.entry("dynamo", ArtifactName::framework),
            Map.entry("tp", name -> name.parallelism().tp()),
            Map.entry("pp", name -> name.parallelism().pp()),
            Map.entry("dcp", name -> name.parallelism().dcp()),
            Map.entry("pcp", name -> name.parallelism().pcp()),
            Map.entry("ep", name -> name.parallelism().ep()),
            Map.entry("dpa", name -> name.parallelism().dpAttention()),
            Map.entry("ptp", name -> name.prefill().parallelism().tp()),
            Map.entry("ppp", name -> name.prefill().parallelism().pp()),
            Map.entry("pdcp", name -> name.prefill().parallelism().dcp()),
            Map.entry("ppcp", name -> name.prefill().parallelism().pcp()),
            Map.entry("pep", name -> name.prefill().parallelism().ep()),
            Map.entry("pdp", name -> name.prefill().parallelism().dpAttention()),
            Map.entry("pnw", name -> name.prefill().workers()),
            Map.entry("dtp", name -> name.decode().parallelism().tp()),
            Map.entry("dpp", name -> name.decode().parallelism().pp()),
            Map.entry("ddcp", name -> name.decode().parallelism().dcp()),
            Map.entry("dpcp", name -> name.decode().parallelism().pcp()),
            Map.entry("dep", name -> name.decode().parallelism().ep()),
            Map.entry("ddp", name -> name.decode().parallelism().dpAttention()),
            Map.entry("dnw", name -> name.decode().workers()),
            Map.entry("disagg", ArtifactName::disagg),
            Map.entry("spec", ArtifactName::specDecoding),
            Map.entry("mtp", name -> name.specDecoding().equals("mtp") ? "on" : "off"),
            Map.entry("conc", name -> name.concurrencies().get(0)),
            Map.entry(
                    "concs",
                    name -> name.concurrencies().stream().map(String::valueOf).collect(Collectors.joining("x"))),
            Map.entry("runner", ArtifactName::runner),
            Map.entry("idx", ArtifactName::runnerIndex),
            Map.entry("recipe", ArtifactName::recipe));

    private final Map<String, Object> values = new HashMap<>();

    Parts(Random random) {
        for (String part : READ.keySet()) {
            values.put(part, 1 + random.nextInt(1_000));
        }
        for (String part : new String[] {"dpa", "pdp", "ddp", "disagg"}) {
            values.put(part, random.nextBoolean());
        }
        choose(
                random,
                "exp",
                "gptoss_1k1k",
                "70b_8k1k",
                "qwen3.5_1k8k",
                "dsr1-fp8_1k1k",
                "dsr1_test_1024_8192",
                "e2e",
                "dsr1_tp8_conc16_kvnone",
                "dsr1_p2x4_d1x8_conc4x8",
                "glm5.1_test");
        choose(random, "prec", "fp4", "fp8", "bf16", "int4", "nvfp4", "mxfp4");
        choose(random, "fw", "vllm", "sglang", "trt", "sglang-disagg", "llmd-vllm", "atom", "dynamo-trtllm");
        choose(random, "oldFw", "vllm", "sglang", "trt");
        choose(random, "dynamo", "dynamo-trtllm", "dynamo-sglang");
        choose(random, "spec", "none", "mtp", "eagle3");
        choose(random, "mtp", "on", "off");
        choose(random, "runner", "h100-cw", "gb200-nv", "mi355x-amds", "b200-dgxc-slurm", "rtx6000pro-lat", "h200");
        choose(random, "concs", "4", "4x8x16", "128x269");
        choose(random, "recipe", "0123456789abcdef", "12e4");
    }

    private void choose(Random random, String part, String... among) {
        values.put(part, among[random.nextInt(among.length)]);
    }

    String compose(NameGrammar grammar) {
        return PART.matcher(TEMPLATES.get(grammar))
                .replaceAll(part -> Matcher.quoteReplacement(String.valueOf(values.get(part.group(1)))));
    }

    /** The parts that a name of this grammar holds. */
    Map<String, Object> partsOf(NameGrammar grammar) {
        return PART.matcher(TEMPLATES.get(grammar))
                .results()
                .map(part -> part.group(1))
                .collect(Collectors.toMap(part -> part, values::get));
    }

    Object read(ArtifactName name, String part) {
        return READ.get(part).apply(name);
    }
}
