package dev.inferencemax.extractor.dataset;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.springframework.util.DigestUtils;

/** Which program this is, to the byte: two of one version may write different files, while it is being worked on. */
final class Build {

    private Build() {}

    /** The same only for the same program, on the same Java. */
    static String mark() {
        try {
            return digest(program()) + " Java " + Runtime.version();
        } catch (IOException | URISyntaxException e) {
            return UUID.randomUUID().toString(); // what cannot be told is taken for another one
        }
    }

    /** The jar with all that is in it, or the folder of the classes. */
    private static File program() throws IOException, URISyntaxException {
        URL location = Build.class.getProtectionDomain().getCodeSource().getLocation();
        if (location.openConnection() instanceof JarURLConnection inJar) {
            return new File(inJar.getJarFile().getName().split("!/", 2)[0]);
        }
        return new File(location.toURI());
    }

    private static String digest(File program) throws IOException {
        List<String> parts = program.isDirectory() ? files(program.toPath()) : entries(program);
        return DigestUtils.md5DigestAsHex(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    /** A jar keeps a checksum of each of its entries, the jars it is made of among them. */
    private static List<String> entries(File jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar)) {
            return zip.stream()
                    .map(entry -> entry.getName() + " " + entry.getCrc())
                    .sorted()
                    .toList();
        }
    }

    private static List<String> files(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> classes.relativize(file) + " " + file.toFile().length() + " "
                            + file.toFile().lastModified())
                    .toList();
        }
    }
}
