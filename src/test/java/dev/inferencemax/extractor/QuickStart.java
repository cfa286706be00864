package dev.inferencemax.extractor;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The class path of this JVM, made ready once so that processes start in two thirds of the time: the classes they load
 * are shared from an archive, which Java makes of jars only. Without the archive they start all the same.
 */
final class QuickStart {

    private static final List<String> ALWAYS = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xlog:disable",
            "-Xmx256m");

    private static final QuickStart OF_THIS_JVM = new QuickStart();

    private final String classPath;
    private final Path archive;

    private QuickStart() {
        try {
            Path folder = Files.createTempDirectory("extractor-classes-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            classPath = jarsOnly(folder);
            archive = folder.resolve("classes.jsa");
            record(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How {@code main} is started, up to its arguments. */
    static List<String> command() {
        return OF_THIS_JVM.command("-XX:SharedArchiveFile=");
    }

    private List<String> command(String useOfTheArchive) {
        List<String> command = new ArrayList<>(ALWAYS);
        command.add(useOfTheArchive + archive);
        command.addAll(List.of("-cp", classPath, ExtractorApplication.class.getName()));
        return command;
    }

    private static String jarsOnly(Path folder) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.isEmpty()) { // would be the whole working directory
                continue;
            }
            Path path = Path.of(entry);
            jars.add(Files.isDirectory(path) ? jar(path, folder.resolve(jars.size() + ".jar")) : entry);
        }
        return String.join(File.pathSeparator, jars);
    }

    /** Folders are entries too: Spring looks for components in them. */
    private static String jar(Path classes, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(out);
                Stream<Path> paths = Files.walk(classes)) {
            for (Path path : paths.filter(path -> !path.equals(classes)).toList()) {
                String name = classes.relativize(path).toString().replace(File.separatorChar, '/');
                jar.putNextEntry(new JarEntry(Files.isDirectory(path) ? name + "/" : name));
                if (Files.isRegularFile(path)) {
                    Files.copy(path, jar);
                }
            }
        }
        return target.toString();
    }

    /** A run of the shortest job loads nearly all there is. */
    private void record(Path folder) throws IOException {
        List<String> command = command("-XX:ArchiveClassesAtExit=");
        command.add("--spring.batch.job.name=rebuild");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.waitFor(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}
