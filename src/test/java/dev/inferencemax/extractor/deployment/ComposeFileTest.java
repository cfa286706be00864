package dev.inferencemax.extractor.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inferencemax.extractor.BrokerProcess;
import dev.inferencemax.extractor.Programs;
import dev.inferencemax.extractor.cli.TypedCommand;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What {@code docker compose} is told is what the compose specification knows, and what the build and the program do. */
class ComposeFileTest {

    private static final Set<String> TOP_LEVEL =
            Set.of("name", "services", "networks", "volumes", "configs", "secrets", "include");

    private static final Set<String> OF_A_SERVICE = Set.of(
            "build",
            "cap_add",
            "cap_drop",
            "command",
            "container_name",
            "depends_on",
            "deploy",
            "entrypoint",
            "env_file",
            "environment",
            "expose",
            "healthcheck",
            "image",
            "init",
            "labels",
            "logging",
            "mem_limit",
            "networks",
            "ports",
            "profiles",
            "pull_policy",
            "read_only",
            "restart",
            "secrets",
            "security_opt",
            "stop_grace_period",
            "stop_signal",
            "tmpfs",
            "user",
            "volumes",
            "working_dir");

    private static final Set<String> OF_A_HEALTHCHECK =
            Set.of("test", "interval", "timeout", "retries", "start_period", "start_interval", "disable");

    private static Map<String, Object> compose;
    private static Map<String, Object> services;

    @BeforeAll
    static void read() throws IOException {
        try (Reader text = Files.newBufferedReader(Path.of("docker-compose.yml"))) {
            compose = new Yaml().load(text);
        }
        services = map(compose.get("services"));
    }

    @Test
    void itConsistsOfADatabaseAndTheExtractorAndOfWordsTheSpecificationKnows() {
        assertThat(TOP_LEVEL).containsAll(compose.keySet());
        assertThat(services).containsOnlyKeys("database", "extractor", "broker", "manager", "worker");
        services.values()
                .forEach(service ->
                        assertThat(OF_A_SERVICE).containsAll(map(service).keySet()));
    }

    @Test
    void manyProcessesAreStartedWithTheirProfileOnlyAndTheOneByItsNameOnly() {
        assertThat(service("database")).doesNotContainKey("profiles");
        assertThat(list(service("extractor").get("profiles"))).containsExactly("alone");
        assertThat(List.of("broker", "manager", "worker"))
                .allSatisfy(
                        name -> assertThat(list(service(name).get("profiles"))).containsExactly("scale-out"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"manager", "worker"})
    void theyAreWhatTheirNamesSayOfOneJob(String name) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment(name).forEach((variable, value) -> environment.put(variable, value.toString()));
        Map<String, Object> alone = new LinkedHashMap<>(environment("extractor"));
        Map<String, Object> broker = environment("broker");

        assertThat(TypedCommand.job(environment, list(service(name).get("command"))))
                .isEqualTo("backfill");
        assertThat(TypedCommand.role(environment, list(service(name).get("command"))))
                .isEqualTo(name);
        alone.put("SPRING_ARTEMIS_BROKER_URL", "tcp://broker:61616");
        alone.put("SPRING_ARTEMIS_USER", broker.get("ARTEMIS_USER"));
        alone.put("SPRING_ARTEMIS_PASSWORD", broker.get("ARTEMIS_PASSWORD"));
        assertThat(environment(name)).isEqualTo(alone);
        assertThat(map(service(name).get("depends_on")))
                .isEqualTo(Map.of(
                        "database", Map.of("condition", "service_healthy"),
                        "broker", Map.of("condition", "service_healthy")));
        assertThat(service(name).get("volumes"))
                .as("one archive and one dataset")
                .isEqualTo(service("extractor").get("volumes"));
        assertThat(service(name).get("build")).isEqualTo(service("extractor").get("build"));
    }

    @Test
    void theBrokerHasTheSettingsThatTheTestsHaveAndKeepsItsJournal() throws IOException {
        Map<String, Object> check = map(service("broker").get("healthcheck"));
        List<String> mounts = list(service("broker").get("volumes"));

        assertThat(OF_A_HEALTHCHECK).containsAll(check.keySet());
        assertThat(environment("broker")).containsEntry("SUPPRESS_CREDENTIALS", "true");
        assertThat(String.join(" ", list(check.get("test")))).contains("61616");
        assertThat(Files.readString(BrokerProcess.settings())).contains("extractor.broker.port:61616");
        assertThat(mounts).hasSize(2).first().isEqualTo("broker:/var/lib/artemis-instance");
        assertThat(mounts.get(1)).endsWith(":/var/lib/artemis-instance/etc-override/broker.xml:ro");
        assertThat(Path.of(mounts.get(1).substring(0, mounts.get(1).indexOf(':')))
                        .toAbsolutePath()
                        .normalize())
                .isEqualTo(BrokerProcess.settings());
        assertThat(service("broker").get("image"))
                .as("as in a cluster")
                .isEqualTo(Manifests.of(Manifests.text(Manifests.HOME.resolve("overlays/scale-out/broker.yaml")))
                        .the(StatefulSet.class)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getImage());
    }

