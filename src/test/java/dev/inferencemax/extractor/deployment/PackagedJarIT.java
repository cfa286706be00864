package dev.inferencemax.extractor.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the jar says of itself: what is in it, of which versions, under which licences. */
class PackagedJarIT {

    private static final Path JAR = Path.of("target/extractor.jar");

    /** The class loader of the jar itself comes with the build and is no dependency. */
    private static final String BOOTS_OWN = "spring-boot-jarmode-tools-";

    @Test
    void itsBillOfMaterialsNamesEveryLibraryInIt() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            JsonNode bill = JsonMapper.shared().readTree(text(jar, "META-INF/sbom/application.cdx.json"));

            assertThat(bill.path("bomFormat").asString()).isEqualTo("CycloneDX");
            assertThat(bill.at("/metadata/component/name").asString()).isEqualTo("extractor");
            assertThat(bill.path("components")
                            .valueStream()
                            .map(component -> component.path("name").asString() + "-"
                                    + component.path("version").asString() + ".jar"))
                    .containsAll(libraries(jar));
        }
    }

    @Test
    void theLicenceOfEveryLibraryInItIsListed() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> licences =
                    text(jar, "META-INF/THIRD-PARTY.txt").lines().toList();

            assertThat(libraries(jar))
                    .isNotEmpty()
                    .allSatisfy(library -> assertThat(licences)
                            .anyMatch(line -> line.strip().startsWith("(")
                                    && library.equals(
                                            line.replaceFirst(".*\\([^:(]+:([^:]+):([^: ]+) - .*", "$1-$2.jar"))));
            assertThat(licences).noneMatch(line -> line.contains("Unknown license"));
        }
    }

    private static List<String> libraries(JarFile jar) {
        return jar.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
                .map(name -> name.substring("BOOT-INF/lib/".length()))
                .filter(name -> !name.startsWith(BOOTS_OWN))
                .toList();
    }

    private static String text(JarFile jar, String entry) throws IOException {
        String found = jar.getEntry("BOOT-INF/classes/" + entry) == null ? entry : "BOOT-INF/classes/" + entry;
        assertThat(jar.getEntry(found)).as(entry).isNotNull();
        try (InputStream in = jar.getInputStream(jar.getEntry(found))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
