package dev.inferencemax.extractor.benchmark;

import org.jspecify.annotations.Nullable;

/**
 * Labels as published that are no part of the configuration. Null: not published.
 *
 * @param hw runner label asked for, or the machine in tests: {@code b200-trt}, {@code h100-cw_1}
 * @param modelId id as served; may be a path
 * @param frameworkRaw before aliases: {@code dynamo-trtllm}
 * @param image container, raw: {@code #} may stand for {@code /}
 * @param recipeFingerprint hexadecimal text, also where it looks like a number
 * @param router the published object as compact JSON
 * @param kvP2pTransfer {@code nixl}, {@code mooncake}, …
 * @param currentScriptKey what the Python script this replaces told configurations apart by, on raw values: a JSON
 *     array of hw, framework, precision, isl, osl, tp, ep, conc, spec_decoding, disagg, dp_attention; absent is null.
 *     Equal texts are equal keys
 */
public record Labels(
        String hw,
        @Nullable String modelId,
        @Nullable String frameworkRaw,
        @Nullable String image,
        @Nullable String recipeFingerprint,
        @Nullable String router,
        @Nullable String kvP2pTransfer,
        String currentScriptKey) {}
