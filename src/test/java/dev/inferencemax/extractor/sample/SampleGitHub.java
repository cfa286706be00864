package dev.inferencemax.extractor.sample;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/** GitHub's Actions API and the blob storage behind it, over real HTTP on two ports of loopback. */
public final class SampleGitHub implements AutoCloseable {

    /** The real project's. */
    private static final long FIRST_REPOSITORY_ID = 1_018_687_398L;

    /** A header by which somebody else who uses the same token is known; nobody watches how he behaves. */
    public static final String STRANGER = "X-Stranger";

    private final Requests requests = new Requests();
    private final Map<Endpoint, List<FaultScript>> scripts = new EnumMap<>(Endpoint.class);
    private final List<SampleRepository> repositories = new CopyOnWriteArrayList<>();
    private final Set<String> validTokens = ConcurrentHashMap.newKeySet();
    private final Watch watch;
    private final RateBudget budget;
    private final BlobStorage blobs;
    private final Port blobPort;
    private final Port apiPort;
    private final ApiRoutes routes;
    private volatile Duration apiLatency = Duration.ZERO;
    private volatile Duration blobLatency = Duration.ZERO;

    private SampleGitHub(Clock clock) {
        // without it the JDK's server keeps each answer back for 40 ms (delayed acknowledgement)
        System.setProperty("sun.net.httpserver.nodelay", "true");
        for (Endpoint endpoint : Endpoint.values()) {
            scripts.put(endpoint, new CopyOnWriteArrayList<>());
        }
        watch = new Watch(clock);
        budget = new RateBudget(clock);
        blobs = new BlobStorage(clock, () -> repositories);
        blobPort = new Port("sample-blobs", this::answerBlob);
        apiPort = new Port("sample-api", this::answerApi);
        routes = new ApiRoutes(apiPort.url(), () -> repositories, placed -> blobs.signedUrl(blobPort.url(), placed));
    }

    public static SampleGitHub start() {
        return start(Clock.systemUTC());
    }

    /**
     * With a clock that the test moves: waits and signed URLs end by it. The {@code Date} header stays real (the JDK's
     * server sets it), and {@code x-ratelimit-reset} is counted from there.
     */
    public static SampleGitHub start(Clock clock) {
        return new SampleGitHub(clock);
    }

    public URI apiUrl() {
        return apiPort.url();
    }

    public URI blobUrl() {
        return blobPort.url();
    }

    /** The repository of that name, made when first named. */
    public synchronized SampleRepository repository(String ownerAndName) {
        return repositories.stream()
                .filter(repository -> repository.isCalled(ownerAndName))
                .findFirst()
                .orElseGet(() -> {
                    SampleRepository repository =
                            new SampleRepository(FIRST_REPOSITORY_ID + repositories.size(), ownerAndName);
                    repositories.add(repository);
                    return repository;
                });
    }

    /** The first repository; {@code InferenceMAX/InferenceMAX} if there is none yet. */
    public SampleRepository repository() {
        return repositories.isEmpty() ? repository("InferenceMAX/InferenceMAX") : repositories.get(0);
    }

    public Requests requests() {
        return requests;
    }

    /** A new script of faults for this kind of request. Earlier scripts that still have something to say go first. */
    public FaultScript on(Endpoint endpoint) {
        FaultScript script = new FaultScript();
        scripts.get(endpoint).add(script);
        return script;
    }

    /** Forgets every scripted fault. */
    public SampleGitHub behaves() {
        scripts.values().forEach(List::clear);
        return this;
    }

    /** Every other token, and none, is answered 401. Without this call any token is good. */
    public SampleGitHub requireToken(String... tokens) {
        for (String token : tokens) {
            validTokens.add(token);
            watch.knows(token);
        }
        return this;
    }

    /** Requests that each token may make within a window of time. */
    public SampleGitHub budget(int limit, Duration window) {
        budget.of(limit, window);
        return this;
    }

    /**
     * One window of the budget of a token.
     *
     * @param refused requests beyond the limit, or while the token was told to wait; not those of a {@link #STRANGER}
     */
    public record Window(int used, int refused) {}

