package dev.inferencemax.extractor.benchmark;

import java.util.regex.Pattern;

/**
 * Names of the numbers that are known but have no column: those of agentic records and of the raw benchmark client
 * (atlas, sections 3 and 5).
 */
final class ExtraMetric {

    private static final Pattern KNOWN = Pattern.compile(
            // nested agentic records
            "(?:request_accounting|dataset|request_metrics|server_metrics|kv_offload_backend|warnings)\\..*"
                    + "|allocated_cpu_dram_gb|kv_cache_pool_tokens(?:\\..*)?"
                    // flat agentic records
                    + "|(?:mean|median|p75|p90|p95|p99|p99\\.9|std)_"
                    + "(?:qps|intvty|ttlt|e2e_norm_intvty|input_tokens|output_tokens_[a-z]+)"
                    + "|num_requests_[a-z]+|total_(?:prompt|generation|input|output)_tokens|total_requests_[a-z]+"
                    + "|[a-z_]+_cache_hit_rate|[a-z]+_tput_tps|duration_seconds|users"
                    + "|kv_offload_(?:bytes|time)_[a-z_]+|cpu_kv_cache_usage_pct"
                    // the raw client
                    + "|best_of|num_prompts|completed|request_rate|burstiness|duration"
                    + "|request_throughput|request_goodput:|output_throughput|total_token_throughput"
                    + "|benchmark_(?:start|end)_time_unix");

    private ExtraMetric() {}

    static boolean isKnown(String name) {
        return KNOWN.matcher(name).matches();
    }
}
