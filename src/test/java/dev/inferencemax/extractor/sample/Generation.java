package dev.inferencemax.extractor.sample;

import java.util.List;

/**
 * The generations of the format: how an artifact is named, and which keys its records have in which order. {@code @}
 * stands for the block of statistics, {@code @6} for the one with p90 and p99.9.
 */
public enum Generation {
    G1("{exp}_tp{tp}_conc{conc}_{run}", Keys.RAW),
    /** Raw content under a later name: a branch run of October 2025. */
    G1_LATE("{exp}_{prec}_{fw}_tp{tp}_conc{conc}_{run}", Keys.RAW),
    G2("{exp}_tp{tp}_conc{conc}_{run}", "hw tp conc model tput_per_gpu @"),
    G3A("{exp}_{fw}_{prec}_tp{tp}_conc{conc}_{run}", Keys.G3),
    G3B("{exp}_tp{tp}_conc{conc}_{run}", Keys.G3),
    G3C("{exp}_{prec}_tp{tp}_conc{conc}_{run}", Keys.G3),
    G4A("{exp}_{prec}_{fw}_tp{tp}_conc{conc}_{run}", Keys.G3),
    G4B("{exp}_{prec}_{fw}_tp{tp}_conc{conc}_{run}", "hw tp conc model framework precision " + Keys.TWO_TPUT + " @"),
    G4C("{exp}_{prec}_{fw}_tp{tp}_conc{conc}_{run}", "hw tp conc model framework precision " + Keys.TPUT + " @"),
    G4BR("{exp}_{prec}_{fw}_tp{tp}_conc{conc}_{run}", Keys.BRANCH),
    G5("{exp}_{prec}_{fw}_tp{tp}_ep{ep}_conc{conc}_{run}", Keys.BRANCH),
    G6A(Keys.N6, Keys.BRANCH),
    /** {@code hw} is the machine. */
    G6B(Keys.N6, Keys.G6 + Keys.TWO_TPUT + " @"),
    G6C(Keys.N6, Keys.G6 + Keys.TWO_TPUT + " @"),
    G6D(Keys.N6, Keys.G6 + Keys.TPUT + " @"),
    G6E(Keys.N6, Keys.G6 + Keys.TPUT + " disagg @"),
    G6F(Keys.N6, Keys.G6 + "isl osl " + Keys.TPUT + " disagg @"),
    G6G(Keys.N6, Keys.V2 + Keys.ONE_NODE + Keys.TPUT + " @"),
    G7("bmk_" + Keys.N6, Keys.V2 + Keys.ONE_NODE + Keys.TPUT + " @"),
    G8(
            "bmk_{exp}_{prec}_{fw}_tp{tp}_ep{ep}_dpa_{dpa}_conc{conc}_specdecode_{spec}_{run}",
            Keys.V2 + Keys.ONE_NODE + Keys.TPUT + " @"),
    G9(
            "bmk_{exp}_{prec}_{fw}_tp{tp}-ep{ep}-dpa{dpa}_disagg-{disagg}_spec-{spec}_conc{conc}_{run}",
            Keys.V2 + Keys.ONE_NODE + Keys.TPUT + " @6"),
    G10(Keys.N8_PP, Keys.V2 + "router kv_p2p_transfer " + Keys.ONE_NODE_PP + Keys.TPUT + " @6"),
    G11(Keys.N8_PP, Keys.V2 + "router kv_p2p_transfer " + Keys.ONE_NODE_PP + Keys.TPUT + " @6 " + Keys.POWER),
    G12(
            Keys.N8_PP + "_recipe-{recipe}",
            Keys.V2_RECIPE + "router kv_p2p_transfer " + Keys.ONE_NODE_PP + Keys.TPUT + " @6 " + Keys.POWER
                    + " power_metric_schema_version"),
    M1(
            "dsr1_multinode_{len}_mtp_{mtp}_{prec}_{fw}_{run}",
            "gpus_as_tp",
            "hw tp conc model framework precision tput_per_gpu @"),
    M2("{exp}_{prec}_{fw}_mtp-{mtp}_{run}", "gpus_as_tp", "hw tp conc model framework precision tput_per_gpu mtp @"),
    /** November 2025: constants in ep and dp_attention, GPU counts by role. */
    M2_LATE(
            "{exp}_{prec}_{fw}_mtp-{mtp}_{run}",
            "gpus_as_tp",
            "hw tp ep dp_attention conc model framework precision " + Keys.TPUT
                    + " disagg num_prefill_gpu num_decode_gpu mtp @"),
    M3(
            "{exp}_{prec}_ptp{ptp}pep{pep}_dtp{dtp}dep{dep}_{fw}_specdec-{spec}_conc{concs}_{run}",
            "multi",
            Keys.V2 + Keys.TWO_ROLES + Keys.TPUT + " @"),
    M3_BMK("bmk_" + M3.name, "multi", M3.keys),
    M4(
            "bmk_{exp}_{prec}_{fw}_prefill-tp{ptp}-ep{pep}-dp{pdp}-nw{pnw}_decode-tp{dtp}-ep{dep}-dp{ddp}-nw{dnw}"
                    + "_disagg-{disagg}_spec-{spec}_conc{concs}_{run}",
            "multi",
            Keys.V2 + Keys.TWO_ROLES + Keys.TPUT + " @6"),
    M4_PP(
            "bmk_{exp}_{prec}_{fw}_prefill-tp{ptp}-pp1-dcp1-pcp1-ep{pep}-dp{pdp}-nw{pnw}_decode-tp{dtp}-pp1-dcp1-pcp1"
                    + "-ep{dep}-dp{ddp}-nw{dnw}_disagg-{disagg}_spec-{spec}_conc{concs}_{run}_recipe-{recipe}",
            "multi",
            Keys.V2_RECIPE + "router kv_p2p_transfer " + Keys.TWO_ROLES_PP + Keys.TPUT + " prefill_hw decode_hw @6 "
                    + Keys.POWER + " " + Keys.POWER_BY_ROLE + " power_metric_schema_version"),
    A0(
            "bmk_agentic_{prefix}_tp{tp}_bs{conc}_offload{onoff}_{prec}_{fw}_tp{tp}-ep{ep}-dpa{dpa}"
                    + "_disagg-{disagg}_spec-{spec}_conc{conc}_{run}",
            "agentic",
            "hw users image model infmax_model_prefix framework precision scenario_type is_multinode tp ep dp_attention"
                    + " offload_mode num_requests_total num_requests_successful @ttlt"),
    A1(Keys.AGENTIC_NAME, "agentic", Keys.AGENTIC + "@agentic1"),
    A2(Keys.AGENTIC_NAME, "agentic", Keys.AGENTIC + "@agentic2"),
    A3(Keys.AGENTIC_NAME.replace("offload{offload}", "kv{kv}"), "agentic", Keys.AGENTIC_NESTED),
    /** On several nodes: a file for each concurrency, and sums over both roles where one node has its sizes. */
    A3_MULTI(
            "bmk_agentic_{prefix}_p{pnw}x{ptp}_d{dnw}x{dtp}_conc{concs}_{prec}_{fw}_prefill-tp{ptp}-ep{pep}-dp{pdp}"
                    + "-nw{pnw}_decode-tp{dtp}-ep{dep}-dp{ddp}-nw{dnw}_disagg-{disagg}_spec-{spec}_conc{concs}_{run}",
            "agentic multi",
            Keys.AGENTIC_NESTED.replace("tp pp dcp_size pcp_size ep dp_attention", Keys.SUMS_AND_ROLES));

