package dev.inferencemax.extractor.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the repositories a user names. One behind an address is mirrored beside the state first; the next time only what
 * is new is fetched.
 */
final class GitMirrors {

    private static final Logger log = LoggerFactory.getLogger(GitMirrors.class);

    private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9+.-]*://.*", Pattern.DOTALL);
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/\\s@]+@");

    /** A file of more bytes is streamed rather than held in memory. */
    private static final int STREAMED = 1 << 20;

    private static final int TIMEOUT_SECONDS = 60;

    private final Path folder;

    GitMirrors(Path folder) {
        this.folder = folder;
    }

    GitHistory open(List<String> locations) {
        WindowCacheConfig memory = new WindowCacheConfig();
        memory.setStreamFileThreshold(STREAMED);
        memory.install();
        FS.FileStoreAttributes.setBackground(true); // nobody waits until the clock of the disk has been measured
        SystemReader.setInstance(new NobodysSettings(SystemReader.getInstance()));
        List<GitRepository> opened = new ArrayList<>();
        try {
            for (String location : locations) {
                String shown = USER_INFO.matcher(location).replaceAll("***@");
                opened.add(GitRepository.open(
                        shown, ADDRESS.matcher(location).matches() ? mirror(location, shown) : Path.of(location)));
            }
        } catch (RuntimeException e) {
            opened.forEach(GitRepository::close);
            throw e;
        }
        return new GitHistory(opened);
    }

    /** Where the repository's mirror lies, up to date. */
    private Path mirror(String address, String shown) {
        Path mirror = folder.resolve(UUID.nameUUIDFromBytes(address.getBytes(StandardCharsets.UTF_8)) + ".git");
        try {
            if (Files.isDirectory(mirror)) {
                fetch(mirror, shown);
            } else {
                log.info("Cloning {}", shown);
                clone(address, mirror);
            }
            return mirror;
        } catch (GitAPIException | JGitInternalException e) {
            throw new SourceUnusable(
                    "--git-history=%s: %s. Check the address and the network, or clone it yourself and give the folder."
                            .formatted(shown, masked(e)));
        } catch (IOException e) {
            throw new SourceUnusable("--git-history=%s: cannot be mirrored in %s: %s"
                    .formatted(shown, folder, String.valueOf(e.getMessage())));
        }
    }

    /** What was mirrored before is there whether or not the address answers today. */
    private static void fetch(Path mirror, String shown) throws IOException {
        log.info("Fetching what is new in {}", shown);
        try (Git git = Git.open(mirror.toFile())) {
            git.fetch().setTimeout(TIMEOUT_SECONDS).call();
        } catch (GitAPIException | JGitInternalException e) {
            log.warn("{} cannot be fetched now, what was fetched before is read: {}", shown, masked(e));
        }
    }

    private static String masked(Exception e) {
        return USER_INFO.matcher(String.valueOf(e.getMessage())).replaceAll("***@");
    }

    /** Aside, then renamed: a clone that was cut off is never taken for a whole one. */
    private void clone(String address, Path mirror) throws GitAPIException, IOException {
        Path aside = folder.resolve("part");
        deleteTree(aside);
        Files.createDirectories(folder);
        Git.cloneRepository()
                .setURI(address)
                .setDirectory(aside.toFile())
                .setMirror(true)
                .setTimeout(TIMEOUT_SECONDS)
                .call()
                .close();
        Files.move(aside, mirror, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void deleteTree(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> paths = Files.walk(tree)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Neither reads nor writes the settings of whoever runs this: the same command does the same for everybody. */
    private static final class NobodysSettings extends SystemReader.Delegate {

        NobodysSettings(SystemReader machine) {
            super(machine);
        }

        @Override
        public FileBasedConfig openUserConfig(Config parent, FS files) {
            return new NoSettings(parent, files);
        }

        @Override
        public FileBasedConfig openSystemConfig(Config parent, FS files) {
            return new NoSettings(parent, files);
        }

        @Override
        public FileBasedConfig openJGitConfig(Config parent, FS files) {
            return new NoSettings(parent, files);
        }
    }

    private static final class NoSettings extends FileBasedConfig {

        NoSettings(@Nullable Config parent, FS files) {
            super(parent, null, files);
        }

        @Override
        public void load() {
            // there is nothing to load
        }

        @Override
        public void save() {
            // what the library measures of the disk is forgotten
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
