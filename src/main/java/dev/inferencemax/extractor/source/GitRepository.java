package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.archive.LooseFile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.RepositoryCache.FileKey;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.eclipse.jgit.util.FS;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A repository on this machine, read to its roots: every version of every file, on every branch. */
final class GitRepository implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GitRepository.class);

    private final String location;
    private final Repository repository;

    private GitRepository(String location, Repository repository) {
        this.location = location;
        this.repository = repository;
    }

    /**
     * Opens what is on disk.
     *
     * @param location how the user named it
     * @param path a working tree, or a bare repository
     * @throws SourceUnusable if there is no repository, or one without its files
     */
    static GitRepository open(String location, Path path) {
        File found = FileKey.resolve(path.toFile(), FS.DETECTED);
        if (found == null) {
            throw new SourceUnusable(
                    "--git-history=%s: no git repository there. Give a clone, bare or not, or its address."
                            .formatted(location));
        }
        try {
            Repository repository =
                    new RepositoryBuilder().setGitDir(found).setMustExist(true).build();
            GitRepository opened = new GitRepository(location, repository);
            opened.refuseWithoutFiles();
            if (!repository.getObjectDatabase().getShallowCommits().isEmpty()) {
                log.warn(
                        "{} is a shallow clone: only what it holds of the history is read (git fetch --unshallow)",
                        location);
            }
            return opened;
        } catch (IOException e) {
            throw new SourceUnusable(
                    "--git-history=%s: the repository cannot be read: %s".formatted(location, e.getMessage()));
        }
    }

    private void refuseWithoutFiles() {
        Set<String> remotes = repository.getConfig().getSubsections("remote");
        if (remotes.stream()
                .anyMatch(remote -> repository.getConfig().getBoolean("remote", remote, "promisor", false))) {
            repository.close();
            throw new SourceUnusable(("--git-history=%s: a partial clone lacks the files of its history."
                            + " Clone it whole: git clone --mirror ADDRESS.")
                    .formatted(location));
        }
    }

    String location() {
        return location;
    }

    /** Is given each version of a file. */
    @FunctionalInterface
    interface Versions {
        void version(String path, ObjectId content, int committed);
    }

    /**
     * Walks all commits, parents before children. A version is what a commit holds under a path and none of its parents
     * does, so that nothing is missed on a side branch, in a merge, or before a rename; the same content may come again.
     *
     * @param to is given the path, and the commit's time in seconds
     */
    void versions(Versions to) {
        try (RevWalk commits = new RevWalk(repository)) {
            commits.sort(RevSort.TOPO);
            commits.sort(RevSort.REVERSE, true);
            for (ObjectId tip : tips()) {
                RevObject object = commits.peel(commits.parseAny(tip));
                if (object instanceof RevCommit commit) {
                    commits.markStart(commit);
                }
            }
            for (RevCommit commit : commits) {
                versionsOf(commit, commits, to);
            }
        } catch (MissingObjectException e) {
            throw new SourceUnusable(
                    "--git-history=%s: %s is not in the repository. Clone it whole: git clone --mirror."
                            .formatted(location, e.getObjectId().name()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the history of %s: %s".formatted(location, e.getMessage()), e);
        }
    }

    private List<ObjectId> tips() throws IOException {
        List<ObjectId> tips = new ArrayList<>();
        for (Ref ref : repository.getRefDatabase().getRefs()) {
            if (ref.getObjectId() != null) {
                tips.add(ref.getObjectId());
            }
        }
        ObjectId head = repository.resolve(Constants.HEAD);
        if (head != null) {
            tips.add(head);
        }
        return tips;
    }

    private static void versionsOf(RevCommit commit, RevWalk commits, Versions to) throws IOException {
        try (TreeWalk files = new TreeWalk(commits.getObjectReader())) {
            files.setRecursive(true);
            files.addTree(commit.getTree());
            for (RevCommit parent : commit.getParents()) {
                commits.parseHeaders(parent);
                files.addTree(parent.getTree());
            }
            if (commit.getParentCount() > 0) {
                files.setFilter(TreeFilter.ANY_DIFF);
            }
            while (files.next()) {
                if (isFile(files) && isNew(files)) {
                    to.version(files.getPathString(), files.getObjectId(0), commit.getCommitTime());
                }
            }
        }
    }

    private static boolean isFile(TreeWalk files) {
        int mode = files.getRawMode(0);
        return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
    }

    private static boolean isNew(TreeWalk files) {
        for (int parent = 1; parent < files.getTreeCount(); parent++) {
            if (files.idEqual(0, parent)) {
                return false;
            }
        }
        return true;
    }

    /** The bytes of a version, read when they are asked for. */
    LooseFile file(String name, ObjectId content) {
        return new LooseFile(
                name, () -> repository.open(content, Constants.OBJ_BLOB).openStream());
    }

    @Override
    public void close() {
        repository.close();
    }
}