    /** Those that have ended, in order. */
    public List<Window> windows() {
        return budget.ended().stream()
                .map(spent -> new Window(spent.used(), spent.refused()))
                .toList();
    }

    /** How long each answer takes, in real time. */
    public SampleGitHub latency(Duration api, Duration blob) {
        apiLatency = api;
        blobLatency = blob;
        return this;
    }

    public SampleGitHub signedUrlsLastFor(Duration duration) {
        blobs.urlsLastFor(duration);
        return this;
    }

    /** What no well-behaved client does, in the order it happened. */
    public List<String> violations() {
        return watch.violations();
    }

    public void assertClean() {
        if (!violations().isEmpty()) {
            throw new AssertionError("GitHub saw what it should not:\n  " + String.join("\n  ", violations()));
        }
    }

    private Answer answerBlob(HttpExchange exchange) {
        Asked asked = Asked.of(exchange, Endpoint.BLOB);
        requests.count(asked);
        watch.seesBlob(asked);
        Pause.of(blobLatency);
        Answer answer = scripted(asked, () -> blobs.answer(asked));
        if (answer.status() == 200 && answer.delivery() == Answer.Delivery.WHOLE) {
            blobs.placed(asked.path())
                    .filter(Shelf.Placed::held)
                    .ifPresent(
                            placed -> requests.countDownload(placed.artifact().id()));
        }
        return answer;
    }

    private Answer answerApi(HttpExchange exchange) {
        Asked asked =
                Asked.of(exchange, routes.endpoint(exchange.getRequestURI().getPath()));
        requests.count(asked);
        if (asked.header(STRANGER).isEmpty()) {
            watch.seesApi(asked);
        }
        Pause.of(apiLatency);
        Answer answer;
        if (watch.waitOf(asked).isZero()) {
            answer = withinBudget(asked);
        } else {
            refused(asked);
            answer = watch.refusal(asked);
        }
        if (!answer.pause().isZero()) {
            watch.told(asked, answer);
        }
        return answer.with("X-GitHub-Request-Id", "SAMPLE:" + requests.api());
    }

    private void refused(Asked asked) {
        if (asked.header(STRANGER).isEmpty()) {
            budget.refused(asked.token());
        }
    }

    private Answer withinBudget(Asked asked) {
        if (asked.path().equals("/rate_limit")) {
            return budget.spend(asked.token(), 0).told();
        }
        Answer answer = authorized(asked)
                ? scripted(asked, () -> conditional(asked, routes.answer(asked)))
                : Answer.message(401, asked.token().isEmpty() ? "Requires authentication" : "Bad credentials");
        boolean free = answer.status() == 304;
        RateBudget.Standing standing = budget.spend(asked.token(), free ? 0 : 1);
        if (free) {
            requests.countNotModified();
        }
        if (standing.remaining() < 0) {
            refused(asked);
            return standing.on(Fault.primaryLimit(standing.untilReset()));
        }
        boolean lastOne = standing.remaining() == 0 && answer.pause().isZero();
        return standing.on(lastOne ? answer.tellingToWait(standing.untilReset()) : answer);
    }

    private boolean authorized(Asked asked) {
        return validTokens.isEmpty() || validTokens.contains(asked.token());
    }

    private Answer scripted(Asked asked, Supplier<Answer> normal) {
        for (FaultScript script : scripts.get(asked.endpoint())) {
            Fault fault = script.next(asked.target());
            if (fault != null) {
                return fault.instead(asked, normal);
            }
        }
        return normal.get();
    }

    private static Answer conditional(Asked asked, Answer answer) {
        if (answer.status() != 200) {
            return answer;
        }
        CRC32 checksum = new CRC32();
        checksum.update(answer.body());
        String etag = "W/\"" + Long.toHexString(checksum.getValue()) + "-" + answer.body().length + "\"";
        Answer tagged = answer.with("ETag", etag);
        boolean known = asked.header("if-none-match").filter(etag::equals).isPresent();
        return known ? new Answer(304, tagged.headers(), new byte[0], Answer.Delivery.WHOLE, Duration.ZERO) : tagged;
    }

    @Override
    public void close() {
        apiPort.close();
        blobPort.close();
    }
}