    private static final class Keys {
        static final String TWO_TPUT = "tput_per_gpu output_tput_per_gpu";
        static final String TPUT = TWO_TPUT + " input_tput_per_gpu";
        static final String RAW = "@raw";
        static final String G3 = "hw tp conc model framework precision tput_per_gpu @";
        static final String BRANCH = "hw tp ep conc dp_attention model framework precision " + TWO_TPUT + " @";
        static final String G6 = "hw tp ep dp_attention conc model framework precision ";
        static final String N6 = "{exp}_{prec}_{fw}_tp{tp}_ep{ep}_dpa_{dpa}_conc{conc}_{run}";
        static final String N8_PP =
                "bmk_{exp}_{prec}_{fw}_tp{tp}-pp{pp}-dcp{dcp}-pcp{pcp}-ep{ep}-dpa{dpa}_disagg-{disagg}_spec-{spec}"
                        + "_conc{conc}_{run}";
        static final String IDENTITY =
                "hw conc image model infmax_model_prefix framework precision spec_decoding disagg ";
        static final String V2 = IDENTITY + "isl osl ";
        static final String V2_RECIPE = IDENTITY + "recipe_fingerprint isl osl ";
        static final String ONE_NODE = "is_multinode tp ep dp_attention ";
        static final String ONE_NODE_PP = "is_multinode tp pp dcp_size pcp_size ep dp_attention ";
        static final String TWO_ROLES =
                "is_multinode prefill_tp prefill_ep prefill_dp_attention prefill_num_workers decode_tp decode_ep"
                        + " decode_dp_attention decode_num_workers num_prefill_gpu num_decode_gpu ";
        static final String SUMS_AND_ROLES = "tp ep dp_attention "
                + TWO_ROLES.substring("is_multinode ".length()).trim();
        static final String TWO_ROLES_PP =
                "is_multinode prefill_tp prefill_pp prefill_dcp_size prefill_pcp_size prefill_ep prefill_dp_attention"
                        + " prefill_num_workers decode_tp decode_pp decode_dcp_size decode_pcp_size decode_ep"
                        + " decode_dp_attention decode_num_workers num_prefill_gpu num_decode_gpu ";
        static final String POWER =
                "avg_power_w joules_per_output_token joules_per_total_token power_valid avg_total_gpu_power_w"
                        + " total_gpu_energy_j joules_per_successful_query joules_per_input_token";
        static final String POWER_BY_ROLE = "prefill_gpu_energy_j decode_gpu_energy_j prefill_joules_per_input_token"
                + " decode_joules_per_output_token prefill_avg_power_w decode_avg_power_w";
        static final String AGENTIC_NAME =
                "bmk_agentic_{prefix}_tp{tp}_conc{conc}_offload{offload}_{prec}_{fw}_tp{tp}-ep{ep}-dpa{dpa}"
                        + "_disagg-{disagg}_spec-{spec}_conc{conc}_{run}";
        static final String AGENTIC =
                "hw conc image model infmax_model_prefix framework precision spec_decoding disagg scenario_type"
                        + " is_multinode tp ep dp_attention offloading num_requests_total num_requests_successful ";
        static final String AGENTIC_NESTED =
                "hw conc image model infmax_model_prefix framework precision spec_decoding disagg scenario_type"
                        + " is_multinode tp pp dcp_size pcp_size ep dp_attention kv_offloading kv_offload_backend"
                        + " allocated_cpu_dram_gb @agentic3";
    }

