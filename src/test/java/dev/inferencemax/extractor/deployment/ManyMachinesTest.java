package dev.inferencemax.extractor.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.inferencemax.extractor.BrokerProcess;
import dev.inferencemax.extractor.cli.TypedCommand;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.artemis.autoconfigure.ArtemisProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The overlays in which many pods share a job, as {@code kubectl} renders them. */
class ManyMachinesTest {

    private static final String INSTANCE = "/var/lib/artemis-instance";

    /** What Secrets and Kubernetes itself give. */
    private static final Map<String, String> KNOWN = Map.of(
            "SPRING_DATASOURCE_URL", "jdbc:postgresql://database/extractor",
            "SPRING_ARTEMIS_USER", "somebody",
            "SPRING_ARTEMIS_PASSWORD", "a secret");

    /** Variables whose value may be read by everybody. */
    private static final Set<String> PUBLIC =
            Set.of("SPRING_ARTEMIS_BROKER_URL", "EXTRACTOR_SHARD", "EXTRA_ARGS", "SUPPRESS_CREDENTIALS");

    private static final int POOL = 6;

    /** PostgreSQL's own, less those kept for superusers. */
    private static final int CONNECTIONS = 97;

    @Test
    void withABrokerThereAreAManagerWorkersAndTheBrokerAndNothingOnAClaimButItsJournal() throws Exception {
        Manifests rendered = Manifests.rendered("scale-out");

        assertThat(rendered.objects().stream().map(HasMetadata::getKind))
                .containsExactlyInAnyOrder(
                        "ServiceAccount",
                        "ConfigMap",
                        "ConfigMap",
                        "NetworkPolicy",
                        "NetworkPolicy",
                        "Service",
                        "CronJob",
                        "Deployment",
                        "StatefulSet");
        assertThat(roles(rendered)).isEqualTo(Map.of("extractor-nightly", "manager", "extractor-worker", "worker"));
        assertThat(rendered.the(StatefulSet.class).getSpec().getVolumeClaimTemplates())
                .singleElement()
                .satisfies(claim -> assertThat(claim.getMetadata().getName()).isEqualTo("journal"));
    }

    @Test
    void withoutABrokerThereIsNothingButTheNightlyRun() throws Exception {
        assertThat(Manifests.rendered("indexed").objects().stream().map(HasMetadata::getKind))
                .containsExactlyInAnyOrder("ServiceAccount", "ConfigMap", "NetworkPolicy", "CronJob");
    }

    @ParameterizedTest
    @CsvSource({"scale-out, manager", "indexed, manager"})
    void ofTheJobsForOnceABackfillIsSharedAndTheOthersAreNot(String overlay, String role) throws Exception {
        assertThat(roles(Manifests.rendered(overlay + "/jobs")))
                .isEqualTo(
                        Map.of("extractor-backfill", role, "extractor-rebuild", "alone", "extractor-recover", "alone"));
    }

