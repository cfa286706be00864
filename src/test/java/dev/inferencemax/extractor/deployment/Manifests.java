package dev.inferencemax.extractor.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inferencemax.extractor.Programs;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Objects of Kubernetes as files hold them, and what they start. */
final class Manifests {

    static final Path HOME = Path.of("src/main/kubernetes");

    /** Stands where everybody has to name his own. */
    static final String NO_BUCKET = "s3://BUCKET/";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\((\\w+)\\)");

    /** They are not changed: once is enough. */
    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    private final List<HasMetadata> objects;

    private Manifests(List<HasMetadata> objects) {
        this.objects = List.copyOf(objects);
    }

    /** Those in a text, strictly. */
    static Manifests of(String yaml) {
        Object read = new KubernetesSerialization().unmarshal(new ByteArrayInputStream(yaml.getBytes(UTF_8)));
        List<HasMetadata> objects = new ArrayList<>();
        for (Object object : read instanceof List<?> several ? several : List.of(read)) {
            UnknownFields.refuse((KubernetesResource) object);
            objects.add((HasMetadata) object);
        }
        return new Manifests(objects);
    }

    /** What a cluster would get of the base and the jobs: with no overlay, whose patches are rendered elsewhere. */
    static Manifests asWritten() {
        return of(Stream.of("base", "jobs")
                .flatMap(folder -> files(HOME.resolve(folder)).stream())
                .map(Manifests::text)
                .reduce("", (before, next) -> before + "\n---\n" + next));
    }

    /** Every manifest in a folder, but for what only Kustomize reads. */
    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("kustomization.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<HasMetadata> objects() {
        return objects;
    }

    <T extends HasMetadata> List<T> of(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The only one of its kind. */
    <T extends HasMetadata> T the(Class<T> kind) {
        List<T> all = of(kind);
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " of " + kind.getSimpleName());
        }
        return all.get(0);
    }

    /** What is run, by name: each night, or once. */
    Map<String, JobSpec> jobs() {
        Map<String, JobSpec> jobs = new LinkedHashMap<>();
        of(CronJob.class)
                .forEach(job -> jobs.put(
                        job.getMetadata().getName(),
                        job.getSpec().getJobTemplate().getSpec()));
        of(Job.class).forEach(job -> jobs.put(job.getMetadata().getName(), job.getSpec()));
        return jobs;
    }

    static PodSpec pod(JobSpec job) {
        return job.getTemplate().getSpec();
    }

    /** All pods, by what starts them. */
    Map<String, PodTemplateSpec> pods() {
        Map<String, PodTemplateSpec> pods = new LinkedHashMap<>();
        jobs().forEach((name, job) -> pods.put(name, job.getTemplate()));
        of(Deployment.class)
                .forEach(all ->
                        pods.put(all.getMetadata().getName(), all.getSpec().getTemplate()));
        of(StatefulSet.class)
                .forEach(all ->
                        pods.put(all.getMetadata().getName(), all.getSpec().getTemplate()));
        return pods;
    }

    static Container container(JobSpec job) {
        return pod(job).getContainers().get(0);
    }

    /** The variables a container finds; those of Secrets with a value nobody knows. */
    Map<String, String> environment(Container container) {
        return environment(container, Map.of());
    }

    /**
     * The variables a container finds.
     *
     * @param known what those have that are not written down; else nobody knows it
     */
    Map<String, String> environment(Container container, Map<String, String> known) {
        Map<String, String> environment = new LinkedHashMap<>();
        container.getEnvFrom().forEach(from -> {
            String name = from.getConfigMapRef().getName();
            of(ConfigMap.class).stream()
                    .filter(map -> map.getMetadata().getName().equals(name))
                    .forEach(map -> environment.putAll(map.getData()));
        });
        Map<String, String> stated = new LinkedHashMap<>();
        container.getEnv().forEach(variable -> {
            String value = variable.getValue();
            stated.put(
                    variable.getName(),
                    value == null ? known.getOrDefault(variable.getName(), "?") : expanded(value, stated));
        });
        environment.putAll(stated);
        return environment;
    }

    /** As Kubernetes does: {@code $(NAME)} is what was stated before, and else remains. */
    private static String expanded(String value, Map<String, String> before) {
        return VARIABLE.matcher(value)
                .replaceAll(name -> Matcher.quoteReplacement(before.getOrDefault(name.group(1), name.group())));
    }

    /** What {@code kubectl} makes of an overlay in which a bucket is named. */
    static Manifests rendered(String overlay) throws IOException, InterruptedException {
        Manifests before = RENDERED.get(overlay);
        if (before != null) {
            return before;
        }
        Manifests rendered = rendered(HOME.resolve("overlays").resolve(overlay));
        RENDERED.put(overlay, rendered);
        return rendered;
    }

    static Manifests rendered(Path folder) throws IOException, InterruptedException {
        assumeTrue(Programs.succeeds("kubectl", "version", "--client"), "no kubectl here to render overlays with");
        Process kubectl = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream said = kubectl.getInputStream()) {
            Manifests rendered =
                    Manifests.of(new String(said.readAllBytes(), UTF_8).replace(NO_BUCKET, "s3://bucket/"));
            assertThat(kubectl.waitFor()).isZero();
            return rendered;
        }
    }
}
