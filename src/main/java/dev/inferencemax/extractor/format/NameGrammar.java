package dev.inferencemax.extractor.format;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How single artifacts were named, one row a generation (atlas, section 2 and appendix). Rows are tried in order and
 * the first match wins: some names are read by a later row as well. A piece in braces that has no pattern of its own
 * is a whole number.
 */
enum NameGrammar {
    M4(
            "bmk_{agentic}{exp}_{prec}_{fw}_prefill-tp{ptp}(?:-pp{ppp}-dcp{pdcp}-pcp{ppcp})?-ep{pep}-dp{pdp}-nw{pnw}"
                    + "_decode-tp{dtp}(?:-pp{dpp}-dcp{ddcp}-pcp{dpcp})?-ep{dep}-dp{ddp}-nw{dnw}"
                    + "_disagg-{disagg}_spec-{spec}_conc{concs}_{run}{recipe}",
            "bmk_dsr1_8k1k_fp4_dynamo-trt_prefill-tp4-pp1-dcp1-pcp1-ep4-dptrue-nw2_decode-tp8-pp1-dcp1-pcp1-ep8-dpfalse"
                    + "-nw4_disagg-true_spec-none_conc4x8x16_gb200-nv_1_recipe-0123456789abcdef"),
    N8(
            "bmk_{agentic}{exp}_{prec}_{fw}_tp{tp}(?:-pp{pp})?(?:-dcp{dcp}-pcp{pcp})?-ep{ep}-dpa{dpa}"
                    + "_disagg-{disagg}_spec-{spec}_conc{conc}_{run}{recipe}",
            "bmk_qwen3.5_8k1k_bf16_sglang_tp8-ep1-dpafalse_disagg-false_spec-none_conc16_mi355x-amds_02"),
    M3(
            "{bmk}{exp}_{prec}_ptp{ptp}pep{pep}_dtp{dtp}dep{dep}_{fw}_specdec-{spec}_conc{concs}_{run}",
            "bmk_dsr1_8k1k_fp4_ptp4pep4_dtp32dep32_dynamo-trt_specdec-mtp_conc128x269_gb200-nv_0"),
    N7(
            "bmk_{exp}_{prec}_{fw}_tp{tp}_ep{ep}_dpa_{dpa}_conc{conc}_specdecode_{spec}_{run}",
            "bmk_dsr1_1k1k_fp8_sglang_tp8_ep1_dpa_false_conc256_specdecode_mtp_b200-dgxc_00"),
    N6(
            "{bmk}{exp}_{prec}_{fw}_tp{tp}_ep{ep}_dpa_{dpa}_conc{conc}_{run}",
            "gptoss_1k1k_fp4_vllm_tp8_ep1_dpa_false_conc8_h100-cw_1"),
    N5("{exp}_{prec}_{fw}_tp{tp}_ep{ep}_conc{conc}_{run}", "gptoss_1k1k_fp4_trt_tp4_ep4_conc32_h200-nb_2"),
    M2("{exp}_{prec}_{fw}_mtp-{mtp}_{run}", "dsr1_1k1k_fp4_dynamo-trtllm_mtp-on_gb200-nv_0"),
    N4("{exp}_{prec}_{fw}_tp{tp}_conc{conc}_{run}", "gptoss_1k8k_fp4_vllm_tp2_conc16_mi300x-oci_0"),
    N2("{exp}_{fw2}_{prec}_tp{tp}_conc{conc}_{run}", "70b_1k1k_trt_fp8_tp2_conc4_b200-nv_0"),
    N3("{exp}_{prec}_tp{tp}_conc{conc}_{run}", "dsr1_8k1k_fp8_tp8_conc64_h200-nb_1"),
    M1("{exp}_{prec}_{fw1}_{run}", "dsr1_multinode_1k1k_mtp_off_fp4_dynamo-trtllm_gb200-nv_0"),
    N1("{exp}_tp{tp}_conc{conc}_{run}", "70b_1k1k_tp8_conc64_h100-cw_1");

    private final String example;
    private final Pattern onKnownMachine;
    private final Pattern onAnyMachine;
    private final boolean prefixed;
    private final boolean statesPrecision;

    @SuppressWarnings("ImmutableEnumChecker") // unmodifiable, which the type cannot say
    private final List<String> words;

    @SuppressWarnings("ImmutableEnumChecker") // unmodifiable, which the type cannot say
    private final Set<String> groups;

    NameGrammar(String template, String example) {
        this.example = example;
        this.onKnownMachine = Pieces.compile(template, Pieces.KNOWN_MACHINE);
        this.onAnyMachine = Pieces.compile(template, Pieces.ANY_MACHINE);
        this.prefixed = template.startsWith("bmk_") || template.startsWith("{bmk}");
        this.groups = Pieces.groups(onKnownMachine);
        this.words = Pieces.words(template);
        this.statesPrecision = template.contains("{prec}");
    }

    String example() {
        return example;
    }

    /** The name as this row reads it. */
    Optional<ArtifactName> read(String name) {
        return read(name, onKnownMachine);
    }

    /**
     * The same for a machine somebody named by hand, {@code MI355-gbt350-odcdh5-wbb3}: for names no row reads else. Then
     * anything may be the machine, so a name of the prefix's time is left to the rows of that time.
     */
    Optional<ArtifactName> readHandNamed(String name) {
        return name.startsWith("bmk_") && !prefixed ? Optional.empty() : read(name, onAnyMachine);
    }

    private Optional<ArtifactName> read(String name, Pattern pattern) {
        if (!mayFit(name)) {
            return Optional.empty();
        }
        Matcher match = pattern.matcher(name);
        return match.matches() ? Optional.of(new NameParts(match, groups).of(this)) : Optional.empty();
    }

    /** Most names are another row's, which a look for its fixed words tells sooner than its pattern. */
    private boolean mayFit(String name) {
        for (String word : words) {
            if (!name.contains(word)) {
                return false;
            }
        }
        return !statesPrecision || Pieces.hasPrecision(name);
    }
}
