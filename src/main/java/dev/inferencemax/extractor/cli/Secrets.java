package dev.inferencemax.extractor.cli;

import java.util.Locale;
import java.util.regex.Pattern;

/** Keeps what nobody should read out of messages. */
final class Secrets {

    /** The tokens of GitHub and of Google carry their kind in front, so that they can be recognised. */
    private static final Pattern TOKEN =
            Pattern.compile("(?:gh[a-z]_|github_pat_)[A-Za-z0-9_]+|ya29\\.[A-Za-z0-9._-]+");

    /** In front of a host: in an address, or where a driver took it for the host's name. */
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/\\s@]+@|[\\w.%+-]+:[^/\\s:@]+@(?=[\\w\\[])");

    private Secrets() {}

    static String mask(String text) {
        return USER_INFO.matcher(TOKEN.matcher(text).replaceAll("***")).replaceAll("***@");
    }

    static boolean isToken(String name) {
        return name.toLowerCase(Locale.ROOT).contains("token");
    }

    /** Whether the value of this property is for nobody to see. */
    static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isToken(name) || lower.contains("password") || lower.contains("secret");
    }
}
