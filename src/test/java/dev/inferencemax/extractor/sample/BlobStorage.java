package dev.inferencemax.extractor.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The storage behind the redirect: whoever holds a signed URL that has not expired gets the bytes. */
final class BlobStorage {

    private static final Pattern PATH = Pattern.compile("/actions-results/([0-9]+)/artifacts/([0-9]+)\\.zip");
    private static final String SECRET = "known to the sample only";

    private final Clock clock;
    private final Supplier<List<SampleRepository>> repositories;
    private volatile Duration validity = Duration.ofMinutes(10);

    BlobStorage(Clock clock, Supplier<List<SampleRepository>> repositories) {
        this.clock = clock;
        this.repositories = repositories;
    }

    void urlsLastFor(Duration duration) {
        validity = duration;
    }

    /** The signature holds what must stay percent-encoded: {@code +}, {@code /} and {@code =}. */
    String signedUrl(URI blobs, Shelf.Placed placed) {
        String path = "/actions-results/" + placed.run().repository().id() + "/artifacts/"
                + placed.artifact().id() + ".zip";
        String expires =
                clock.instant().plus(validity).truncatedTo(ChronoUnit.SECONDS).toString();
        return blobs + path + "?sp=r&sv=2025-11-05&sr=b&rscd=" + encode("attachment; filename=\"artifact.zip\"")
                + "&se=" + encode(expires) + "&sig=" + encode(signature(path, expires));
    }

    Answer answer(Asked asked) {
        String expires = asked.parameter("se").orElse("");
        if (!asked.parameter("sig")
                        .filter(signature(asked.path(), expires)::equals)
                        .isPresent()
                || !clock.instant().isBefore(Instant.parse(expires))) {
            return refused();
        }
        return placed(asked.path())
                .map(placed -> Answer.of(
                                200, "application/zip", placed.artifact().bytes())
                        .with(
                                "ETag",
                                "\"0x8D"
                                        + Long.toHexString(placed.artifact().id())
                                                .toUpperCase(Locale.ROOT) + "\"")
                        .with("x-ms-blob-type", "BlockBlob"))
                .orElseGet(() -> xml(404, "BlobNotFound", "The specified blob does not exist."));
    }

    Optional<Shelf.Placed> placed(String path) {
        Matcher matcher = PATH.matcher(path);
        return matcher.matches()
                ? repositories.get().stream()
                        .filter(repository -> repository.id() == Long.parseLong(matcher.group(1)))
                        .findFirst()
                        .flatMap(repository -> repository.shelf().byId(Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** What a stale or forged signature is answered. */
    static Answer refused() {
        return xml(403, "AuthenticationFailed", "Server failed to authenticate the request. Signature not valid.");
    }

    private static Answer xml(int status, String code, String message) {
        String body = "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code + "</Code><Message>" + message
                + "</Message></Error>";
        return Answer.of(status, "application/xml", body.getBytes(UTF_8)).with("x-ms-error-code", code);
    }

    private static String signature(String path, String expires) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest((SECRET + path + expires).getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
