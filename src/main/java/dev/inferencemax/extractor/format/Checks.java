package dev.inferencemax.extractor.format;

import java.util.List;
import java.util.Optional;

/** What a record cannot do without, and what its fields cannot hold (the contract's "Unknown and absent"). */
final class Checks {

    private static final List<String> TEXTS = List.of(
            "hw",
            "image",
            "model",
            "model_id",
            "infmax_model_prefix",
            "framework",
            "precision",
            "spec_decoding",
            "recipe_fingerprint",
            "kv_p2p_transfer",
            "prefill_hw",
            "decode_hw",
            "kv_offloading",
            "offloading",
            "offload_mode",
            "scenario_type");

    private static final List<String> LENGTHS = List.of("isl", "osl");

    private final Fields fields;

    Checks(Fields fields) {
        this.fields = fields;
    }

    /** Of every row, whatever its generation. */
    Optional<Fault> row() {
        return identity("conc").or(() -> finite("tput_per_gpu"));
    }

    /** What says which configuration was measured. */
    Optional<Fault> identity(String concurrency) {
        return hw().or(() -> concurrency(concurrency)).or(this::lengths).or(this::texts);
    }

    private Optional<Fault> hw() {
        if (fields.text("hw") != null) {
            return Optional.empty();
        }
        Json hw = fields.get("hw");
        return Optional.of(
                hw == null || hw instanceof Json.Null || hw instanceof Json.Text
                        ? Fault.missing("hw")
                        : Fault.invalid("hw", hw, "is no text"));
    }

    private Optional<Fault> concurrency(String field) {
        return fields.states(field) ? positiveWhole(field) : Optional.of(Fault.missing(field));
    }

    Optional<Fault> lengths() {
        for (String field : LENGTHS) {
            if (fields.states(field)) {
                Optional<Fault> fault = positiveWhole(field);
                if (fault.isPresent()) {
                    return fault;
                }
            }
        }
        return Optional.empty();
    }

    Optional<Fault> positiveWhole(String field) {
        Integer whole = fields.whole(field);
        return whole != null && whole > 0 ? Optional.empty() : fault(field, "is not a positive whole number");
    }

    Optional<Fault> finite(String field) {
        if (fields.number(field) != null) {
            return Optional.empty();
        }
        return fields.states(field) ? fault(field, "is not a finite number") : Optional.of(Fault.missing(field));
    }

    Optional<Fault> texts() {
        for (String field : TEXTS) {
            if (fields.get(field) instanceof Json.Text text && !Fault.isStorable(text.value())) {
                return fault(field, "is too long or no text");
            }
        }
        return Optional.empty();
    }

    private Optional<Fault> fault(String field, String problem) {
        return Optional.ofNullable(fields.get(field)).map(value -> Fault.invalid(field, value, problem));
    }
}
