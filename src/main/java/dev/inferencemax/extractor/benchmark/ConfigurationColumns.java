package dev.inferencemax.extractor.benchmark;

import static dev.inferencemax.extractor.benchmark.ResultColumn.Type.BOOLEAN;
import static dev.inferencemax.extractor.benchmark.ResultColumn.Type.INTEGER;
import static dev.inferencemax.extractor.benchmark.ResultColumn.Type.TEXT;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns that say what was run: configuration and labels, in the order of the published CSV. */
final class ConfigurationColumns {

    private static final String GPUS = "GPUs";
    private static final String TOKENS = "tokens";

    private final List<ResultColumn> columns = new ArrayList<>();

    private ConfigurationColumns() {}

    static List<ResultColumn> table() {
        ConfigurationColumns table = new ConfigurationColumns();
        table.served();
        table.parallelism("", "", ServingConfiguration::parallelism);
        table.role("prefill", ServingConfiguration::prefill);
        table.role("decode", ServingConfiguration::decode);
        table.hardware();
        table.labels();
        return table.columns;
    }

    private void served() {
        chosen("model", TEXT, null, "family key", ServingConfiguration::model);
        chosen(
                "model_name",
                TEXT,
                null,
                "name of the family; of an unknown one the id",
                ServingConfiguration::modelName);
        label("model_id", "model id as served; may be a path", Labels::modelId);
        chosen("gpu", TEXT, null, "GPU type", ServingConfiguration::gpu);
        label("hw", "runner label or machine as published", Labels::hw);
        chosen("framework", TEXT, null, "serving framework, canonical name", ServingConfiguration::framework);
        label("framework_raw", "serving framework as published", Labels::frameworkRaw);
        chosen("precision", TEXT, null, "number format of the weights", ServingConfiguration::precision);
        chosen("spec_decoding", TEXT, null, "speculative decoding", ServingConfiguration::specDecoding);
        chosen("disagg", BOOLEAN, null, "prefill and decode on different GPUs", ServingConfiguration::disagg);
        chosen("is_multinode", BOOLEAN, null, "served by several nodes", ServingConfiguration::multinode);
        chosen("scenario", TEXT, null, "kind of load", ServingConfiguration::scenario);
        chosen("isl", INTEGER, TOKENS, "input sequence length", ServingConfiguration::isl);
        chosen("osl", INTEGER, TOKENS, "output sequence length", ServingConfiguration::osl);
        chosen("conc", INTEGER, "requests", "concurrency", ServingConfiguration::conc);
    }

    private void parallelism(String prefix, String of, Function<ServingConfiguration, Parallelism> side) {
        size(prefix + "tp", of + "tensor parallel size", side, Parallelism::tp);
        size(prefix + "pp", of + "pipeline parallel size; empty: not published, 1", side, Parallelism::pp);
        size(prefix + "dcp_size", of + "decode context parallel size; empty: not published, 1", side, Parallelism::dcp);
        size(
                prefix + "pcp_size",
                of + "prefill context parallel size; empty: not published, 1",
                side,
                Parallelism::pcp);
        size(prefix + "ep", of + "expert parallel size, 1: none; empty: unknown", side, Parallelism::ep);
        chosen(
                prefix + "dp_attention",
                BOOLEAN,
                null,
                of + "attention data parallel",
                configuration -> side.apply(configuration).dpAttention());
    }

    private void size(
            String name,
            String meaning,
            Function<ServingConfiguration, Parallelism> side,
            Function<Parallelism, @Nullable Integer> size) {
        chosen(name, INTEGER, null, meaning, configuration -> size.apply(side.apply(configuration)));
    }

    private void role(String name, Function<ServingConfiguration, Role> role) {
        parallelism(
                name + "_",
                name + ": ",
                configuration -> role.apply(configuration).parallelism());
        chosen(
                name + "_num_workers",
                INTEGER,
                "servers",
                name + ": servers",
                configuration -> role.apply(configuration).workers());
    }

    private void hardware() {
        chosen(
                "num_prefill_gpu",
                INTEGER,
                GPUS,
                "GPUs of all prefill servers",
                c -> c.prefill().gpus());
        chosen(
                "num_decode_gpu",
                INTEGER,
                GPUS,
                "GPUs of all decode servers",
                c -> c.decode().gpus());
        chosen("num_gpus", INTEGER, GPUS, "GPUs that shared the work", ServingConfiguration::numGpus);
        chosen(
                "prefill_hw",
                TEXT,
                null,
                "prefill hardware, where roles differ",
                c -> c.prefill().hw());
        chosen(
                "decode_hw",
                TEXT,
                null,
                "decode hardware, where roles differ",
                c -> c.decode().hw());
        chosen("kv_offloading", TEXT, null, "where the KV cache is offloaded to", ServingConfiguration::kvOffloading);
    }

    private void labels() {
        label("image", "container image; # may stand for /", Labels::image);
        label("recipe_fingerprint", "hash of the recipe, hexadecimal", Labels::recipeFingerprint);
        label("router", "JSON object: name and version of the router", Labels::router);
        label("kv_p2p_transfer", "how the KV cache moves between GPUs", Labels::kvP2pTransfer);
    }

    private void chosen(
            String name,
            ResultColumn.Type type,
            @Nullable String unit,
            String meaning,
            Function<ServingConfiguration, @Nullable Object> value) {
        columns.add(new ResultColumn(name, type, unit, meaning, result -> value.apply(result.configuration())));
    }

    private void label(String name, String meaning, Function<Labels, @Nullable String> value) {
        columns.add(new ResultColumn(name, TEXT, null, meaning, result -> value.apply(result.labels())));
    }
}
