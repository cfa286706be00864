package dev.inferencemax.extractor.sample;

import static dev.inferencemax.extractor.sample.SampleClient.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The expectation is kept beside the records, so here it is held against what the server really serves. */
class SampleHistoryTest {

    private static final SampleGitHub GITHUB = SampleGitHub.start();
    private static final SampleHistory HISTORY = SampleHistory.believable(GITHUB);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SampleClient client = new SampleClient(GITHUB);

    @AfterAll
    static void stop() {
        GITHUB.close();
    }

    @Test
    void theHistoryIsOfABelievableSize() {
        assertThat(HISTORY.repository.runs()).hasSizeBetween(35, 50);
        assertThat(HISTORY.repository.shelf().count()).isBetween(200L, 320L);
        assertThat(HISTORY.expected().measurements()).hasSizeBetween(150, 250);
        assertThat(HISTORY.fewestRequests())
                .isLessThan(HISTORY.repository.shelf().count() / 2);
    }

    @Test
    void everyMeasurementStandsWhereItIsExpected() throws IOException {
        Map<Long, Map<String, String>> zips = new HashMap<>();
        for (Expected.Measurement expected : HISTORY.expected().measurements()) {
            Map<String, String> files = zips.computeIfAbsent(expected.artifactId(), this::download);
            JsonNode json = JSON.readTree(files.get(expected.file()));
            JsonNode record = json.isArray() ? json.get(expected.recordIndex()) : json;

            assertThat(record.isObject()).as(expected.toString()).isTrue();
            if (record.has("tput_per_gpu")) {
                assertThat(Double.parseDouble(expected.cells().get("tput_per_gpu")))
                        .isEqualTo(record.get("tput_per_gpu").asDouble());
                assertThat(record.get("conc").asString())
                        .isEqualTo(expected.cells().get("conc"));
            }
        }
        GITHUB.assertClean();
    }

    @Test
    void everyRecordOfTheResultArtifactsIsCounted() {
        int records = 0;
        for (SampleWorkflowRun run : HISTORY.repository.runs()) {
            if (run.status().equals("completed")) {
                records += run.shelf().newestFirst(0, 1000).stream()
                        .map(Shelf.Placed::artifact)
                        .filter(artifact -> !artifact.isExpired() && holdsResults(artifact.name()))
                        .mapToInt(artifact -> records(artifact.id()))
                        .sum();
            }
        }

        assertThat(HISTORY.expected().records()).isEqualTo(records);
    }

    private static boolean holdsResults(String name) {
        return !name.matches("(run-stats|changelog-metadata|(graphs|eval|server_logs|profile)_.*)");
    }

    private int records(long artifactId) {
        Map<String, String> files = download(artifactId);
        return files.isEmpty()
                ? 1
                : files.values().stream().mapToInt(SampleHistoryTest::recordsIn).sum();
    }

    private static int recordsIn(String text) {
        try {
            return leaves(JSON.readTree(text)).size();
        } catch (RuntimeException notJson) {
            return 1;
        }
    }

    private static List<JsonNode> leaves(JsonNode node) {
        List<JsonNode> leaves = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(element -> leaves.addAll(leaves(element)));
        } else {
            leaves.add(node);
        }
        return leaves;
    }

    @Test
    void noTwoMeasurementsHaveOneKeyAndOneArtifactIsLost() {
        Expected expected = HISTORY.expected();

        assertThat(expected.measurements().stream().map(Expected.Measurement::key))
                .doesNotHaveDuplicates();
        assertThat(expected.losses()).hasSize(1);
        assertThat(expected.rejected().stream().map(Expected.Rejected::reason))
                .containsExactly("not_json", "not_a_zip", "invalid_field");
    }

    private Map<String, String> download(long artifactId) {
        Map<String, String> files = new HashMap<>();
        try {
            String location = header(
                    client.get("/repos/" + SampleHistory.REPOSITORY + "/actions/artifacts/" + artifactId + "/zip"),
                    "Location");
            byte[] bytes = client.send(location).body();
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
