package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.Flag;
import dev.inferencemax.extractor.benchmark.Parallelism;
import dev.inferencemax.extractor.benchmark.Role;
import dev.inferencemax.extractor.benchmark.ServingConfiguration.Deployment;
import org.jspecify.annotations.Nullable;

/** Reads the parallelism fields: what the record states, else what the name does. */
final class Topology {

    /** Names of the fields, which differ by who they are of. */
    private record Keys(
            String tp,
            String pp,
            String dcp,
            String pcp,
            String ep,
            String dpAttention,
            String workers,
            String gpus,
            String hw) {

        static Keys of(String prefix, String gpus) {
            return new Keys(
                    prefix + "tp",
                    prefix + "pp",
                    prefix + "dcp_size",
                    prefix + "pcp_size",
                    prefix + "ep",
                    prefix + "dp_attention",
                    prefix + "num_workers",
                    gpus,
                    prefix + "hw");
        }
    }

    private static final Keys NODE = Keys.of("", "num_gpus");
    private static final Keys PREFILL = Keys.of("prefill_", "num_prefill_gpu");
    private static final Keys DECODE = Keys.of("decode_", "num_decode_gpu");

    private final Fields fields;
    private final Hints hints;
    private final Doubts doubts;

    Topology(Fields fields, Hints hints, Doubts doubts) {
        this.fields = fields;
        this.hints = hints;
        this.doubts = doubts;
    }

    Deployment oneNode() {
        Parallelism parallelism = parallelism(NODE, orUnknown(hints.named(ArtifactName::parallelism)));
        if (parallelism.ep() == null || parallelism.dpAttention() == null) {
            doubts.add(Flag.EP_UNKNOWN);
        }
        Boolean disagg = disagg(null);
        return new Deployment(
                disagg != null && disagg,
                false,
                parallelism,
                role(PREFILL, null, null),
                role(DECODE, null, null),
                parallelism.gpus());
    }

    /** Each role has its own parallelism; what a few records state for both together is a mix (atlas, section 5). */
    Deployment roles() {
        Role prefill =
                role(PREFILL, hints.named(ArtifactName::prefill), hints.tail().prefillGpus());
        Role decode =
                role(DECODE, hints.named(ArtifactName::decode), hints.tail().decodeGpus());
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
        doubts.add(Flag.TP_IS_GPU_COUNT);
        FileTail tail = hints.tail();
        Integer prefill = firstOf(whole(PREFILL.gpus()), tail.prefillGpus());
        Integer decode = firstOf(whole(DECODE.gpus()), tail.decodeGpus());
        return new Deployment(
                disagg(tail.disagg()),
                true,
                Parallelism.UNKNOWN,
                new Role(Parallelism.UNKNOWN, null, prefill, null),
                new Role(Parallelism.UNKNOWN, null, decode, null),
                whole("tp"));
    }

    private Role role(Keys keys, @Nullable Role named, @Nullable Integer gpusOfTail) {
        return new Role(
                parallelism(keys, orUnknown(named == null ? null : named.parallelism())),
                firstOf(whole(keys.workers()), named == null ? null : named.workers()),
                firstOf(whole(keys.gpus()), gpusOfTail),
                fields.text(keys.hw()));
    }

    private Parallelism parallelism(Keys keys, Parallelism named) {
        return new Parallelism(
                firstOf(whole(keys.tp()), named.tp()),
                firstOf(whole(keys.pp()), named.pp()),
                firstOf(whole(keys.dcp()), named.dcp()),
                firstOf(whole(keys.pcp()), named.pcp()),
                firstOf(whole(keys.ep()), named.ep()),
                firstOf(bool(keys.dpAttention()), named.dpAttention()));
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
            doubts.add(Flag.INVALID_FIELD, field);
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
