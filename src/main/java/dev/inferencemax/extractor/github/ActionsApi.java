package dev.inferencemax.extractor.github;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.util.UriUtils;

/**
 * GitHub's Actions, as far as an archivist needs them. For many threads at once. Nothing is built and no token is looked
 * for before the first question.
 *
 * <p>What is not there is a value ({@link Found.Gone}, {@link Download.Gone}); a listing of something that is not there is
 * empty. Faults and rate limits are waited out inside; beyond that every method throws {@link NotNow} (go on later) or
 * {@link AccessRefused} (somebody must act). The streams ask while they are read and throw then.
 */
public final class ActionsApi {

    private static final Logger log = LoggerFactory.getLogger(ActionsApi.class);

    private static final int READINGS_OF_A_LISTING = 3;

    private final URI api;
    private final Clock clock;
    private final SingletonSupplier<List<Token>> tokens;
    private final SingletonSupplier<Gate> gate;
    private final SingletonSupplier<Transport> transport;

    ActionsApi(
            GitHubSettings settings,
            SingletonSupplier<List<Token>> tokens,
            Http http,
            RememberedAnswers answers,
            Clock clock,
            Sleeper sleeper,
            Timing timing,
            @Nullable SharedBudget shared) {
        this.api = settings.apiUrl();
        this.clock = clock;
        this.tokens = tokens;
        this.gate = SingletonSupplier.of(
                () -> new Gate(new RateBudget(clock, tokens.obtain()), new Permits(clock, shared)));
        this.transport = SingletonSupplier.of(() -> new Transport(
                api,
                http,
                gate.obtain(),
                new Patience.Limits("GitHub", clock, sleeper, settings.maxWait(), timing),
                answers));
    }

    /** Whether there is a token. GitHub lists without one, 60 times an hour, but gives no artifact's bytes. */
    public boolean hasToken() {
        return tokens.obtain().stream().noneMatch(Token::isAnonymous);
    }

    /** What is known of the budget now. */
    public RateLimit rateLimit() {
        return gate.obtain().now();
    }

    /** The repository's present name, also when it was renamed since. */
    public Found<RepositoryName> repository(RepositoryName repository) {
        return one(RequestKind.REPOSITORY, at(repository), served -> {
            String name = served.text("full_name");
            return name == null ? null : RepositoryName.valueOf(name);
        });
    }

    /** A workflow by the name of its file or by its id. */
    public Found<Workflow> workflow(RepositoryName repository, String fileOrId) {
        return one(RequestKind.WORKFLOWS, at(repository, "actions", "workflows", fileOrId), Workflow::from);
    }

    public Stream<Workflow> workflows(RepositoryName repository) {
        URI first = paged(at(repository, "actions", "workflows"));
        return listing(RequestKind.WORKFLOWS, first, "workflows", Workflow::from, Workflow::id)
                .items();
    }

    /** Runs that fit, newest first, each once, however many: GitHub's cap of 1,000 to a listing is worked around. */
    public Stream<WorkflowRun> runs(RunQuery query) {
        return runs(query, Instant.MIN).stream();
    }

    /**
     * The same, of which the oldest are of no interest.
     *
     * @param settled runs created before then need not be listed; some are
     */
    public RunListing runs(RunQuery query, Instant settled) {
        return new RunListing(query.from(), query.to(), settled, clock.instant(), window -> runs(query, window));
    }

    private Listing<WorkflowRun> runs(RunQuery query, RunListing.@Nullable Window window) {
        URI all = query.workflow() == null
                ? at(query.repository(), "actions", "runs")
                : at(query.repository(), "actions", "workflows", query.workflow(), "runs");
        URI first = URI.create(paged(all)
                + filter("created", window)
                + filter("branch", query.branch())
                + filter("event", query.event())
                + filter("status", query.status()));
        return listing(RequestKind.RUNS, first, "workflow_runs", WorkflowRun::from, WorkflowRun::id);
    }

    public Found<WorkflowRun> run(RepositoryName repository, long id) {
        return one(RequestKind.RUNS, at(repository, "actions", "runs", id), WorkflowRun::from);
    }

