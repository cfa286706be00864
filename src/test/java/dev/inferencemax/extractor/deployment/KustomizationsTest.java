package dev.inferencemax.extractor.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.inferencemax.extractor.cli.TypedCommand;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The overlays: what they put together is there, and what {@code kubectl} makes of it is what is meant. */
class KustomizationsTest {

    private static final Set<String> KNOWN =
            Set.of("apiVersion", "kind", "resources", "components", "images", "patches", "configMapGenerator");

    static Stream<Path> kustomizations() throws IOException {
        try (Stream<Path> files = Files.walk(Manifests.HOME)) {
            return files.filter(file -> file.endsWith("kustomization.yaml")).sorted().toList().stream();
        }
    }

    static Stream<Path> others() throws IOException {
        try (Stream<Path> files = Files.walk(Manifests.HOME)) {
            return files
                    .filter(file -> Files.isRegularFile(file) && !file.endsWith("kustomization.yaml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void oneNamesOnlyWhatKustomizeKnowsAndWhatIsThere(Path file) {
        Map<String, Object> kustomization = new Yaml().load(Manifests.text(file));

        assertThat(KNOWN).containsAll(kustomization.keySet());
        assertThat(kustomization.get("kind")).isIn("Kustomization", "Component");
        assertThat(named(kustomization)).allSatisfy(name -> {
            Path there = file.resolveSibling(name);
            assertThat(Files.isDirectory(there) ? there.resolve("kustomization.yaml") : there)
                    .isRegularFile();
        });
    }

    @ParameterizedTest
    @MethodSource("others")
    void everyOtherFileIsNamedByTheKustomizationBesideIt(Path file) {
        Map<String, Object> kustomization = new Yaml().load(Manifests.text(file.resolveSibling("kustomization.yaml")));

        assertThat(named(kustomization)).contains(file.getFileName().toString());
    }

    private static List<String> named(Map<String, Object> kustomization) {
        return Stream.of("resources", "components", "patches", "configMapGenerator")
                .map(kustomization::get)
                .filter(Collection.class::isInstance)
                .flatMap(names -> ((Collection<?>) names).stream())
                .flatMap(KustomizationsTest::files)
                .toList();
    }

    /** A name itself, a patch's file, or the files that a ConfigMap is made of. */
    private static Stream<String> files(Object entry) {
        if (!(entry instanceof Map<?, ?> map)) {
            return Stream.of(entry.toString());
        }
        return map.containsKey("path")
                ? Stream.of(map.get("path").toString())
                : ((Collection<?>) map.get("files")).stream().map(Object::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2-pvc", "postgres"})
    void anOverlayIsTheNightlyRunAndAllItNeeds(String overlay) throws Exception {
        Manifests rendered = Manifests.rendered(overlay);

        assertThat(rendered.objects().stream().map(HasMetadata::getKind))
                .containsExactlyInAnyOrder(
                        "ServiceAccount", "ConfigMap", "PersistentVolumeClaim", "NetworkPolicy", "CronJob");
        assertThat(rendered.jobs()).containsOnlyKeys("extractor-nightly");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2-pvc", "postgres"})
    void itsJobsAreToldApartByTheirComponent(String overlay) throws Exception {
        Manifests rendered = Manifests.rendered(overlay + "/jobs");

        assertThat(rendered.objects())
                .extracting(job -> job.getMetadata().getLabels().get("app.kubernetes.io/component"))
                .containsExactly("backfill", "import", "rebuild", "recover");
        assertThat(rendered.objects()).extracting(HasMetadata::getKind).containsOnly("Job");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h2-pvc",
                "h2-pvc/jobs",
                "postgres",
                "postgres/jobs",
                "scale-out",
                "scale-out/jobs",
                "indexed",
                "indexed/jobs"
            })
    void whateverIsRenderedHasTheImageOfTheComponentAndWordsTheProgramKnows(String overlay) throws Exception {
        Manifests rendered = Manifests.rendered(overlay);

        assertThat(rendered.jobs().values()).isNotEmpty().allSatisfy(job -> {
            Container container = Manifests.container(job);
            assertThat(container.getImage()).matches("registry\\.example\\.com/extractor:\\d+\\.\\d+\\.\\d+");
            assertThat(TypedCommand.job(rendered.environment(container), container.getArgs()))
                    .isNotEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "postgres/jobs", "scale-out", "scale-out/jobs", "indexed", "indexed/jobs"})
    void onPostgresqlEveryJobIsToldWhereTheDatabaseIsByASecret(String overlay) throws Exception {
        assertThat(Manifests.rendered(overlay).jobs().values())
                .isNotEmpty()
                .allSatisfy(job -> assertThat(Manifests.container(job).getEnv().stream()
                                .filter(variable -> variable.getName().startsWith("SPRING_DATASOURCE_")))
                        .extracting(
                                EnvVar::getName,
                                variable -> variable.getValueFrom()
                                        .getSecretKeyRef()
                                        .getName(),
                                variable -> variable.getValueFrom()
                                        .getSecretKeyRef()
                                        .getKey())
                        .containsExactly(
                                tuple("SPRING_DATASOURCE_URL", "extractor-database", "url"),
                                tuple("SPRING_DATASOURCE_USERNAME", "extractor-database", "username"),
                                tuple("SPRING_DATASOURCE_PASSWORD", "extractor-database", "password")));
    }

    @Test
    void onlyOnPostgresqlADatabaseMayBeReached() throws Exception {
        assertThat(portsReached(Manifests.rendered("h2-pvc"))).containsExactly(53, 53, 443);
        assertThat(portsReached(Manifests.rendered("postgres"))).containsExactly(53, 53, 443, 5432);
        assertThat(Manifests.container(Manifests.rendered("h2-pvc")
                                .the(CronJob.class)
                                .getSpec()
                                .getJobTemplate()
                                .getSpec())
                        .getEnv())
                .extracting(EnvVar::getName)
                .containsExactly("GITHUB_TOKEN");
    }

    private static List<Integer> portsReached(Manifests rendered) {
        return rendered.the(NetworkPolicy.class).getSpec().getEgress().stream()
                .flatMap(rule -> rule.getPorts().stream())
                .map(port -> port.getPort().getIntVal())
                .toList();
    }
}
