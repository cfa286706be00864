package dev.inferencemax.extractor.github;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Scheme, host and port: where a token may go, and where it may not. */
record Origin(String scheme, String host, int port) {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(0*:)*:?0*1]");

    static Origin of(URI address) {
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        int standard = scheme.equals("https") ? 443 : 80;
        return new Origin(
                scheme,
                address.getHost().toLowerCase(Locale.ROOT),
                address.getPort() < 0 ? standard : address.getPort());
    }

    boolean owns(URI address) {
        return isWeb(address) && equals(of(address));
    }

    /** An absolute http or https address with a host. */
    static boolean isWeb(URI address) {
        return address.getHost() != null
                && address.getScheme() != null
                && (address.getScheme().equalsIgnoreCase("https")
                        || address.getScheme().equalsIgnoreCase("http"));
    }

    /** Nobody on the way can read along: https, or a host that is this machine by its very name (no DNS is asked). */
    static boolean isSafe(URI address) {
        if (!isWeb(address)) {
            return false;
        }
        Origin origin = of(address);
        return origin.scheme().equals("https")
                || LOOPBACK.matcher(origin.host()).matches();
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