    @Test
    void workersAreSeveralAndWaitForTheNextManager() {
        assertThat(map(service("worker").get("deploy")).get("replicas"))
                .isInstanceOfSatisfying(
                        Integer.class, replicas -> assertThat(replicas).isGreaterThan(1));
        assertThat(service("worker")).containsEntry("restart", "unless-stopped").containsKey("mem_limit");
        assertThat(service("manager")).containsEntry("restart", "no");
    }

    @Test
    void theExtractorStartsWhenTheDatabaseIsHealthy() {
        Map<String, Object> check = map(service("database").get("healthcheck"));

        assertThat(OF_A_HEALTHCHECK).containsAll(check.keySet());
        assertThat(list(check.get("test"))).first().isEqualTo("CMD-SHELL");
        assertThat(String.join(" ", list(check.get("test"))))
                .contains("pg_isready")
                .contains("-U " + environment("database").get("POSTGRES_USER"))
                .contains("-d " + environment("database").get("POSTGRES_DB"));
        assertThat(map(map(service("extractor").get("depends_on")).get("database")))
                .containsEntry("condition", "service_healthy");
    }

    @Test
    void itsDatabaseIsTheOneTheExtractorUses() {
        Map<String, Object> database = environment("database");

        assertThat(environment("extractor"))
                .containsEntry(
                        "SPRING_DATASOURCE_URL", "jdbc:postgresql://database:5432/" + database.get("POSTGRES_DB"))
                .containsEntry("SPRING_DATASOURCE_USERNAME", database.get("POSTGRES_USER"))
                .containsEntry("SPRING_DATASOURCE_PASSWORD", database.get("POSTGRES_PASSWORD"));
    }

    @Test
    void theProgramUnderstandsItsCommandAndItsVariables() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment("extractor").forEach((name, value) -> environment.put(name, value.toString()));

        assertThat(TypedCommand.job(environment, list(service("extractor").get("command"))))
                .isEqualTo("backfill");
        assertThat(environment.keySet().stream().filter(name -> name.startsWith("EXTRACTOR_")))
                .isNotEmpty()
                .allMatch(TypedCommand.variables()::contains);
    }

    @Test
    void itBuildsTheImageFromItsFileAndLeavesItsCommandAlone() {
        Map<String, Object> extractor = service("extractor");
        Map<String, Object> build = map(extractor.get("build"));

        assertThat(Set.of("context", "dockerfile", "args", "target")).containsAll(build.keySet());
        assertThat(Path.of(
                                build.get("context").toString(),
                                build.get("dockerfile").toString())
                        .normalize())
                .isEqualTo(Dockerfile.FILE);
        assertThat(extractor).doesNotContainKey("entrypoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"extractor", "manager", "worker"})
    void theExtractorMayDoNoMoreThanInACluster(String name) {
        assertThat(service(name))
                .containsEntry("read_only", true)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .containsEntry("tmpfs", List.of("/tmp:exec"));
    }

    @Test
    void dockerComposeAcceptsIt() {
        assumeTrue(Programs.succeeds("docker-compose", "version"), "no docker-compose here to ask");

        assertThat(Programs.succeeds("docker-compose", "-f", "docker-compose.yml", "config", "-q"))
                .isTrue();
    }

    @Test
    void whatItKeepsLiesInVolumesThatAreDeclared() {
        Set<String> declared = map(compose.get("volumes")).keySet();
        Set<String> named = services.keySet().stream()
                .flatMap(service -> list(service(service).get("volumes")).stream())
                .map(mount -> mount.substring(0, mount.indexOf(':')))
                .filter(source -> !source.startsWith("."))
                .collect(Collectors.toSet());

        assertThat(named).isEqualTo(declared);
        assertThat(environment("extractor"))
                .extractingByKeys("EXTRACTOR_RAW_DIR", "EXTRACTOR_OUTPUT_DIR", "EXTRACTOR_STATE")
                .allSatisfy(place -> assertThat(place.toString()).startsWith("/data/"));
        assertThat(list(service("extractor").get("volumes"))).contains("data:/data");
    }

    private static Map<String, Object> service(String name) {
        return map(services.get(name));
    }

    private static Map<String, Object> environment(String service) {
        return map(service(service).get("environment"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(Object yaml) {
        return (List<String>) yaml;
    }
}
