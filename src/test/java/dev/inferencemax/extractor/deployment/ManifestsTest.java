package dev.inferencemax.extractor.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inferencemax.extractor.cli.TypedCommand;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.scheduling.support.CronExpression;

/** What the manifests ask of a cluster is what it knows, and what they tell the program is what that understands. */
class ManifestsTest {

    private static final Manifests WRITTEN = Manifests.asWritten();

    /** A stop on purpose publishes nothing and ends within a chunk; a quarter of an hour is far more. */
    private static final Duration TO_STOP_IN_PEACE = Duration.ofMinutes(15);

    private static final Set<String> WITHOUT_NETWORK = Set.of("extractor-import", "extractor-rebuild");

    static Stream<Path> files() {
        return Stream.of("base", "jobs").flatMap(folder -> Manifests.files(Manifests.HOME.resolve(folder)).stream());
    }

    static Stream<Map.Entry<String, JobSpec>> jobs() {
        return WRITTEN.jobs().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileHoldsOnlyWhatItsKindHas(Path file) {
        assertThat(Manifests.of(Manifests.text(file)).objects())
                .singleElement()
                .satisfies(object -> assertThat(object.getMetadata().getLabels())
                        .containsEntry("app.kubernetes.io/name", "extractor"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"restartPolicy", "containerName", "timeZone", "readOnlyRootFilesystem", "secretKeyRef"})
    void aMisspeltFieldIsFoundHoweverDeepItLies(String field) {
        String nightly = Manifests.text(Manifests.HOME.resolve("base/nightly.yaml"));
        String misspelt = nightly.replace(field + ":", field + "z:");

        assertThat(misspelt).isNotEqualTo(nightly);
        assertThatThrownBy(() -> Manifests.of(misspelt))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("." + field + "z");
    }

    @Test
    void aMisspeltKindAndAWrongTypeAreFound() {
        String nightly = Manifests.text(Manifests.HOME.resolve("base/nightly.yaml"));

        assertThatThrownBy(() -> Manifests.of(nightly.replace("kind: CronJob", "kind: CronJobs")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("CronJobs");
        assertThatThrownBy(() -> Manifests.of(nightly.replace("backoffLimit: 3", "backoffLimit: three")))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void thereIsANightlyRunAndAJobEachForWhatIsDoneOnce() {
        assertThat(WRITTEN.of(CronJob.class)).hasSize(1);
        assertThat(WRITTEN.jobs())
                .containsOnlyKeys(
                        "extractor-nightly",
                        "extractor-backfill",
                        "extractor-import",
                        "extractor-recover",
                        "extractor-rebuild");
        assertThat(WRITTEN.jobs().values().stream().map(ManifestsTest::jobStarted))
                .containsExactly("backfill", "backfill", "import", "rebuild", "recover");
    }

    private static String jobStarted(JobSpec job) {
        Container container = Manifests.container(job);
        return TypedCommand.job(WRITTEN.environment(container), container.getArgs());
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void theProgramUnderstandsItsOptionsAndVariables(Map.Entry<String, JobSpec> job) {
        Container container = Manifests.container(job.getValue());

        assertThat(jobStarted(job.getValue()))
                .isEqualTo(job.getKey().replace("nightly", "backfill").substring("extractor-".length()));
        assertThat(WRITTEN.environment(container).keySet())
                .allSatisfy(variable -> assertThat(
                                TypedCommand.variables().contains(variable) || variable.equals("GITHUB_TOKEN"))
                        .as(variable)
                        .isTrue());
        assertThat(container.getCommand()).as("the image's own").isEmpty();
    }

    @Test
    void anOptionThatTheProgramDoesNotKnowIsFound() {
        assertThatThrownBy(() -> TypedCommand.job(Map.of(), List.of("--max-durations=5h")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("--max-durations");
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void itStopsByItselfWellBeforeItWouldBeStopped(Map.Entry<String, JobSpec> job) {
        Container container = Manifests.container(job.getValue());
        Duration own = DurationStyle.detectAndParse(
                TypedCommand.value("--max-duration", WRITTEN.environment(container), container.getArgs()));
        Duration given = Duration.ofSeconds(job.getValue().getActiveDeadlineSeconds());

        assertThat(own.plus(TO_STOP_IN_PEACE)).isLessThan(given);
        assertThat(Manifests.pod(job.getValue()).getTerminationGracePeriodSeconds())
                .isBetween(60L, TO_STOP_IN_PEACE.toSeconds());
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void whatTheSameCommandWouldSayAgainIsNotTriedAgainAndADisruptionIsNoFailure(Map.Entry<String, JobSpec> job) {
        List<PodFailurePolicyRule> rules = job.getValue().getPodFailurePolicy().getRules();

        assertThat(rules).extracting(PodFailurePolicyRule::getAction).containsExactly("Ignore", "FailJob");
        assertThat(rules.get(0).getOnPodConditions()).singleElement().satisfies(condition -> {
            assertThat(condition.getType()).isEqualTo("DisruptionTarget");
            assertThat(condition.getStatus()).isEqualTo("True");
        });
        assertThat(rules.get(1).getOnExitCodes()).satisfies(codes -> {
            assertThat(codes.getContainerName())
                    .isEqualTo(Manifests.container(job.getValue()).getName());
            assertThat(codes.getOperator()).isEqualTo("In");
            assertThat(codes.getValues())
                    .containsExactly(
                            TypedCommand.exitCode("USAGE"),
                            TypedCommand.exitCode("LOST"),
                            TypedCommand.exitCode("NOT_NOW"));
        });
        assertThat(job.getValue().getBackoffLimit()).isPositive();
        assertThat(Manifests.pod(job.getValue()).getRestartPolicy())
                .as("a failure policy goes with no other")
                .isEqualTo("Never");
    }

    @Test
    void theNightlyRunIsOneAtATimeAtAKnownHour() {
        CronJobSpec nightly = WRITTEN.the(CronJob.class).getSpec();
        long deadline = nightly.getJobTemplate().getSpec().getActiveDeadlineSeconds();

        assertThat(CronExpression.isValidExpression("0 " + nightly.getSchedule()))
                .isTrue();
        assertThat(ZoneId.of(nightly.getTimeZone())).isNotNull();
        assertThat(nightly.getConcurrencyPolicy()).isEqualTo("Forbid");
        assertThat(nightly.getStartingDeadlineSeconds()).isGreaterThan(200);
        assertThat(Duration.ofSeconds(nightly.getStartingDeadlineSeconds() + deadline))
                .as("started late and stopped late, before the next night")
                .isLessThan(Duration.ofDays(1));
        assertThat(nightly.getSuccessfulJobsHistoryLimit()).isPositive();
        assertThat(nightly.getFailedJobsHistoryLimit()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void itsPodKeepsToTheRestrictedProfile(Map.Entry<String, JobSpec> job) {
        PodSpec pod = Manifests.pod(job.getValue());

        keepsToTheRestrictedProfile(pod, Dockerfile.read().user());
        assertThat(pod.getVolumes())
                .extracting(volume -> volume.getEmptyDir() != null || volume.getPersistentVolumeClaim() != null)
                .containsOnly(true);
    }

    static void keepsToTheRestrictedProfile(PodSpec pod, long user) {
        PodSecurityContext all = pod.getSecurityContext();

        assertThat(all.getRunAsNonRoot()).isTrue();
        assertThat(all.getRunAsUser()).isEqualTo(user);
        assertThat(all.getFsGroup()).isEqualTo(all.getRunAsUser());
        assertThat(all.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getContainers()).singleElement().satisfies(container -> {
            SecurityContext own = container.getSecurityContext();
            assertThat(own.getAllowPrivilegeEscalation()).isFalse();
            assertThat(own.getReadOnlyRootFilesystem()).isTrue();
            assertThat(own.getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(own.getCapabilities().getAdd()).isEmpty();
            assertThat(own.getPrivileged()).isNull();
        });
        assertThat(pod.getInitContainers()).isEmpty();
        assertThat(Stream.of(pod.getHostNetwork(), pod.getHostPID(), pod.getHostIPC(), all.getRunAsGroup() == 0))
                .doesNotContain(true);
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void itWritesToItsVolumesOnlyAndAsksForWhatItNeeds(Map.Entry<String, JobSpec> job) {
        PodSpec pod = Manifests.pod(job.getValue());
        Container container = Manifests.container(job.getValue());
        Map<String, String> environment = WRITTEN.environment(container);

        assertThat(container.getVolumeMounts())
                .extracting(mount -> mount.getName() + " " + mount.getMountPath())
                .containsExactly("data /data", "tmp /tmp");
        assertThat(pod.getVolumes().get(0).getPersistentVolumeClaim().getClaimName())
                .isEqualTo(
                        WRITTEN.the(PersistentVolumeClaim.class).getMetadata().getName());
        assertThat(pod.getVolumes().get(1).getEmptyDir().getSizeLimit()).isNotNull();
        assertThat(environment)
                .extractingByKeys("EXTRACTOR_RAW_DIR", "EXTRACTOR_OUTPUT_DIR", "EXTRACTOR_STATE")
                .allSatisfy(place -> assertThat(place).startsWith("/data/"));
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(Quantity.getAmountInBytes(
                        container.getResources().getLimits().get("memory")))
                .as("half of it is the heap")
                .isGreaterThanOrEqualTo(Quantity.getAmountInBytes(new Quantity("2Gi")));
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void nobodyHandsItATokenOfTheClusterAndItsOwnComeFromSecrets(Map.Entry<String, JobSpec> job) {
        PodSpec pod = Manifests.pod(job.getValue());
        ServiceAccount account = WRITTEN.the(ServiceAccount.class);

        assertThat(account.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getServiceAccountName()).isEqualTo(account.getMetadata().getName());
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(Manifests.container(job.getValue()).getEnv())
                .extracting(EnvVar::getName)
                .isEqualTo(WITHOUT_NETWORK.contains(job.getKey()) ? List.of() : List.of("GITHUB_TOKEN"));
        assertThat(Manifests.container(job.getValue()).getEnv())
                .allSatisfy(variable ->
                        assertThat(variable.getValueFrom().getSecretKeyRef()).isNotNull());
    }

    @Test
    void noSecretIsWrittenDown() {
        assertThat(WRITTEN.of(Secret.class)).isEmpty();
        assertThat(WRITTEN.the(ConfigMap.class).getData().keySet())
                .noneMatch(name -> name.matches(".*(TOKEN|PASSWORD|SECRET|URL).*"));
    }

    @Test
    void nobodyCallsInAndItCallsOnlyNamesAndTheInternetOverTls() {
        NetworkPolicy policy = WRITTEN.the(NetworkPolicy.class);

        assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(policy.getSpec().getIngress()).isEmpty();
        assertThat(policy.getSpec().getEgress().stream().map(ManifestsTest::ports))
                .containsExactly(List.of("UDP 53", "TCP 53"), List.of("TCP 443"));
        assertThat(policy.getSpec().getEgress().get(1).getTo())
                .allSatisfy(peer -> assertThat(peer.getIpBlock().getExcept()).isNotEmpty());
        assertThat(WRITTEN.jobs().values())
                .allSatisfy(job -> assertThat(job.getTemplate().getMetadata().getLabels())
                        .containsAllEntriesOf(policy.getSpec().getPodSelector().getMatchLabels()));
    }

    private static List<String> ports(NetworkPolicyEgressRule rule) {
        return rule.getPorts().stream()
                .map(port -> port.getProtocol() + " " + port.getPort().getIntVal())
                .toList();
    }

    @Test
    void thePodsDifferInWhatTheyAreToldOnly() {
        assertThat(WRITTEN.jobs().values().stream().map(ManifestsTest::withoutOrders))
                .hasSize(5)
                .containsOnly(withoutOrders(WRITTEN.jobs().values().iterator().next()));
        assertThat(WRITTEN.objects()).allSatisfy(object -> assertThat(object).isInstanceOf(HasMetadata.class));
    }

    private static KubernetesResource withoutOrders(JobSpec job) {
        return Manifests.pod(job)
                .edit()
                .editFirstContainer()
                .withArgs()
                .withEnv()
                .endContainer()
                .build();
    }
}
