package dev.inferencemax.extractor.github;

import java.net.URI;
import org.springframework.core.env.Environment;

/** Gives access to servers other than GitHub's, with the patience that the command allows. */
public final class OtherHosts {

    private final Environment environment;
    private final Http http;
    private final Patience.Limits limits;

    OtherHosts(Environment environment, Http http, Patience.Limits limits) {
        this.environment = environment;
        this.http = http;
        this.limits = limits;
    }

    /**
     * One server.
     *
     * @param option that names it, for messages
     * @param base https, or loopback
     * @param whom is asked there, for people
     * @param variable of the environment that may hold its token
     * @throws InvalidSetting if the address is none that a token may be sent to, or the token none that can be sent
     */
    public OtherHost at(String option, URI base, String whom, String variable) {
        if (!Origin.isSafe(base) || base.getRawUserInfo() != null) {
            throw new InvalidSetting(option + " is not an https address (plain http is for loopback only).");
        }
        return new OtherHost(base, variable, Token.from(environment, variable), http, limits.asking(whom));
    }
}
