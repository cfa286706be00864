package dev.inferencemax.extractor.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inferencemax.extractor.Programs;
import dev.inferencemax.extractor.cli.TypedCommand;
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
        assertThat(services).containsOnlyKeys("database", "extractor");
        services.values()
                .forEach(service ->
                        assertThat(OF_A_SERVICE).containsAll(map(service).keySet()));
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

    @Test
    void theExtractorMayDoNoMoreThanInACluster() {
        assertThat(service("extractor"))
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
