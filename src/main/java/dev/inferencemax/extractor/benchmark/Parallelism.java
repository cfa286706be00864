package dev.inferencemax.extractor.benchmark;

import org.jspecify.annotations.Nullable;

/**
 * How a model is split over GPUs. Null: not published.
 *
 * @param tp tensor parallel; 0: a role that does not exist (multinode without disaggregation)
 * @param pp pipeline parallel; before it was published always 1
 * @param dcp decode context parallel; likewise. Never multiplies the GPUs
 * @param pcp prefill context parallel; likewise
 * @param ep expert parallel; 1: none. Before it was published unknown, not 1
 * @param dpAttention attention data parallel; likewise unknown
 */
public record Parallelism(
        @Nullable Integer tp,
        @Nullable Integer pp,
        @Nullable Integer dcp,
        @Nullable Integer pcp,
        @Nullable Integer ep,
        @Nullable Boolean dpAttention) {

    public static final Parallelism UNKNOWN = new Parallelism(null, null, null, null, null, null);

    /** GPUs of a single node: tp·pp·pcp (atlas, section 3); null when tp is not known or the product is no int. */
    public @Nullable Integer gpus() {
        if (tp == null) {
            return null;
        }
        long gpus = (long) tp * orOne(pp);
        if (gpus > Integer.MAX_VALUE) {
            return null;
        }
        gpus *= orOne(pcp);
        return gpus > Integer.MAX_VALUE ? null : (Integer) (int) gpus;
    }

    static int orOne(@Nullable Integer size) {
        return size == null ? 1 : size;
    }
}
