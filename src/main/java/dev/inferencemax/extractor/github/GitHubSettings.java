package dev.inferencemax.extractor.github;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How GitHub is reached.
 *
 * @param apiUrl GitHub's own, GitHub Enterprise's ({@code https://HOST/api/v3}), or a test server; plain http only for
 *     loopback
 * @param concurrency downloads in flight, 1 to 64: GitHub allows 100 requests at once, over all of an account's programs
 * @param maxWait longest wait for a rate limit, or for a fault to pass; beyond it {@link NotNow}
 */
@ConfigurationProperties("extractor")
public record GitHubSettings(
        @DefaultValue("https://api.github.com") URI apiUrl,
        @DefaultValue("16") int concurrency,
        @DefaultValue("65m") Duration maxWait) {

    private static final int MOST_IN_FLIGHT = 64;

    public GitHubSettings {
        if (!Origin.isWeb(apiUrl)
                || apiUrl.getRawUserInfo() != null
                || apiUrl.getRawQuery() != null
                || apiUrl.getRawFragment() != null) {
            throw new InvalidSetting("--api-url=" + withoutSecrets(apiUrl)
                    + " is not the address of an API. Give e.g. https://api.github.com or https://HOST/api/v3.");
        }
        if (!Origin.isSafe(apiUrl)) {
            throw new InvalidSetting(
                    "--api-url=" + apiUrl
                            + " would send the token in the clear: plain http is for loopback only (http://localhost:PORT). Use https.");
        }
        if (concurrency < 1 || concurrency > MOST_IN_FLIGHT) {
            throw new InvalidSetting(
                    "--concurrency=" + concurrency + " is not possible. Give 1 to " + MOST_IN_FLIGHT + ".");
        }
        if (maxWait.isNegative()) {
            throw new InvalidSetting("--max-wait=" + maxWait + " is not possible. Give 0s or more, e.g. 65m.");
        }
    }

    /** An address may hold a password or a signature where none belongs: messages show neither. */
    private static String withoutSecrets(URI address) {
        String host = address.getHost() == null ? "" : "//" + address.getHost();
        return (address.getScheme() == null ? "" : address.getScheme() + ":")
                + host
                + (address.getRawPath() == null ? "" : address.getRawPath());
    }
}
