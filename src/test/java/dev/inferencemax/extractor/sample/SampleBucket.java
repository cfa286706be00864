package dev.inferencemax.extractor.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** A bucket behind Cloud Storage's JSON API, over real HTTP on loopback, and another host that must never see a token. */
public final class SampleBucket implements AutoCloseable {

    private static final Pattern TARGET = Pattern.compile("/storage/v1/b/([^/?]+)/o(?:/([^/?]+))?(?:\\?.*)?");

    private final String name;
    private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final FaultScript listings = new FaultScript();
    private final FaultScript media = new FaultScript();
    private final Port api = new Port("sample-bucket", this::answer);
    private final Port elsewhere = new Port("sample-elsewhere", this::answerElsewhere);
    private volatile String token = "";
    private volatile int page = 1000;
    private volatile boolean withMd5 = true;

    private SampleBucket(String name) {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.name = name;
    }

    /** An empty one, for everybody to read. */
    public static SampleBucket start(String name) {
        return new SampleBucket(name);
    }

    public URI apiUrl() {
        return api.url();
    }

    /** A host that has the same objects under {@code /elsewhere/NAME} and is not to be told the token. */
    public URI elsewhere(String object) {
        return URI.create(elsewhere.url() + "/elsewhere/" + URLEncoder.encode(object, UTF_8));
    }

    public SampleBucket object(String object, byte[] bytes) {
        objects.put(object, bytes.clone());
        return this;
    }

    /** Every file below a folder, by its path. */
    public SampleBucket copyOf(Path folder, String prefix) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                object(prefix + path, Files.readAllBytes(file));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only this token may read. */
    public SampleBucket requireToken(String only) {
        token = only;
        return this;
    }

    /** Entries on a page of a listing. */
    public SampleBucket pagesOf(int entries) {
        page = entries;
        return this;
    }

    /** As composed objects have it: CRC32C only. */
    public SampleBucket withoutMd5() {
        withMd5 = false;
        return this;
    }

    public FaultScript onListing() {
        return listings;
    }

    public FaultScript onObject() {
        return media;
    }

    /** Path and query of every request, as they came over the wire. */
    public List<String> asked() {
        return asked;
    }

    public long listingsAsked() {
        return asked.stream().filter(target -> !target.contains("alt=media")).count();
    }

    public void assertClean() {
        if (!violations.isEmpty()) {
            throw new AssertionError("the bucket saw what it should not:\n  " + String.join("\n  ", violations));
        }
    }

    private Answer answer(HttpExchange exchange) {
        Asked question = Asked.of(exchange, Endpoint.OTHER);
        asked.add(question.target());
        if (!token.isEmpty() && question.target().contains(token)) {
            violations.add("the token was seen in an URL");
        }
        Matcher target = TARGET.matcher(question.target());
        if (!target.matches()) {
            return error(404, "Not Found");
        }
        if (!token.isEmpty() && !question.token().equals(token)) {
            return question.token().isEmpty()
                    ? error(401, "Anonymous caller does not have storage.objects.list access to the bucket.")
                    : error(401, "Invalid Credentials");
        }
        if (!target.group(1).equals(name)) {
            return error(404, "The specified bucket does not exist.");
        }
        String object = target.group(2);
        return object == null
                ? scripted(listings, question, () -> listing(question))
                : scripted(media, question, () -> bytes(URLDecoder.decode(object.replace("+", "%2B"), UTF_8)));
    }

    private static Answer scripted(FaultScript script, Asked question, Supplier<Answer> normal) {
        Fault fault = script.next(question.target());
        return fault == null ? normal.get() : fault.instead(question, normal);
    }

    private Answer answerElsewhere(HttpExchange exchange) {
        Asked question = Asked.of(exchange, Endpoint.OTHER);
        if (question.header("authorization").isPresent()) {
            violations.add("another host was sent an Authorization header for " + question.path());
        }
        return bytes(question.path().replaceFirst("^/elsewhere/", ""));
    }

    private Answer bytes(String object) {
        byte[] bytes = objects.get(object);
        return bytes == null
                ? error(404, "No such object: " + name + "/" + object)
                : Answer.of(200, "application/zip", bytes);
    }

    private Answer listing(Asked question) {
        String prefix = question.parameter("prefix").orElse("");
        String delimiter = question.parameter("delimiter").orElse("");
        String after = question.parameter("pageToken")
                .map(encoded -> new String(Base64.getDecoder().decode(encoded), UTF_8))
                .orElse("");
        int most = Math.min(page, question.number("maxResults", 1000));
        Set<String> prefixes = new LinkedHashSet<>();
        List<Object> items = new ArrayList<>();
        String last = null;
        String next = null;
        for (String object : objects.tailMap(prefix).keySet()) {
            if (!object.startsWith(prefix)) {
                break;
            }
            int end = delimiter.isEmpty() ? -1 : object.indexOf(delimiter, prefix.length());
            String entry = end < 0 ? object : object.substring(0, end + delimiter.length());
            if (entry.compareTo(after) <= 0 || prefixes.contains(entry)) {
                continue;
            }
            if (prefixes.size() + items.size() == most) {
                next = last;
                break;
            }
            last = entry;
            if (end < 0) {
                items.add(item(object));
            } else {
                prefixes.add(entry);
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "storage#objects");
        if (next != null) {
            json.put("nextPageToken", Base64.getEncoder().encodeToString(next.getBytes(UTF_8)));
        }
        if (!prefixes.isEmpty()) {
            json.put("prefixes", List.copyOf(prefixes));
        }
        if (!items.isEmpty()) {
            json.put("items", items);
        }
        return Answer.json(200, json);
    }

    private Map<String, Object> item(String object) {
        byte[] bytes = objects.get(object);
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("name", object);
        item.put("size", String.valueOf(bytes.length));
        if (withMd5) {
            item.put("md5Hash", md5(bytes));
        }
        item.put("crc32c", crc32c(bytes));
        return item;
    }

    private static Answer error(int status, String message) {
        return Answer.json(status, Map.of("error", Map.of("code", status, "message", message)));
    }

    private static String md5(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private static String crc32c(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }

    @Override
    public void close() {
        api.close();
        elsewhere.close();
    }
}
