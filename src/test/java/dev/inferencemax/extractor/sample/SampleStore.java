package dev.inferencemax.extractor.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A store that speaks S3, in a process of its own. In front of it stands a port that notes what is asked and can answer in
 * the store's stead; what a test asks for itself goes past that.
 */
public final class SampleStore implements AutoCloseable {

    /** What somebody must have to be let in; the store lets everybody in. */
    public static final String ACCESS_KEY = "AKIDTHATOPENSNOTHING";

    public static final String SECRET_KEY = "a/Secret+That/Nobody+Reads";

    private static final Pattern STARTED = Pattern.compile("Tomcat started on ports .*?(\\d+) \\(http\\)");
    private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");
    private static final Pattern MORE = Pattern.compile("<NextContinuationToken>([^<]*)</NextContinuationToken>");
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("host", "connection", "content-length", "expect", "transfer-encoding", "upgrade", "date");

    private final Process process;
    private final URI store;
    private final Port front;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Predicate<String> faulty = request -> false;
    private volatile Answer fault = Answer.notFound();
    private volatile String page = "";
    private final AtomicInteger bent = new AtomicInteger();

    private SampleStore(Process process, int port) {
        this.process = process;
        this.store = URI.create("http://127.0.0.1:" + port);
        this.front = new Port("store", this::answer);
    }

    /** Starts it and waits until it answers. */
    public static SampleStore start() {
        try {
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-jar",
                            jar().toString(),
                            "--com.adobe.testing.s3mock.httpPort=0",
                            "--server.port=0")
                    .redirectErrorStream(true)
                    .start();
            BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                Matcher started = STARTED.matcher(line);
                if (started.find()) {
                    Thread reader = new Thread(() -> said.lines().forEach(rest -> {}), "store-log");
                    reader.setDaemon(true);
                    reader.start();
                    return new SampleStore(process, Integer.parseInt(started.group(1)));
                }
            }
            throw new IllegalStateException("the store ended before it began");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one on the class path, whatever the class path is called by whoever runs the tests. */
    private static Path jar() {
        URL inside =
                SampleStore.class.getResource("/BOOT-INF/classes/com/adobe/testing/s3mock/S3MockApplication.class");
        String url = Objects.requireNonNull(inside, "the store's jar").toString();
        return Path.of(URI.create(url.substring("jar:".length(), url.indexOf("!/"))));
    }

    /** Where the extractor is to ask. */
    public URI endpoint() {
        return front.url();
    }

    /** What the environment says of it. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_S3",
                endpoint().toString(),
                "AWS_REGION",
                "eu-central-1",
                "AWS_ACCESS_KEY_ID",
                ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY",
                SECRET_KEY);
    }

    /** The same for a run within this process. */
    public Map<String, String> properties() {
        return Map.of(
                "aws.endpointUrlS3",
                endpoint().toString(),
                "aws.region",
                "eu-central-1",
                "aws.accessKeyId",
                ACCESS_KEY,
                "aws.secretAccessKey",
                SECRET_KEY);
    }

    public void make(String bucket) {
        past("PUT", "/" + bucket, new byte[0]);
    }

    /** An object's bytes; empty: there is none. */
    public Optional<byte[]> object(String bucket, String key) {
        HttpResponse<byte[]> answer = past("GET", "/" + bucket + "/" + key, new byte[0]);
        return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    }

    /** As somebody else would put it, without a word of its digest. */
    public void put(String bucket, String key, byte[] bytes) {
        past("PUT", "/" + bucket + "/" + key, bytes);
    }

    public void delete(String bucket, String key) {
        past("DELETE", "/" + bucket + "/" + key, new byte[0]);
    }

    /** The names of all objects that begin so, in their order. */
    public List<String> keys(String bucket, String beginning) {
        List<String> keys = new ArrayList<>();
        String more = "";
        do {
            HttpResponse<byte[]> page =
                    past("GET", "/" + bucket + "?list-type=2&prefix=" + beginning + more, new byte[0]);
            String xml = new String(page.body(), UTF_8);
            KEY.matcher(xml).results().map(match -> match.group(1)).forEach(keys::add);
            more = MORE.matcher(xml)
                    .results()
                    .findFirst()
                    .map(match -> "&continuation-token=" + match.group(1))
                    .orElse("");
        } while (!more.isEmpty());
        return keys.stream().map(key -> key.replace("&amp;", "&")).sorted().toList();
    }

    /** All objects below a folder, by the rest of their names. */
    public Map<String, byte[]> below(String bucket, String folder) {
        Map<String, byte[]> objects = new TreeMap<>();
        keys(bucket, folder)
                .forEach(key -> objects.put(
                        key.substring(folder.length()), object(bucket, key).orElseThrow()));
        return objects;
    }

    /** What the extractor asked since the last time, {@code METHOD /bucket/key?query}. */
    public List<String> asked() {
        List<String> since = List.copyOf(asked);
        asked.clear();
        return since;
    }

    /** From now on requests like these get an answer as the store words its refusals. */
    public void answersWith(int status, String code, Predicate<String> requests) {
        fault = Answer.of(
                status,
                "application/xml",
                ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code
                                + "</Code><Message>no</Message></Error>")
                        .getBytes(UTF_8));
        faulty = requests;
    }

    /** The next objects that are read come with one bit turned. */
    public void bends(int objects) {
        bent.set(objects);
    }

    /** From now on listings come in pages of so many names. */
    public void listsInPagesOf(int names) {
        page = "&max-keys=" + names;
    }

    public void behaves() {
        faulty = request -> false;
        page = "";
        bent.set(0);
    }

    private Answer answer(HttpExchange exchange) {
        String path = exchange.getRequestURI().toString();
        String request = exchange.getRequestMethod() + " " + path;
        try {
            byte[] body = exchange.getRequestBody().readAllBytes();
            asked.add(request);
            if (faulty.test(request)) {
                return fault;
            }
            HttpRequest.Builder forward = HttpRequest.newBuilder(
                            URI.create(store + path + (path.contains("list-type=2") ? page : "")))
                    .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> forward.header(name, value));
                }
            });
            HttpResponse<byte[]> answer = http.send(forward.build(), BodyHandlers.ofByteArray());
            Map<String, String> headers = new LinkedHashMap<>();
            answer.headers().map().forEach((name, values) -> {
                boolean ofHead = name.equals("content-length")
                        && exchange.getRequestMethod().equals("HEAD");
                if (ofHead || !OF_THE_CONNECTION.contains(name)) {
                    headers.put(name, values.get(0));
                }
            });
            byte[] bytes = answer.body();
            boolean isObject = request.startsWith("GET") && !path.contains("?") && bytes.length > 0;
            if (isObject && bent.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                bytes[bytes.length / 2] ^= 1;
            }
            return new Answer(answer.statusCode(), headers, bytes, Answer.Delivery.WHOLE, Duration.ZERO);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<byte[]> past(String method, String path, byte[] body) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(store + path))
                            .method(method, BodyPublishers.ofByteArray(body))
                            .build(),
                    BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        front.close();
        process.destroyForcibly().onExit().join();
    }
}
