package dev.inferencemax.extractor.github;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Repositories that moved, so that a renamed one costs one redirect and not one a request. */
final class Renames {

    private static final Pattern REPOSITORY =
            Pattern.compile("(.*?/(?:repos/[^/]+/[^/]+|repositories/\\d+))((?:/.*)?)");
    private static final int LONGEST_CHAIN = 5;

    private final Map<String, String> moved = new ConcurrentHashMap<>();

    /** Notes a permanent redirect, if what moved is the repository and nothing else in the address. */
    void learn(URI from, URI to) {
        Matcher old = REPOSITORY.matcher(from.getRawPath());
        Matcher present = REPOSITORY.matcher(to.getRawPath());
        if (old.matches()
                && present.matches()
                && old.group(2).equals(present.group(2))
                && !old.group(1).equals(present.group(1))) {
            moved.put(old.group(1), present.group(1));
        }
    }

    /** The address under the present name. */
    URI present(URI address) {
        String path = address.getRawPath();
        for (int hop = 0; hop < LONGEST_CHAIN; hop++) {
            Matcher known = REPOSITORY.matcher(path);
            String base = known.matches() ? moved.get(known.group(1)) : null;
            if (base == null) {
                break;
            }
            path = base + known.group(2);
        }
        return path.equals(address.getRawPath()) ? address : address.resolve(path + query(address));
    }

    private static String query(URI address) {
        return address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    }
}
