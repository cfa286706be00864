package dev.inferencemax.extractor.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Objects of Kubernetes as files hold them, and what they start. */
final class Manifests {

    static final Path HOME = Path.of("src/main/kubernetes");

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

    static Container container(JobSpec job) {
        return pod(job).getContainers().get(0);
    }

    /** The variables a container finds; those of Secrets with a value nobody knows. */
    Map<String, String> environment(Container container) {
        Map<String, String> environment = new LinkedHashMap<>();
        container.getEnvFrom().forEach(from -> {
            String name = from.getConfigMapRef().getName();
            of(ConfigMap.class).stream()
                    .filter(map -> map.getMetadata().getName().equals(name))
                    .forEach(map -> environment.putAll(map.getData()));
        });
        container
                .getEnv()
                .forEach(variable ->
                        environment.put(variable.getName(), variable.getValue() == null ? "?" : variable.getValue()));
        return environment;
    }
}