    private final String name;
    private final String kind;
    private final String keys;

    Generation(String name, String keys) {
        this(name, "single", keys);
    }

    Generation(String name, String kind, String keys) {
        this.name = name;
        this.kind = kind;
        this.keys = keys.trim().replaceAll(" +", " ");
    }

    String nameTemplate() {
        return name;
    }

    List<String> keys() {
        return List.of(keys.split(" ", -1));
    }

    boolean publishes(String key) {
        return keys().contains(key);
    }

    /** The grammar of its names, by the atlas. */
    String grammar() {
        return switch (this) {
            case G1, G2, G3B -> "N1";
            case G3A -> "N2";
            case G3C -> "N3";
            case G1_LATE, G4A, G4B, G4C, G4BR -> "N4";
            case G5 -> "N5";
            case G6A, G6B, G6C, G6D, G6E, G6F, G6G, G7 -> "N6";
            case G8 -> "N7";
            case G9, G10, G11, G12, A0, A1, A2, A3 -> "N8";
            case M1 -> "M1";
            case M2, M2_LATE -> "M2";
            case M3, M3_BMK -> "M3";
            case M4, M4_PP, A3_MULTI -> "M4";
        };
    }

    boolean isNested() {
        return this == A3 || this == A3_MULTI;
    }

    boolean isRaw() {
        return this == G1 || this == G1_LATE;
    }

    boolean isAgentic() {
        return kind.startsWith("agentic");
    }

    /** {@code tp} is the number of GPUs of the whole deployment. */
    boolean statesGpusAsTp() {
        return kind.equals("gpus_as_tp");
    }

    /** Prefill and decode roles with fields of their own. */
    boolean hasRoles() {
        return kind.endsWith("multi");
    }

    boolean isMultinode() {
        return statesGpusAsTp() || hasRoles();
    }
}
