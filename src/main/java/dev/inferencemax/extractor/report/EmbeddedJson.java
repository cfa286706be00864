package dev.inferencemax.extractor.report;

import java.io.Writer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * JSON that stands in an HTML page. All of it is ASCII, and of what HTML gives a meaning to nothing is left: whatever
 * somebody called a model is a text in it and never markup.
 */
final class EmbeddedJson {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .characterEscapes(new NoMarkup())
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private EmbeddedJson() {}

    static JsonGenerator to(Writer out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    private static final class NoMarkup extends CharacterEscapes {

        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] escapes = standardAsciiEscapesForJSON();
            for (char c : new char[] {'<', '>', '&'}) {
                escapes[c] = ESCAPE_STANDARD;
            }
            return escapes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int ch) {
            return null;
        }
    }
}
