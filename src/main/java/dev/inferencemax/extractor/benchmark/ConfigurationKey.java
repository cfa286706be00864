package dev.inferencemax.extractor.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Renders a configuration so that no two different ones read alike, and hashes that. Stored in databases:
 * a change here changes every key.
 */
final class ConfigurationKey {

    private final StringBuilder text = new StringBuilder(512);

    private ConfigurationKey() {}

    static UUID of(ServingConfiguration configuration) {
        return new ConfigurationKey().render(configuration).hash();
    }

    private ConfigurationKey render(ServingConfiguration configuration) {
        add("model", configuration.model());
        add("gpu", configuration.gpu());
        add("framework", configuration.framework());
        add("precision", Precision.canonical(configuration.precision()));
        add("spec_decoding", configuration.specDecoding());
        add("disagg", configuration.disagg());
        add("is_multinode", configuration.multinode());
        add("scenario", configuration.scenario());
        add("isl", configuration.isl());
        add("osl", configuration.osl());
        add("conc", configuration.conc());
        add("", configuration.parallelism());
        add("prefill_", configuration.prefill());
        add("decode_", configuration.decode());
        add("num_gpus", configuration.numGpus());
        String offloading = configuration.kvOffloading();
        // a record that says nothing of offloading did none
        add("kv_offloading", offloading == null ? "none" : offloading);
        return this;
    }

    private void add(String prefix, Role role) {
        add(prefix, role.parallelism());
        add(prefix + "num_workers", role.workers());
        add(prefix + "gpus", role.gpus());
        add(prefix + "hw", role.hw());
    }

    /** Before pp, dcp and pcp were published they were 1; ep and dp_attention were not, so absent is its own value. */
    private void add(String prefix, Parallelism parallelism) {
        add(prefix + "tp", parallelism.tp());
        add(prefix + "pp", Parallelism.orOne(parallelism.pp()));
        add(prefix + "dcp_size", Parallelism.orOne(parallelism.dcp()));
        add(prefix + "pcp_size", Parallelism.orOne(parallelism.pcp()));
        add(prefix + "ep", parallelism.ep());
        add(prefix + "dp_attention", parallelism.dpAttention());
    }

    /** The length in front keeps a value from running into the next field, whatever it holds. */
    private void add(String field, @Nullable Object value) {
        text.append(field);
        if (value == null) {
            text.append('-');
        } else {
            String shown = value.toString();
            text.append(':').append(shown.length()).append(':').append(shown);
        }
        text.append('\n');
    }

    private UUID hash() {
        try {
            ByteBuffer hash = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8)));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
