package dev.inferencemax.extractor.benchmark;

import org.jspecify.annotations.Nullable;

/**
 * The prefill or the decode side of a multinode deployment. Null: not published.
 *
 * @param workers servers of this role
 * @param gpus GPUs of all of them. Throughput divides by this, so it is never computed from {@code tp × workers}:
 *     the product differs from the published count in 203 of 429 real rows (atlas, section 4)
 * @param hw published only where the roles run on different hardware
 */
public record Role(
        Parallelism parallelism,
        @Nullable Integer workers,
        @Nullable Integer gpus,
        @Nullable String hw) {

    public static final Role UNKNOWN = new Role(Parallelism.UNKNOWN, null, null, null);
}