    /**
     * Every artifact of a run, of all its attempts, expired ones too. A listing from which something is deleted while it is
     * paged skips what moves to a page already read: one that is shorter than GitHub says is read again.
     */
    public Found<ArtifactListing> artifacts(RepositoryName repository, long runId) {
        URI first = paged(at(repository, "actions", "runs", runId, "artifacts"));
        for (int reading = 1; ; reading++) {
            Listing<RunArtifact> listing =
                    listing(RequestKind.ARTIFACTS, first, "artifacts", RunArtifact::from, RunArtifact::id);
            List<RunArtifact> artifacts = new ArrayList<>();
            while (listing.hasMore()) {
                artifacts.addAll(listing.nextItems());
            }
            if (listing.gone() != null) {
                return new Found.Gone<>(listing.gone().status(), listing.gone().message());
            }
            long total = listing.total() == null ? artifacts.size() : listing.total();
            if (total <= artifacts.size() || reading == READINGS_OF_A_LISTING) {
                return new Found.Here<>(joined(runId, artifacts, total));
            }
        }
    }

    private static ArtifactListing joined(long runId, List<RunArtifact> artifacts, long total) {
        if (total != artifacts.size()) {
            log.warn("run {} lists {} artifacts, but says it has {}", runId, artifacts.size(), total);
        }
        return ArtifactListing.joined(artifacts, total);
    }

    /**
     * The artifacts of many runs of a repository, by the fewest pages.
     *
     * @param created when each run was, by its id
     */
    public RepositoryArtifacts artifacts(RepositoryName repository, Map<Long, Instant> created) {
        URI first = paged(at(repository, "actions", "artifacts"));
        return new RepositoryArtifacts(
                created,
                () -> listing(RequestKind.ARTIFACTS, first, "artifacts", RunArtifact::from, RunArtifact::id),
                run -> artifacts(repository, run));
    }

    /** The artifacts of one of these runs, which is asked itself where that is left to do. */
    public Found<ArtifactListing> artifacts(RepositoryName repository, RepositoryArtifacts.OfRun run) {
        ArtifactListing known = run.listing();
        return known == null ? artifacts(repository, run.runId()) : new Found.Here<>(known);
    }

    /** The jobs of the run's newest attempt. */
    public Stream<Job> jobs(RepositoryName repository, long runId) {
        URI first = paged(at(repository, "actions", "runs", runId, "jobs"));
        return listing(RequestKind.JOBS, first, "jobs", Job::from, Job::id).items();
    }

    /**
     * Downloads the zip of an artifact. A try that breaks is repeated from the start.
     *
     * @throws java.io.UncheckedIOException with the exception of {@code target}, when that is what failed
     */
    public Download download(RepositoryName repository, long artifactId, Body target) {
        return transport.obtain().download(at(repository, "actions", "artifacts", artifactId, "zip"), target);
    }

    private <T> Found<T> one(RequestKind kind, URI address, Function<ServedObject, @Nullable T> item) {
        return transport.obtain().get(kind, address, answer -> {
            ServedObject served = ServedObject.orNull(answer.text());
            T read = served == null ? null : item.apply(served);
            if (read == null) {
                throw new IOException("not the JSON that was asked for: " + answer.message());
            }
            return read;
        });
    }

    private <T> Listing<T> listing(
            RequestKind kind, URI first, String field, Function<ServedObject, @Nullable T> item, ToLongFunction<T> id) {
        return new Listing<>(
                first,
                address -> {
                    Found<Page<T>> page =
                            transport.obtain().get(kind, address, answer -> Page.read(answer, field, item));
                    if (page instanceof Found.Gone<Page<T>> && !address.equals(first)) {
                        throw new NotNow(
                                "A listing of " + field
                                        + " vanished while it was read. The same command goes on later.",
                                clock.instant());
                    }
                    return page;
                },
                id);
    }

    private URI at(RepositoryName repository, Object... path) {
        String repositories = api.toString().replaceFirst("/+$", "") + "/repos/" + repository;
        return URI.create(Stream.of(path)
                .map(piece -> "/" + UriUtils.encode(piece.toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("", repositories, "")));
    }

    private static URI paged(URI address) {
        return URI.create(address + "?per_page=" + Listing.PAGE);
    }

    private static String filter(String name, @Nullable Object value) {
        return value == null ? "" : "&" + name + "=" + UriUtils.encode(value.toString(), StandardCharsets.UTF_8);
    }
}
