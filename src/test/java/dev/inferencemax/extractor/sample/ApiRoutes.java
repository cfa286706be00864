package dev.inferencemax.extractor.sample;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which path is answered with what. */
final class ApiRoutes {

    /** Beyond so many results a run listing gives nothing, though it counts them. */
    static final int RUN_CAP = 1000;

    private static final Pattern REPOSITORY = Pattern.compile("/(?:repos/([^/]+/[^/]+)|repositories/([0-9]+))(/.*)?");

    private interface Handler {
        Answer answer(Asked asked, SampleRepository repository, Matcher path);
    }

    private record Route(Endpoint endpoint, Pattern path, Handler handler) {
        Route(Endpoint endpoint, String path, Handler handler) {
            this(endpoint, Pattern.compile(path), handler);
        }
    }

    private final List<Route> routes = List.of(
            new Route(Endpoint.REPOSITORY, "", this::repository),
            new Route(Endpoint.WORKFLOWS, "/actions/workflows", this::workflows),
            new Route(Endpoint.WORKFLOWS, "/actions/workflows/([^/]+)", this::workflow),
            new Route(Endpoint.RUNS, "/actions/workflows/([^/]+)/runs", this::workflowRuns),
            new Route(Endpoint.RUNS, "/actions/runs", this::runs),
            new Route(Endpoint.RUNS, "/actions/runs/([0-9]+)(?:/attempts/[0-9]+)?", this::run),
            new Route(Endpoint.ARTIFACTS, "/actions/runs/([0-9]+)/artifacts", this::runArtifacts),
            new Route(Endpoint.JOBS, "/actions/runs/([0-9]+)(?:/attempts/[0-9]+)?/jobs", this::jobs),
            new Route(Endpoint.ARTIFACTS, "/actions/artifacts", this::artifacts),
            new Route(Endpoint.ARTIFACTS, "/actions/artifacts/([0-9]+)", this::artifact),
            new Route(Endpoint.ZIP, "/actions/artifacts/([0-9]+)/zip", this::zip));

    private final URI api;
    private final GitHubJson json;
    private final Supplier<List<SampleRepository>> repositories;
    private final Function<Shelf.Placed, String> signedUrl;

    ApiRoutes(URI api, Supplier<List<SampleRepository>> repositories, Function<Shelf.Placed, String> signedUrl) {
        this.api = api;
        this.json = new GitHubJson(api);
        this.repositories = repositories;
        this.signedUrl = signedUrl;
    }

    static String inRepository(String path) {
        Matcher matcher = REPOSITORY.matcher(path);
        return matcher.matches() ? Optional.ofNullable(matcher.group(3)).orElse("") : path;
    }

    Endpoint endpoint(String path) {
        if (!REPOSITORY.matcher(path).matches()) {
            return Endpoint.OTHER;
        }
        String rest = inRepository(path);
        return routes.stream()
                .filter(route -> route.path().matcher(rest).matches())
                .map(Route::endpoint)
                .findFirst()
                .orElse(Endpoint.OTHER);
    }

    Answer answer(Asked asked) {
        Matcher path = REPOSITORY.matcher(asked.path());
        if (!path.matches()) {
            return Answer.notFound();
        }
        for (SampleRepository repository : repositories.get()) {
            if (path.group(1) != null && repository.wasCalled(path.group(1))) {
                return moved(asked, repository);
            }
            if (path.group(1) != null
                    ? repository.isCalled(path.group(1))
                    : String.valueOf(repository.id()).equals(path.group(2))) {
                return answer(asked, repository);
            }
        }
        return Answer.notFound();
    }

    private Answer moved(Asked asked, SampleRepository repository) {
        int rest = asked.target().indexOf('/', asked.target().indexOf('/', "/repos/".length()) + 1);
        int query = asked.target().indexOf('?');
        int from = rest >= 0 && (query < 0 || rest < query) ? rest : query;
        String location = api + "/repositories/" + repository.id()
                + (from < 0 ? "" : asked.target().substring(from));
        return Answer.message(301, "Moved Permanently").with("Location", location);
    }

    private Answer answer(Asked asked, SampleRepository repository) {
        String rest = inRepository(asked.path());
        for (Route route : routes) {
            Matcher path = route.path().matcher(rest);
            if (path.matches()) {
                return route.handler().answer(asked, repository, path);
            }
        }
        return Answer.notFound();
    }

    /** GitHub's links name a repository by its id, whatever it was asked by. */
    private Listing listing(Asked asked, SampleRepository repository) {
        return new Listing(asked, URI.create(api + "/repositories/" + repository.id() + inRepository(asked.path())));
    }

