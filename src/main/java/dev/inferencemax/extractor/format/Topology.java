package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.Parallelism;
import dev.inferencemax.extractor.benchmark.Role;
import dev.inferencemax.extractor.benchmark.ServingConfiguration.Deployment;
import org.jspecify.annotations.Nullable;

/** Reads the parallelism fields: what the record states, else what the name does. */
final class Topology {

    private final Fields fields;
    private final Hints hints;
    private final Doubts doubts;

    Topology(Fields fields, Hints hints, Doubts doubts) {
        this.fields = fields;
        this.hints = hints;
        this.doubts = doubts;
    }

    Deployment oneNode() {
        Parallelism parallelism = parallelism("", orUnknown(hints.named(ArtifactName::parallelism)));
        if (parallelism.ep() == null || parallelism.dpAttention() == null) {
            doubts.add("ep_unknown");
        }
        Boolean disagg = disagg(null);
        return new Deployment(
                disagg != null && disagg,
                false,
                parallelism,
                role("prefill", null, null),
                role("decode", null, null),
                parallelism.gpus());
    }

    /** Each role has its own parallelism; what a few records state for both together is a mix (atlas, section 5). */
    Deployment roles() {
        Role prefill =
                role("prefill", hints.named(ArtifactName::prefill), hints.tail().prefillGpus());
        Role decode =
                role("decode", hints.named(ArtifactName::decode), hints.tail().decodeGpus());
        return new Deployment(
                disagg(hints.tail().disagg()),
                !Boolean.FALSE.equals(fields.bool("is_multinode")),
                Parallelism.UNKNOWN,
                prefill,
                decode,
                sum(prefill.gpus(), decode.gpus()));
    }

    /** M1 and M2: {@code tp} is the number of GPUs, {@code ep} and {@code dp_attention} are constants (quirk 7). */
    Deployment gpusOnly() {
        doubts.add("tp_is_gpu_count");
        FileTail tail = hints.tail();
        Integer prefill = firstOf(whole("num_prefill_gpu"), tail.prefillGpus());
        Integer decode = firstOf(whole("num_decode_gpu"), tail.decodeGpus());
        return new Deployment(
                disagg(tail.disagg()),
                true,
                Parallelism.UNKNOWN,
                new Role(Parallelism.UNKNOWN, null, prefill, null),
                new Role(Parallelism.UNKNOWN, null, decode, null),
                whole("tp"));
    }

    private Role role(String name, @Nullable Role named, @Nullable Integer gpusOfTail) {
        return new Role(
                parallelism(name + "_", orUnknown(named == null ? null : named.parallelism())),
                firstOf(whole(name + "_num_workers"), named == null ? null : named.workers()),
                firstOf(whole("num_" + name + "_gpu"), gpusOfTail),
                fields.text(name + "_hw"));
    }

    private Parallelism parallelism(String prefix, Parallelism named) {
        return new Parallelism(
                firstOf(whole(prefix + "tp"), named.tp()),
                firstOf(whole(prefix + "pp"), named.pp()),
                firstOf(whole(prefix + "dcp_size"), named.dcp()),
                firstOf(whole(prefix + "pcp_size"), named.pcp()),
                firstOf(whole(prefix + "ep"), named.ep()),
                firstOf(bool(prefix + "dp_attention"), named.dpAttention()));
    }

    private @Nullable Boolean disagg(@Nullable Boolean ofTail) {
        return firstOf(bool("disagg"), firstOf(hints.named(ArtifactName::disagg), ofTail));
    }

    private @Nullable Integer whole(String field) {
        return doubted(field, fields.whole(field));
    }

    private @Nullable Boolean bool(String field) {
        return doubted(field, fields.bool(field));
    }

    /** An empty text is how an unset variable was published: nothing is wrong with it. */
    private <T> @Nullable T doubted(String field, @Nullable T value) {
        Json published = fields.get(field);
        boolean empty = published instanceof Json.Text text && text.value().isBlank();
        if (value == null && fields.states(field) && !empty) {
            doubts.add("invalid_field", field);
        }
        return value;
    }

    private static Parallelism orUnknown(@Nullable Parallelism named) {
        return named == null ? Parallelism.UNKNOWN : named;
    }

    private static @Nullable Integer sum(@Nullable Integer one, @Nullable Integer other) {
        if (one == null || other == null) {
            return null;
        }
        long sum = (long) one + other;
        return sum > Integer.MAX_VALUE ? null : (Integer) (int) sum;
    }

    private static <T> @Nullable T firstOf(@Nullable T one, @Nullable T other) {
        return one == null ? other : one;
    }
}