    private static Map<String, String> roles(Manifests rendered) {
        return extractors(rendered).entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, pod -> {
            Container container = container(pod.getValue());
            Map<String, String> known = new HashMap<>(KNOWN);
            known.put("JOB_COMPLETION_INDEX", "0");
            return TypedCommand.role(rendered.environment(container, known), container.getArgs());
        }));
    }

    /** Of the pods those with our image. */
    private static Map<String, PodTemplateSpec> extractors(Manifests rendered) {
        return rendered.pods().entrySet().stream()
                .filter(pod -> !pod.getKey().equals("extractor-broker"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Container container(PodTemplateSpec pod) {
        return pod.getSpec().getContainers().get(0);
    }

    @ParameterizedTest
    @CsvSource({"indexed, extractor-nightly", "indexed/jobs, extractor-backfill"})
    void aShardIsWhatItsIndexSaysAndTheFirstLeads(String overlay, String name) throws Exception {
        Manifests rendered = Manifests.rendered(overlay);
        JobSpec job = rendered.jobs().get(name);
        Container container = Manifests.container(job);
        Function<Integer, Map<String, String>> environment = index -> {
            Map<String, String> known = new HashMap<>(KNOWN);
            known.put("JOB_COMPLETION_INDEX", index.toString());
            return rendered.environment(container, known);
        };

        assertThat(job.getCompletionMode()).isEqualTo("Indexed");
        assertThat(job.getParallelism()).as("each does a share").isEqualTo(job.getCompletions());
        assertThat(job.getCompletions() * (POOL + 1)).isLessThan(CONNECTIONS);
        assertThat(IntStream.range(0, job.getCompletions()).boxed()).allSatisfy(index -> {
            assertThat(environment.apply(index)).containsEntry("EXTRACTOR_SHARD", index + "/" + job.getCompletions());
            assertThat(TypedCommand.role(environment.apply(index), container.getArgs()))
                    .isEqualTo(index == 0 ? "manager" : "worker");
        });
        assertThat(container.getEnv())
                .filteredOn(variable -> variable.getName().equals("JOB_COMPLETION_INDEX"))
                .singleElement()
                .satisfies(variable -> assertThat(
                                variable.getValueFrom().getFieldRef().getFieldPath())
                        .isEqualTo("metadata.annotations['batch.kubernetes.io/job-completion-index']"));
    }

    @Test
    void aVariableThatIsUsedBeforeItIsStatedIsNotExpanded() {
        Manifests nothing = Manifests.of("""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: nothing
                """);
        EnvVar shard = new EnvVar("EXTRACTOR_SHARD", "$(JOB_COMPLETION_INDEX)/8", null);
        EnvVar index = new EnvVar("JOB_COMPLETION_INDEX", null, null);
        Container wrong = new Container();
        wrong.setEnv(List.of(shard, index));

        Map<String, String> environment =
                nothing.environment(wrong, Map.of("JOB_COMPLETION_INDEX", "0", "SPRING_DATASOURCE_URL", "?"));

        assertThat(environment).containsEntry("EXTRACTOR_SHARD", "$(JOB_COMPLETION_INDEX)/8");
        assertThatThrownBy(() -> TypedCommand.role(environment, List.of())).hasMessageContaining("INDEX/COUNT");
    }

    @ParameterizedTest
    @CsvSource({"indexed, extractor-nightly", "indexed/jobs, extractor-backfill"})
    void eachShardIsTriedAgainByItselfAndNoneForWhatTheSameCommandWouldSayAgain(String overlay, String name)
            throws Exception {
        JobSpec job = Manifests.rendered(overlay).jobs().get(name);
        List<PodFailurePolicyRule> rules = job.getPodFailurePolicy().getRules();

        assertThat(job.getBackoffLimitPerIndex()).isPositive();
        assertThat(job.getBackoffLimit()).as("one limit for all").isNull();
        assertThat(rules).extracting(PodFailurePolicyRule::getAction).containsExactly("Ignore", "FailIndex");
        assertThat(rules.get(0).getOnPodConditions())
                .singleElement()
                .satisfies(condition -> assertThat(condition.getType()).isEqualTo("DisruptionTarget"));
        assertThat(rules.get(1).getOnExitCodes().getValues())
                .containsExactly(
                        TypedCommand.exitCode("USAGE"),
                        TypedCommand.exitCode("LOST"),
                        TypedCommand.exitCode("NOT_NOW"));
        assertThat(Manifests.pod(job).getRestartPolicy()).isEqualTo("Never");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scale-out", "scale-out/jobs", "indexed", "indexed/jobs"})
    void everyPodKeepsToTheRestrictedProfileAndWritesToItsVolumesOnly(String overlay) throws Exception {
        assertThat(extractors(Manifests.rendered(overlay)).values())
                .isNotEmpty()
                .allSatisfy(template -> {
                    PodSpec pod = template.getSpec();
                    ManifestsTest.keepsToTheRestrictedProfile(
                            pod, Dockerfile.read().user());
                    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
                    assertThat(pod.getServiceAccountName()).isEqualTo("extractor");
                    assertThat(pod.getEnableServiceLinks()).isFalse();
                    assertThat(pod.getTerminationGracePeriodSeconds()).isBetween(60L, 900L);
                    assertThat(mounts(pod)).isEqualTo(Map.of("/data", "data", "/tmp", "tmp"));
                    assertThat(pod.getVolumes()).extracting(Volume::getName).containsExactlyInAnyOrder("data", "tmp");
                    assertThat(pod.getVolumes()).allSatisfy(volume -> {
                        assertThat(volume.getPersistentVolumeClaim()).isNull();
                        assertThat(volume.getEmptyDir().getSizeLimit()).isNotNull();
                    });
                });
    }

    private static Map<String, String> mounts(PodSpec pod) {
        return pod.getContainers().get(0).getVolumeMounts().stream()
                .collect(Collectors.toMap(VolumeMount::getMountPath, VolumeMount::getName));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scale-out", "scale-out/jobs", "indexed", "indexed/jobs"})
    void archiveAndDatasetAreInABucketAndSecretsAreNamedOnly(String overlay) throws Exception {
        Manifests rendered = Manifests.rendered(overlay);

        assertThat(rendered.of(Secret.class)).isEmpty();
        assertThat(rendered.of(PersistentVolumeClaim.class)).isEmpty();
        assertThat(rendered.of(ConfigMap.class))
                .allSatisfy(map -> assertThat(map.getData().keySet())
                        .noneMatch(name -> name.matches(".*(TOKEN|PASSWORD|SECRET|URL|KEY).*")));
        if (!overlay.endsWith("jobs")) {
            assertThat(settings(rendered))
                    .extractingByKeys("EXTRACTOR_RAW_DIR", "EXTRACTOR_OUTPUT_DIR")
                    .allSatisfy(place -> assertThat(place).startsWith("s3://"));
        }
        assertThat(rendered.pods().values())
                .flatExtracting(pod -> container(pod).getEnv())
                .allSatisfy(variable -> assertThat(
                                isPublic(variable) || variable.getValueFrom().getSecretKeyRef() != null)
                        .as(variable.getName())
                        .isTrue());
        assertThat(extractors(rendered).values())
                .allSatisfy(pod -> assertThat(container(pod).getEnv())
                        .filteredOn(variable -> variable.getName().startsWith("AWS_"))
                        .extracting(
                                EnvVar::getName,
                                variable -> variable.getValueFrom()
                                        .getSecretKeyRef()
                                        .getName(),
                                variable -> variable.getValueFrom()
                                        .getSecretKeyRef()
                                        .getOptional())
                        .containsExactly(
                                tuple("AWS_ACCESS_KEY_ID", "extractor-objectstore", true),
                                tuple("AWS_SECRET_ACCESS_KEY", "extractor-objectstore", true)));
    }

    @Test
    void aBucketThatNobodyNamedIsRefusedBeforeAnyWork() {
        assertThat(Manifests.text(Manifests.HOME.resolve("components/bucket/settings.yaml")))
                .contains("EXTRACTOR_RAW_DIR: " + Manifests.NO_BUCKET);
        assertThatThrownBy(() -> TypedCommand.job(Map.of("EXTRACTOR_RAW_DIR", Manifests.NO_BUCKET + "raw"), List.of()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Usage");
    }

    private static boolean isPublic(EnvVar variable) {
        return variable.getValue() != null
                ? PUBLIC.contains(variable.getName())
                : variable.getValueFrom().getFieldRef() != null;
    }

    private static Map<String, String> settings(Manifests rendered) {
        return rendered.of(ConfigMap.class).stream()
                .filter(map -> map.getMetadata().getName().equals("extractor"))
                .findFirst()
                .orElseThrow()
                .getData();
    }

    @Test
    void theWorkersAreToldWhatTheManagerIsTold() throws Exception {
        Manifests rendered = Manifests.rendered("scale-out");
        Map<String, PodTemplateSpec> pods = rendered.pods();

        assertThat(pods.get("extractor-worker"))
                .satisfies(worker -> assertThat(container(worker).getEnv())
                        .containsExactlyInAnyOrderElementsOf(
                                container(pods.get("extractor-nightly")).getEnv()));
        assertThat(container(pods.get("extractor-worker")).getEnvFrom())
                .isEqualTo(container(pods.get("extractor-nightly")).getEnvFrom());
        assertThat(container(pods.get("extractor-worker")).getImage())
                .isEqualTo(container(pods.get("extractor-nightly")).getImage());
    }

    @Test
    void theWorkersHaveTheHeapTheyNeedAndNeverMoreConnectionsThanThereAre() throws Exception {
        Deployment workers = Manifests.rendered("scale-out").the(Deployment.class);
        Container container = container(workers.getSpec().getTemplate());

        assertThat(Quantity.getAmountInBytes(
                        container.getResources().getLimits().get("memory")))
                .as("half of it is the heap, of 384 MB")
                .isGreaterThanOrEqualTo(Quantity.getAmountInBytes(new Quantity("768Mi")));
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat((workers.getSpec().getReplicas() + 1) * (POOL + 1)).isLessThan(CONNECTIONS);
        assertThat(workers.getSpec().getStrategy().getRollingUpdate().getMaxSurge())
                .isEqualTo(new IntOrString(0));
        assertThat(workers.getSpec().getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(workers.getSpec().getSelector().getMatchLabels());
    }

    @Test
    void theBrokerHasTheSettingsThatTheTestsHave() throws Exception {
        Manifests rendered = Manifests.rendered("scale-out");
        PodSpec broker = rendered.the(StatefulSet.class).getSpec().getTemplate().getSpec();
        String named = broker.getVolumes().stream()
                .filter(volume -> volume.getConfigMap() != null)
                .map(volume -> volume.getConfigMap().getName())
                .findFirst()
                .orElseThrow();

        assertThat(rendered.of(ConfigMap.class))
                .filteredOn(map -> map.getMetadata().getName().equals(named))
                .singleElement()
                .satisfies(map -> assertThat(map.getData())
                        .isEqualTo(Map.of("broker.xml", Files.readString(BrokerProcess.settings()))));
        assertThat(named).as("another name, another pod").matches("extractor-broker-\\w+");
    }

    @Test
    void theBrokerWritesItsJournalToItsClaimAndMayDoNoMoreThanTheOthers() throws Exception {
        StatefulSet set = Manifests.rendered("scale-out").the(StatefulSet.class);
        PodSpec broker = set.getSpec().getTemplate().getSpec();

        ManifestsTest.keepsToTheRestrictedProfile(broker, 1001);
        assertThat(broker.getAutomountServiceAccountToken()).isFalse();
        assertThat(mounts(broker))
                .isEqualTo(Map.of(
                        INSTANCE,
                        "instance",
                        INSTANCE + "/data",
                        "journal",
                        INSTANCE + "/etc-override",
                        "settings",
                        "/tmp",
                        "tmp"));
        assertThat(inSettings("<[\\w-]+-directory>([^<]*)<")).hasSize(4).allMatch(place -> place.startsWith("data/"));
        assertThat(inSettings("(?:type=\"\\w+\" roles=\")([^\"]*)\"").distinct())
                .as("the role that the image gives its user")
                .containsExactly("amq");
        assertThat(container(set.getSpec().getTemplate()).getEnv())
                .as("its image says who may come in, unless told not to")
                .contains(new EnvVar("SUPPRESS_CREDENTIALS", "true", null));
        assertThat(container(set.getSpec().getTemplate()).getImage())
                .matches("apache/artemis:\\d+\\.\\d+\\.\\d+-alpine(@sha256:[0-9a-f]{64})?");
        assertThat(set.getSpec().getReplicas()).isEqualTo(1);
        assertThat(set.getSpec().getServiceName()).isEqualTo("extractor-broker");
    }

    private static Stream<String> inSettings(String pattern) throws Exception {
        return Pattern.compile(pattern)
                .matcher(Files.readString(BrokerProcess.settings()))
                .results()
                .map((MatchResult found) -> found.group(1));
    }

    @Test
    void everybodyMeansTheSamePortOfTheBroker() throws Exception {
        Manifests rendered = Manifests.rendered("scale-out");
        Service service = rendered.the(Service.class);
        PodTemplateSpec broker = rendered.the(StatefulSet.class).getSpec().getTemplate();
        int port = Integer.parseInt(
                inSettings("extractor\\.broker\\.port:(\\d+)").findFirst().orElseThrow());

        assertThat(container(broker).getPorts()).singleElement().satisfies(own -> {
            assertThat(own.getContainerPort()).isEqualTo(port);
            assertThat(service.getSpec().getPorts()).singleElement().satisfies(of -> {
                assertThat(of.getPort()).isEqualTo(port);
                assertThat(of.getTargetPort()).isEqualTo(new IntOrString(own.getName()));
            });
            assertThat(Stream.of(
                            container(broker).getReadinessProbe(),
                            container(broker).getLivenessProbe(),
                            container(broker).getStartupProbe()))
                    .allSatisfy(probe ->
                            assertThat(probe.getTcpSocket().getPort()).isEqualTo(new IntOrString(own.getName())));
        });
        assertThat(broker.getMetadata().getLabels())
                .containsAllEntriesOf(service.getSpec().getSelector());
        assertThat(extractors(rendered).values()).allSatisfy(pod -> {
            ArtemisProperties seen = seen(rendered.environment(container(pod), KNOWN));
            assertThat(seen.getBrokerUrl())
                    .isEqualTo("tcp://" + service.getMetadata().getName() + ":" + port);
            assertThat(seen.getUser()).isEqualTo("somebody");
            assertThat(seen.getPassword()).isEqualTo("a secret");
        });
        assertThat(Stream.concat(
                                container(broker).getEnv().stream(),
                                container(rendered.pods().get("extractor-worker")).getEnv().stream())
                        .filter(variable -> variable.getName().contains("ARTEMIS_"))
                        .filter(variable -> variable.getValueFrom() != null)
                        .map(variable -> variable.getValueFrom().getSecretKeyRef())
                        .map(secret -> secret.getName() + " " + secret.getKey()))
                .as("one secret, read by both")
                .containsExactly(
                        "extractor-broker username",
                        "extractor-broker password",
                        "extractor-broker username",
                        "extractor-broker password");
    }

    private static ArtemisProperties seen(Map<String, String> variables) {
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        return new Binder(ConfigurationPropertySources.from(
                        new SystemEnvironmentPropertySource(name, Map.copyOf(variables))))
                .bind("spring.artemis", ArtemisProperties.class)
                .get();
    }

    @Test
    void theBrokerIsReachedByThePodsOfTheJobOnlyAndReachesNobody() throws Exception {
        Manifests rendered = Manifests.rendered("scale-out");
        NetworkPolicy ours = policy(rendered, "extractor");
        NetworkPolicy brokers = policy(rendered, "extractor-broker");
        NetworkPolicyEgressRule out = ours.getSpec().getEgress().get(3);

        assertThat(ours.getSpec().getIngress()).isEmpty();
        assertThat(ours.getSpec().getEgress().stream()
                        .flatMap(rule -> rule.getPorts().stream())
                        .map(ManyMachinesTest::number))
                .containsExactly(53, 53, 443, 5432, 61616);
        assertThat(out.getTo()).singleElement().satisfies(to -> {
            assertThat(to.getPodSelector()).isEqualTo(brokers.getSpec().getPodSelector());
            assertThat(to.getNamespaceSelector()).isNull();
        });
        assertThat(brokers.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(brokers.getSpec().getEgress()).isEmpty();
        assertThat(brokers.getSpec().getIngress()).singleElement().satisfies(in -> {
            assertThat(in.getPorts()).extracting(ManyMachinesTest::number).containsExactly(61616);
            assertThat(in.getFrom()).singleElement().satisfies(from -> {
                assertThat(from.getPodSelector()).isEqualTo(ours.getSpec().getPodSelector());
                assertThat(from.getNamespaceSelector()).isNull();
            });
        });
        rendered.pods()
                .forEach((name, pod) -> assertThat(pod.getMetadata().getLabels())
                        .as(name)
                        .containsAllEntriesOf((name.equals("extractor-broker") ? brokers : ours)
                                .getSpec()
                                .getPodSelector()
                                .getMatchLabels()));
    }

    private static NetworkPolicy policy(Manifests rendered, String name) {
        return rendered.of(NetworkPolicy.class).stream()
                .filter(policy -> policy.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int number(NetworkPolicyPort port) {
        return port.getPort().getIntVal();
    }

    @Test
    void withoutABrokerNoneIsReached() throws Exception {
        assertThat(Manifests.rendered("indexed").the(NetworkPolicy.class).getSpec().getEgress().stream()
                        .flatMap(rule -> rule.getPorts().stream())
                        .map(ManyMachinesTest::number))
                .containsExactly(53, 53, 443, 5432);
    }

    @Test
    void theAutoscalerTakesTheNumberOfWorkersInItsHands(@TempDir Path directory) throws Exception {
        Path home = directory.toRealPath().relativize(Manifests.HOME.toRealPath());
        Files.writeString(directory.resolve("kustomization.yaml"), """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources:
                  - %1$s/overlays/scale-out
                components:
                  - %1$s/components/autoscaler
                """.formatted(home));

        Manifests rendered = Manifests.rendered(directory);
        HorizontalPodAutoscaler autoscaler = rendered.the(HorizontalPodAutoscaler.class);
        Deployment workers = rendered.the(Deployment.class);

        assertThat(workers.getSpec().getReplicas()).isNull();
        assertThat(autoscaler.getSpec().getScaleTargetRef()).satisfies(target -> {
            assertThat(target.getApiVersion()).isEqualTo(workers.getApiVersion());
            assertThat(target.getKind()).isEqualTo(workers.getKind());
            assertThat(target.getName()).isEqualTo(workers.getMetadata().getName());
        });
        assertThat(autoscaler.getSpec().getMetrics())
                .singleElement()
                .satisfies(metric -> assertThat(metric.getType()).isEqualTo("External"));
        assertThat((autoscaler.getSpec().getMaxReplicas() + 1) * (POOL + 1)).isLessThan(CONNECTIONS);
    }
}
