package dev.inferencemax.extractor.cli;

import dev.inferencemax.extractor.job.StatusReport;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What {@code --status} prints, for programs and for people. */
final class StatusText {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private StatusText() {}

    static String json(String state, @Nullable Holder holder, StatusReport report, Instant asOf) {
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("state", state);
        status.put("holder", holder);
        status.put("as_of", asOf);
        status.put("runs", report.runs());
        status.put("artifacts", report.artifacts());
        status.put("losses", Map.of("total", report.losses(), "accepted", report.lossesAccepted()));
        status.put("expiring_7d", report.expiring7d());
        status.put("rate_limit", report.rateLimit());
        status.put("last_success", report.lastSuccess());
        return JSON.writeValueAsString(status) + "\n";
    }

    /** The same for people; what a holder wrote is read back, so both say the same. */
    static String plain(String json) {
        JsonNode status = JSON.readTree(json);
        JsonNode holder = status.path("holder");
        StringBuilder text = new StringBuilder();
        line(text, "State", status.path("state").asString());
        line(
                text,
                "Held by",
                holder.isObject()
                        ? "job %s, process %s on %s, since %s"
                                .formatted(
                                        holder.path("job").asString(),
                                        holder.path("pid").asString(),
                                        holder.path("host").asString(),
                                        holder.path("since").asString())
                        : "nobody");
        line(text, "Runs", number(status.path("runs")));
        line(
                text,
                "Artifacts",
                status.path("artifacts")
                        .propertyStream()
                        .filter(state -> state.getValue().asLong() > 0)
                        .map(state -> number(state.getValue()) + " "
                                + state.getKey().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(", ")));
        line(
                text,
                "Lost",
                "%s, of them accepted %s"
                        .formatted(
                                number(status.path("losses").path("total")),
                                number(status.path("losses").path("accepted"))));
        line(text, "Expiring", number(status.path("expiring_7d")) + " not yet had are gone within 7 days");
        line(
                text,
                "Last success",
                status.path("last_success").isString()
                        ? status.path("last_success").asString()
                        : "never");
        return text.toString();
    }

    private static String number(JsonNode number) {
        return String.format(Locale.ROOT, "%,d", number.asLong());
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(String.format(Locale.ROOT, "%-13s ", label))
                .append(value.isEmpty() ? "none" : value)
                .append('\n');
    }
}
