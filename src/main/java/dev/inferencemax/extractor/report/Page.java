package dev.inferencemax.extractor.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page around the data. Its policy allows the two scripts and the style that are in it, each by the hash of its text,
 * and nothing else: no request, no other script, whatever a published text may hold.
 */
final class Page {

    /** In the order in which they are put together. */
    private static final List<String> MODULES = List.of(
            "dom",
            "format",
            "data",
            "state",
            "choice",
            "chart",
            "details",
            "rows",
            "overview",
            "trend",
            "pareto",
            "coverage",
            "quality",
            "main");

    private static final String LIBRARY = "echarts/echarts.common.min.js";

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

    void write(Writer out, Content content) throws IOException {
        String style = resource("report.css");
        String library = resource(LIBRARY);
        String script = MODULES.stream()
                .map(module -> resource("script/" + module + ".js"))
                .collect(Collectors.joining("\n", "(() => {\n'use strict';\n", "})();\n"));
        Map<String, String> parts = Map.of(
                "policy",
                "default-src 'none'; script-src '%s' '%s'; style-src '%s'; img-src data:; base-uri 'none'; form-action 'none'"
                        .formatted(hash(library), hash(script), hash(style)),
                "style",
                style,
                "library",
                library,
                "script",
                script);
        String template = resource("page.html");
        Matcher places = PLACE.matcher(template);
        int done = 0;
        for (MatchResult place : places.results().toList()) {
            out.append(template.substring(done, place.start()));
            done = place.end();
            if (place.group(1).equals("data")) {
                content.writeJson(out);
            } else {
                out.append(Objects.requireNonNull(parts.get(place.group(1)), place.group(1)));
            }
        }
        out.append(template.substring(done));
    }

    /** As Content Security Policy wants it: of the text between the tags, in UTF-8. */
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java knows SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(Page.class.getResourceAsStream(name), () -> name + " is in the jar")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
