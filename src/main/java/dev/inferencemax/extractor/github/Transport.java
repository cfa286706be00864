package dev.inferencemax.extractor.github;

import dev.inferencemax.extractor.github.RememberedAnswers.Remembered;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gets what is asked for: through the gate, again after faults, and along redirects, but never off the API's own host with a token. */
final class Transport {

    private static final int MOST_HOPS = 5;
    private static final Set<Integer> FOR_GOOD = Set.of(301, 308);

    private final Origin api;
    private final Http http;
    private final Gate gate;
    private final Blobs blobs;
    private final Patience.Limits patience;
    private final RememberedAnswers answers;
    private final Renames renames = new Renames();

    Transport(URI apiUrl, Http http, Gate gate, Patience.Limits patience, RememberedAnswers answers) {
        this.api = Origin.of(apiUrl);
        this.http = http;
        this.gate = gate;
        this.blobs = new Blobs(http);
        this.patience = patience;
        this.answers = answers;
    }

    /** What turns a good answer into a value. */
    @FunctionalInterface
    interface Reading<T> {

        /**
         * Reads the answer.
         *
         * @throws IOException when it is not what was asked for, however good its status: worth another try
         */
        T read(Answer answer) throws IOException;
    }

    /** The same, but it may leave an answer to the loop by giving null. */
    @FunctionalInterface
    private interface Attempt<T> {
        @Nullable T read(Answer answer) throws IOException;
    }

    /**
     * Gets a resource of the API.
     *
     * @throws NotNow when a rate limit or a fault lasts too long
     * @throws AccessRefused when GitHub does not want us there
     */
    <T> Found<T> get(RequestKind kind, URI address, Reading<T> reading) {
        return ask(kind, address, answer -> Meaning.of(answer) == Meaning.GOOD ? reading.read(answer) : null);
    }

    /** Downloads what the API's address {@code zip} leads to. A broken try starts over with a fresh signed address. */
    Download download(URI zip, Body target) {
        Patience patience = this.patience.fresh();
        while (true) {
            Found<URI> found = ask(RequestKind.ZIP, zip, this::elsewhere);
            if (found instanceof Found.Gone<URI> gone) {
                return new Download.Gone(gone.status(), gone.message());
            }
            URI signed = ((Found.Here<URI>) found).value();
            try {
                return blobs.fetch(signed, target);
            } catch (IOException broken) {
                patience.checkInterrupt();
                patience.failed("download " + zip.getPath() + " from " + signed.getHost(), broken);
            }
        }
    }

    /** The place of the bytes, unless the answer only says that the API itself has moved. */
    private @Nullable URI elsewhere(Answer answer) throws IOException {
        if (Meaning.of(answer) == Meaning.GOOD) {
            throw new IOException("bytes where a redirect to them was due: " + answer.message());
        }
        URI location = answer.location();
        if (Meaning.of(answer) != Meaning.MOVED || location == null) {
            return null;
        }
        return answer.status() == 302 || !api.owns(location) ? location : null;
    }

    /** The loop every request to the API goes through. */
    private <T> Found<T> ask(RequestKind kind, URI first, Attempt<T> reading) {
        Patience patience = this.patience.fresh();
        URI address = renames.present(first);
        int hops = 0;
        boolean mayBeKnown = true;
        while (true) {
            Remembered known = mayBeKnown && isWorthRemembering(kind, address)
                    ? answers.recall(address).orElse(null)
                    : null;
            try {
                Answer answer = send(kind, address, patience, known);
                T value = reading.read(answer);
                if (value != null) {
                    if (isWorthRemembering(kind, address)) {
                        remember(answer);
                    }
                    return new Found.Here<>(value);
                }
                switch (Meaning.of(answer)) {
                    case GONE -> {
                        return new Found.Gone<>(answer.status(), answer.message());
                    }
                    case MOVED -> address = follow(answer, ++hops);
                    case TOO_FAST -> patience.refused();
                    case REFUSED -> throw refusal(answer);
                    default -> throw new IOException(answer.status() + " " + answer.message());
                }
            } catch (IOException fault) {
                mayBeKnown = false; // perhaps what is remembered is at fault
                patience.checkInterrupt();
                patience.failed(kind + " " + address.getPath(), fault);
            }
        }
    }

    /** What is asked for each time in the same words; a listing within a span of time is not. */
    private static boolean isWorthRemembering(RequestKind kind, URI address) {
        return switch (kind) {
            case REPOSITORY, WORKFLOWS -> true;
            case RUNS ->
                address.getPath().endsWith("/runs") && !address.toString().contains("created=");
            default -> false;
        };
    }

    /** Also what has not changed: it is in use still. */
    private void remember(Answer answer) {
        Remembered now = answer.remembered();
        if (now != null) {
            answers.keep(answer.address(), now);
        }
    }

    private Answer send(RequestKind kind, URI address, Patience patience, @Nullable Remembered known)
            throws IOException {
        if (!api.owns(address)) {
            throw refusedHost(address);
        }
        RateBudget.Pass pass = gate.enter(patience);
        Answer answer = null;
        try {
            answer = http.api(kind, address, pass.token(), known);
            return answer.status() == 304 && known != null ? answer.unchanged(known) : answer;
        } finally {
            gate.leave(pass, answer);
        }
    }

    private URI follow(Answer answer, int hops) throws IOException {
        URI location = answer.location();
        if (location == null) {
            throw new IOException(answer.status() + " without a usable Location");
        }
        if (!api.owns(location)) {
            throw refusedHost(location);
        }
        if (hops > MOST_HOPS) {
            throw new AccessRefused(
                    "GitHub redirects in circles (" + answer.address().getPath() + ").");
        }
        if (FOR_GOOD.contains(answer.status())) {
            renames.learn(answer.address(), location);
            URI renamed = renames.present(answer.address());
            if (!renamed.equals(answer.address())) {
                return renamed;
            }
        }
        String query = answer.address().getRawQuery();
        return location.getRawQuery() != null || query == null ? location : URI.create(location + "?" + query);
    }

    private AccessRefused refusedHost(URI elsewhere) {
        return new AccessRefused("The API at " + api + " sent us to another host, "
                + (Origin.isWeb(elsewhere) ? Origin.of(elsewhere) : elsewhere.getScheme() + ":…")
                + ", where the token must not go. If that is the right place, give it as --api-url.");
    }

    private static AccessRefused refusal(Answer answer) {
        String told = " (" + answer.status() + " for " + answer.address().getPath() + ": " + answer.message() + ")";
        Token token = answer.token();
        if (token.isAnonymous()) {
            return new AccessRefused("GitHub wants a token here" + told
                    + ". Set the environment variable GITHUB_TOKEN to one that may read Actions.");
        }
        if (answer.status() == 401) {
            return new AccessRefused("GitHub refused " + token + told
                    + ". It is mistyped, expired or revoked: set GITHUB_TOKEN to a valid one.");
        }
        return new AccessRefused(
                "GitHub refused the request made with " + token + told
                        + ". The token needs read access to Actions and contents of this repository, and single sign-on where the organisation asks for it.");
    }
}
