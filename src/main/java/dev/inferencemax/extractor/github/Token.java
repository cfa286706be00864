package dev.inferencemax.extractor.github;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** A secret that shows itself to nobody but the header it is for. Without one GitHub answers anonymously, 60 times an hour. */
final class Token {

    private static final String LIST = "GITHUB_TOKENS";
    private static final List<String> SINGLE = List.of("GITHUB_TOKEN", "GH_TOKEN");

    private final @Nullable String secret;
    private final String label;

    private Token(@Nullable String secret, String label) {
        this.secret = secret;
        this.label = label;
    }

    /** One for each entry of {@code GITHUB_TOKENS}, else {@code GITHUB_TOKEN}, else {@code GH_TOKEN}, else the anonymous one. */
    static List<Token> from(Environment environment) {
        List<String> many = Arrays.stream(environment.getProperty(LIST, "").split(","))
                .map(String::strip)
                .filter(StringUtils::hasLength)
                .distinct()
                .toList();
        if (!many.isEmpty()) {
            return IntStream.range(0, many.size())
                    .mapToObj(place -> of(many.get(place), LIST, "token " + (place + 1) + " of " + many.size()))
                    .toList();
        }
        return SINGLE.stream()
                .flatMap(variable -> Stream.of(
                                environment.getProperty(variable, "").strip())
                        .filter(StringUtils::hasLength)
                        .map(secret -> of(secret, variable, "the token")))
                .findFirst()
                .map(List::of)
                .orElseGet(() -> List.of(anonymous()));
    }

    /** The one in this variable, else the anonymous one. */
    static Token from(Environment environment, String variable) {
        String secret = environment.getProperty(variable, "").strip();
        return secret.isEmpty() ? anonymous() : of(secret, variable, "the token");
    }

    static Token anonymous() {
        return new Token(null, "no token");
    }

    private static Token of(String secret, String variable, String label) {
        if (!secret.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            throw new InvalidSetting("The environment variable " + variable
                    + " holds a character that no token has (a space, a line break or an accented letter)."
                    + " Set it to the token alone.");
        }
        return new Token(secret, label + " (" + variable + ")");
    }

    boolean isAnonymous() {
        return secret == null;
    }

    /** The value of the Authorization header; never for logs. */
    String authorization() {
        return "Bearer " + secret;
    }

    /** The same for the same token in every process, and nothing that a token could be guessed from. */
    String account() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(authorization().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, Long.BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Which token this is, not what it is. */
    @Override
    public String toString() {
        return label;
    }
}
