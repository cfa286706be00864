package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.archive.Limits;
import dev.inferencemax.extractor.archive.LooseFile;
import dev.inferencemax.extractor.archive.UnusableZip;
import dev.inferencemax.extractor.archive.ZipReader;
import dev.inferencemax.extractor.archive.ZipReader.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A whole run in one zip: what would lie in the run's folder lies in it, perhaps below one folder more. Only headers are
 * read here. An artifact in it that is unsafe spoils itself alone.
 */
final class RunZip {

    /** Each file is opened by itself, which reads all headers anew: many thousand would take hours. */
    private static final Limits LIMITS = ordinary(20_000);

    private final Path zip;
    private final List<Entry> entries;
    private final String top;

    private RunZip(Path zip, List<Entry> entries) {
        this.zip = zip;
        this.entries = entries;
        this.top = commonFolder(entries).filter(this::holdsArtifacts).orElse("");
    }

    private static Limits ordinary(int entries) {
        Limits ordinary = Limits.ordinary();
        return new Limits(
                entries, ordinary.bytesPerEntry(), ordinary.bytesInAll(), ordinary.ratio(), ordinary.nameBytes());
    }

    /**
     * Reads the headers.
     *
     * @throws UnusableZip if the zip as a whole cannot or should not be read
     */
    static RunZip open(Path zip) throws UnusableZip, IOException {
        return new RunZip(zip, ZipReader.entries(zip, LIMITS));
    }

    /** The folder that all lies in, with its slash. */
    private static Optional<String> commonFolder(List<Entry> entries) {
        List<String> tops = entries.stream()
                .map(entry -> entry.name().substring(0, entry.name().indexOf('/') + 1))
                .distinct()
                .limit(2)
                .toList();
        return tops.size() == 1 && !tops.get(0).isEmpty() ? Optional.of(tops.get(0)) : Optional.empty();
    }

    /** Whether a folder is more than an artifact's own: a JSON file right in it is what the artifact consists of. */
    private boolean holdsArtifacts(String folder) {
        return entries.stream()
                .map(entry -> entry.name().substring(folder.length()))
                .allMatch(name -> name.contains("/") || RunName.isZip(name) || RunContents.isDescription(name));
    }

    /** Whether it is rather a run's than an artifact's, whose files lie right in the zip. */
    boolean isOfManyArtifacts() {
        List<String> names = entries.stream().map(this::inRun).toList();
        return names.stream().anyMatch(name -> name.contains("/") ? RunContents.isJson(name) : RunName.isZip(name))
                && names.stream()
                        .noneMatch(name ->
                                !name.contains("/") && RunContents.isJson(name) && !RunContents.isDescription(name));
    }

    private String inRun(Entry entry) {
        return entry.name().substring(top.length());
    }

    RunContents contents() {
        RunContents contents = new RunContents();
        Map<String, List<Entry>> unpacked = new TreeMap<>();
        for (Entry entry : entries) {
            String name = inRun(entry);
            String where = zip + "!/" + entry.name();
            int slash = name.indexOf('/');
            if (slash >= 0) {
                unpacked.computeIfAbsent(name.substring(0, slash), folder -> new ArrayList<>())
                        .add(entry);
            } else if (RunContents.isDescription(name)) {
                contents.description(name, file(name, entry));
            } else if (RunName.isZip(name)) {
                contents.zip(name, new FoundRun.NestedZip(file(name, entry)), where);
            } else if (RunContents.isJson(name)) {
                contents.bare(name, file(name, entry), where);
            }
        }
        unpacked.forEach((folder, files) ->
                contents.unpacked(folder, new FoundRun.Files(files(folder, files)), zip + "!/" + top + folder));
        return contents;
    }

    /** The JSON files of an unpacked artifact, or the one thing that makes all of it unusable. */
    private List<LooseFile> files(String folder, List<Entry> all) {
        List<Entry> json =
                all.stream().filter(entry -> RunContents.isJson(entry.name())).toList();
        long bytes = json.stream().mapToLong(Entry::size).sum();
        UnusableZip tooMuch = bytes > LIMITS.bytesInAll()
                ? UnusableZip.unsafe("unpacks to %d bytes, %d are accepted".formatted(bytes, LIMITS.bytesInAll()))
                : null;
        return Stream.concat(all.stream().map(Entry::fault), Stream.ofNullable(tooMuch))
                .filter(fault -> fault != null)
                .findFirst()
                .map(fault -> List.of(broken(folder, fault)))
                .orElseGet(() -> json.stream()
                        .map(entry -> file(inRun(entry).substring(folder.length() + 1), entry))
                        .toList());
    }

    private LooseFile file(String name, Entry entry) {
        @Nullable UnusableZip fault = entry.fault();
        return fault == null
                ? new LooseFile(name, () -> ZipReader.open(zip, LIMITS, entry.name()))
                : broken(name, fault);
    }

    private static LooseFile broken(String name, UnusableZip fault) {
        return new LooseFile(name, () -> {
            throw new IOException(fault.getMessage(), fault);
        });
    }
}