    private Answer repository(Asked asked, SampleRepository repository, Matcher path) {
        return Answer.json(200, json.repository(repository));
    }

    private Answer workflows(Asked asked, SampleRepository repository, Matcher path) {
        List<SampleWorkflow> all = repository.workflows();
        return listing(asked, repository)
                .of(
                        "workflows",
                        all.size(),
                        Listing.NO_CAP,
                        (offset, size) -> all.stream()
                                .skip(offset)
                                .limit(size)
                                .map(workflow -> json.workflow(repository, workflow))
                                .toList());
    }

    private Answer workflow(Asked asked, SampleRepository repository, Matcher path) {
        return repository
                .workflowCalled(path.group(1))
                .map(workflow -> Answer.json(200, json.workflow(repository, workflow)))
                .orElseGet(Answer::notFound);
    }

    private Answer workflowRuns(Asked asked, SampleRepository repository, Matcher path) {
        return repository
                .workflowCalled(path.group(1))
                .map(workflow -> runs(
                        asked,
                        repository,
                        repository.runs().stream()
                                .filter(run -> run.workflow().id() == workflow.id())
                                .toList()))
                .orElseGet(Answer::notFound);
    }

    private Answer runs(Asked asked, SampleRepository repository, Matcher path) {
        return runs(asked, repository, repository.runs());
    }

    private Answer runs(Asked asked, SampleRepository repository, List<SampleWorkflowRun> runs) {
        List<SampleWorkflowRun> wanted =
                runs.stream().filter(RunFilter.of(asked)).toList();
        return listing(asked, repository)
                .of(
                        "workflow_runs",
                        wanted.size(),
                        RUN_CAP,
                        (offset, size) -> wanted.stream()
                                .skip(offset)
                                .limit(size)
                                .map(json::run)
                                .toList());
    }

    private static Optional<SampleWorkflowRun> runIn(SampleRepository repository, Matcher path) {
        return repository.findRun(Long.parseLong(path.group(1)));
    }

    private Answer run(Asked asked, SampleRepository repository, Matcher path) {
        return runIn(repository, path)
                .map(run -> Answer.json(200, json.run(run)))
                .orElseGet(Answer::notFound);
    }

    private Answer runArtifacts(Asked asked, SampleRepository repository, Matcher path) {
        return runIn(repository, path)
                .map(run -> artifacts(asked, repository, run.shelf()))
                .orElseGet(Answer::notFound);
    }

    private Answer artifacts(Asked asked, SampleRepository repository, Matcher path) {
        return artifacts(asked, repository, repository.shelf());
    }

    private Answer artifacts(Asked asked, SampleRepository repository, Shelf shelf) {
        Optional<String> name = asked.parameter("name");
        if (name.isPresent()) {
            List<Shelf.Placed> named = shelf.named(name.get()).toList();
            return listing(asked, repository)
                    .of(
                            "artifacts",
                            named.size(),
                            Listing.NO_CAP,
                            (offset, size) -> named.stream()
                                    .skip(offset)
                                    .limit(size)
                                    .map(json::artifact)
                                    .toList());
        }
        return listing(asked, repository)
                .of(
                        "artifacts",
                        shelf.count(),
                        Listing.NO_CAP,
                        (offset, size) -> shelf.newestFirst(offset, size).stream()
                                .map(json::artifact)
                                .toList());
    }

    private Answer jobs(Asked asked, SampleRepository repository, Matcher path) {
        return runIn(repository, path)
                .map(run -> listing(asked, repository)
                        .of(
                                "jobs",
                                run.shelf().count(),
                                Listing.NO_CAP,
                                (offset, size) -> run.shelf().newestFirst(offset, size).stream()
                                        .map(placed -> json.job(run, placed.artifact()))
                                        .toList()))
                .orElseGet(Answer::notFound);
    }

    private static Optional<Shelf.Placed> artifactIn(SampleRepository repository, Matcher path) {
        return repository.shelf().byId(Long.parseLong(path.group(1)));
    }

    private Answer artifact(Asked asked, SampleRepository repository, Matcher path) {
        return artifactIn(repository, path)
                .map(placed -> Answer.json(200, json.artifact(placed)))
                .orElseGet(Answer::notFound);
    }

    private Answer zip(Asked asked, SampleRepository repository, Matcher path) {
        if (asked.token().isEmpty()) {
            return Answer.message(401, "Requires authentication");
        }
        return artifactIn(repository, path)
                .map(placed -> placed.artifact().isExpired()
                        ? Answer.message(410, "Artifact has expired")
                        : Answer.redirect(302, signedUrl.apply(placed)))
                .orElseGet(Answer::notFound);
    }
}
