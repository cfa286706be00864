package dev.inferencemax.extractor.measure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Downloads every artifact of a repository and does nothing with it: two requests an artifact, so many threads. What it
 * takes for that, in seconds, is the one thing it prints. Arguments: the API's address, threads.
 */
public final class BareClient {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private BareClient() {}

    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        BareClient client = new BareClient();
        String artifacts = args[0] + "/repos/InferenceMAX/InferenceMAX/actions/artifacts";
        List<String> zips = client.list(artifacts);
        ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(args[1]));
        long start = System.nanoTime();
        List<Future<Integer>> downloads = new ArrayList<>();
        for (String zip : zips) {
            downloads.add(threads.submit(() -> client.download(zip)));
        }
        for (Future<Integer> download : downloads) {
            download.get();
        }
        System.out.println((System.nanoTime() - start) / 1e9);
        threads.shutdown();
    }

    private List<String> list(String artifacts) throws IOException, InterruptedException {
        List<String> zips = new ArrayList<>();
        for (int page = 1; ; page++) {
            String text = get(artifacts + "?per_page=100&page=" + page, HttpResponse.BodyHandlers.ofString())
                    .body();
            JsonNode listed = JsonMapper.shared().readTree(text).path("artifacts");
            listed.forEach(
                    artifact -> zips.add(artifacts + "/" + artifact.path("id").asLong() + "/zip"));
            if (listed.isEmpty()) {
                return zips;
            }
        }
    }

    private int download(String zip) throws IOException, InterruptedException {
        String signed = get(zip, HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return get(signed, HttpResponse.BodyHandlers.ofByteArray()).body().length;
    }

    private <T> HttpResponse<T> get(String address, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", address.contains("sig=") ? "none" : "Bearer sample")
                .build();
        return http.send(request, body);
    }
}
