package dev.inferencemax.extractor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** What stands in the page comes back as it was, and is nothing but text to whoever reads the page as HTML. */
class EmbeddedJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><script>alert(1)</script>",
                "<!--<script>",
                "<img src=x onerror=alert(1)>",
                "]]>&lt;&amp;",
                "\u2028\u2029",
                "\u202egnp.exe",
                "\ud83d\ude00 \u00e9 \u4f60",
                "a\"b\\c\n\t\u0000\u001f",
                ""
            })
    void aTextComesBackAndHoldsNoMarkup(String text) {
        String json = embedded(text);

        assertThat(JsonMapper.shared().readTree(json).get(0).asString()).isEqualTo(text);
        assertThat(json).matches("[ -~]*").doesNotContain("<", ">", "&");
    }

    @Test
    void halfACharacterDoesNotBreakThePage() {
        assertThat(embedded("a\ud83db")).matches("[ -~]*").contains("\\uD83D");
    }

    @Test
    void everyCharacterOfTheBasicPlaneComesBack() {
        String text = IntStream.rangeClosed(0, 0xffff)
                .filter(c -> !Character.isSurrogate((char) c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        assertThat(JsonMapper.shared().readTree(embedded(text)).get(0).asString())
                .isEqualTo(text);
    }

    private static String embedded(String text) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = EmbeddedJson.to(out)) {
            json.writeStartArray();
            json.writeString(text);
            json.writeEndArray();
        }
        return out.toString();
    }
}
