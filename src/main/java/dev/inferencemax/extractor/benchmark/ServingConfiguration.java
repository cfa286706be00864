package dev.inferencemax.extractor.benchmark;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was chosen rather than measured. Two results of one configuration are comparable.
 * What is unknown stays null; it is never guessed.
 *
 * @param model family key, {@code gptoss}; {@link ModelFamily} knows the families
 * @param modelName the family's name, {@code openai/gpt-oss-120b}; of an unknown family the id as served
 * @param gpu normalised, {@code b200}; see {@link Gpu}
 */
public record ServingConfiguration(
        String model, String modelName, String gpu, Engine engine, Workload workload, Deployment deployment) {

    /**
     * What served the model.
     *
     * @param framework canonical, {@code dynamo-trt}; null: not recorded (atlas, G1 and G2)
     * @param precision as published, {@code fp4}, {@code nvfp4}; null: not recorded, or published empty
     * @param specDecoding {@code none}, {@code mtp}, …
     * @param kvOffloading where the KV cache was offloaded to; null: the record does not say
     */
    public record Engine(
            @Nullable String framework,
            @Nullable String precision,
            String specDecoding,
            @Nullable String kvOffloading) {}

    /**
     * What was asked of it.
     *
     * @param scenario {@code fixed-seq}, {@code agentic-coding}, …
     * @param isl input tokens; null: unknown, or none by nature (agentic)
     * @param osl output tokens; likewise
     * @param conc requests in flight
     */
    public record Workload(
            String scenario,
            @Nullable Integer isl,
            @Nullable Integer osl,
            int conc) {}

    /**
     * How it was spread over GPUs.
     *
     * @param disagg prefill and decode apart; null: a multinode record that does not say
     * @param parallelism of the whole on a single node; {@link Parallelism#UNKNOWN} on multinode
     * @param numGpus GPUs that shared the work; null: not known
     */
    public record Deployment(
            @Nullable Boolean disagg,
            boolean multinode,
            Parallelism parallelism,
            Role prefill,
            Role decode,
            @Nullable Integer numGpus) {}

    /** Identity of the configuration: the same for every result of it, whatever generation published it. */
    public UUID key() {
        return ConfigurationKey.of(this);
    }

    public @Nullable String framework() {
        return engine.framework();
    }

    public @Nullable String precision() {
        return engine.precision();
    }

    public String specDecoding() {
        return engine.specDecoding();
    }

    public @Nullable String kvOffloading() {
        return engine.kvOffloading();
    }

    public String scenario() {
        return workload.scenario();
    }

    public @Nullable Integer isl() {
        return workload.isl();
    }

    public @Nullable Integer osl() {
        return workload.osl();
    }

    public int conc() {
        return workload.conc();
    }

    public @Nullable Boolean disagg() {
        return deployment.disagg();
    }

    public boolean multinode() {
        return deployment.multinode();
    }

    public Parallelism parallelism() {
        return deployment.parallelism();
    }

    public Role prefill() {
        return deployment.prefill();
    }

    public Role decode() {
        return deployment.decode();
    }

    public @Nullable Integer numGpus() {
        return deployment.numGpus();
    }
}
