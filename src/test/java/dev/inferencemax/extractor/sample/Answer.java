package dev.inferencemax.extractor.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back over the wire, and how much of it arrives.
 *
 * @param pause how long this answer tells the caller to wait; zero: it tells nothing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and nobody writes to the bytes
record Answer(int status, Map<String, String> headers, byte[] body, Delivery delivery, Duration pause) {

    enum Delivery {
        WHOLE,
        /** Half of the promised bytes, then the connection is closed. */
        HALF_THEN_CLOSED,
        /** Half of the promised bytes, then silence. */
        HALF_THEN_SILENCE,
        /** The connection dies without a byte. */
        NOTHING
    }

    private static final String DOCUMENTATION = "https://docs.github.com/rest";

    static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of("Content-Type", contentType), body, Delivery.WHOLE, Duration.ZERO);
    }

    static Answer json(int status, Object json) {
        return of(
                status,
                "application/json; charset=utf-8",
                PythonJson.compact(json).getBytes(UTF_8));
    }

    /** An error as GitHub words it. */
    static Answer message(int status, String message) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("message", message);
        json.put("documentation_url", DOCUMENTATION);
        json.put("status", String.valueOf(status));
        return json(status, json);
    }

    static Answer notFound() {
        return message(404, "Not Found");
    }

    static Answer redirect(int status, String location) {
        return of(status, "text/html;charset=utf-8", new byte[0]).with("Location", location);
    }

    boolean has(String header) {
        return headers.containsKey(header);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body, delivery, pause);
    }

    Answer withBody(byte[] other) {
        return new Answer(status, headers, other, delivery, pause);
    }

    Answer delivered(Delivery how) {
        return new Answer(status, headers, body, how, pause);
    }

    Answer tellingToWait(Duration duration) {
        return new Answer(status, headers, body, delivery, duration);
    }
}
