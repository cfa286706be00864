package dev.inferencemax.extractor.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bare client, as naive as a test wants it: follows nothing, waits for nothing. */
final class SampleClient {

    private final SampleGitHub github;
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    SampleClient(SampleGitHub github) {
        this.github = github;
    }

    /** With a token. */
    HttpResponse<byte[]> get(String target) throws IOException {
        return send(github.apiUrl() + target, "Authorization", "Bearer t0ken");
    }

    HttpResponse<byte[]> getWithout(String target) throws IOException {
        return send(github.apiUrl() + target);
    }

    HttpResponse<byte[]> send(String url, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    static String link(HttpResponse<?> response, String relation) {
        Matcher matcher = Pattern.compile("<([^>]*)>; rel=\"" + relation + "\"").matcher(header(response, "Link"));
        return matcher.find() ? matcher.group(1) : "";
    }

    static long count(HttpResponse<byte[]> response, String text) {
        return Pattern.compile(text, Pattern.LITERAL)
                .matcher(text(response))
                .results()
                .count();
    }
}
