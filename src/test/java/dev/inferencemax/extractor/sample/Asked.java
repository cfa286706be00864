package dev.inferencemax.extractor.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request.
 *
 * @param connection the caller's port: two requests of one connection come one after the other
 * @param token what followed {@code Bearer} or {@code token}; empty: none was sent
 * @param target path and query as they came over the wire
 */
record Asked(
        Endpoint endpoint,
        String method,
        String target,
        String path,
        Map<String, String> query,
        String token,
        int connection,
        Map<String, String> headers) {

    static Asked of(HttpExchange exchange, Endpoint endpoint) {
        String rawQuery = exchange.getRequestURI().getRawQuery();
        String rawPath = exchange.getRequestURI().getRawPath();
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        String authorization = headers.getOrDefault("authorization", "");
        return new Asked(
                endpoint,
                exchange.getRequestMethod(),
                rawQuery == null ? rawPath : rawPath + "?" + rawQuery,
                decode(rawPath.replace("+", "%2B")),
                query(rawQuery == null ? "" : rawQuery),
                authorization.replaceFirst("(?i)^(bearer|token) +", ""),
                exchange.getRemoteAddress().getPort(),
                headers);
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    int number(String name, int otherwise) {
        return parameter(name).map(Integer::valueOf).orElse(otherwise);
    }
}
