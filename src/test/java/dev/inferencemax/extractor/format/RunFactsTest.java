package dev.inferencemax.extractor.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two files that say something of a run as a whole. */
class RunFactsTest {

    private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'evals-only':true} | true | false",
                "{'append-only':true} | false | true",
                "{'evals-only':true},{'evals-only':true,'append-only':false} | true | false",
                "{'evals-only':true},{'config-keys':['dsr1-fp8-b200']} | false | false",
                "{'evals-only':'true','append-only':1} | false | false",
                "3 | false | false"
            })
    void aRunIsOfEvalsOrOfAddedPointsOnlyWhenEachOfItsEntriesSaysSo(
            String entries, boolean evalsOnly, boolean appendOnly) throws IOException {
        String json = "{'base_ref':'a','head_ref':'b','entries':[" + entries + "]}";

        assertThat(Changelog.read(bytes(json))).get().satisfies(changelog -> {
            assertThat(changelog.evalsOnly()).isEqualTo(evalsOnly);
            assertThat(changelog.appendOnly()).isEqualTo(appendOnly);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "{}", "[]", "", "{'entries':[]}", "{'entries':{'evals-only':true}}", "{'entries':["})
    void aChangelogWithoutEntriesSaysNothing(String json) throws IOException {
        assertThat(Changelog.read(bytes(json))).isEmpty();
    }

    @Test
    void theSourceOfReusedArtifactsIsARunAndUpstreamWritesItsIdsAsText() throws IOException {
        assertThat(ReuseSource.read(bytes("{'source_run_id':'25800000001','source_run_attempt':'2','source_head_sha':'"
                        + SHA + "','source_pr_number':'1450'}")))
                .contains(new ReuseSource(25800000001L, 2, SHA, true));
        assertThat(ReuseSource.read(bytes("{'source_run_id':25800000001}")))
                .contains(new ReuseSource(25800000001L, null, null, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "",
                "{'source_run_id':null}",
                "{'source_run_id':'0'}",
                "{'source_run_id':'-5'}",
                "{'source_run_id':['1']}",
                "{'source_run_id':'12345678901234567890'}"
            })
    void whatNamesNoRunIsNoSource(String json) throws IOException {
        assertThat(ReuseSource.read(bytes(json))).isEmpty();
    }

    @Test
    void aSourceWhoseOtherFieldsAreNoneIsStillTheSource() throws IOException {
        assertThat(ReuseSource.read(bytes("{'source_run_id':'7','source_run_attempt':'99999999999',"
                        + "'source_head_sha':'a\\u0000b','source_pr_number':{}}")))
                .contains(new ReuseSource(7, null, null, false));
    }

    private static InputStream bytes(String json) {
        return new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
