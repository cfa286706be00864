package dev.inferencemax.extractor.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/** A bare git repository in which somebody commits files, on one branch or several. */
public final class SampleGit implements AutoCloseable {

    static {
        // once and here: else it is done beside the first test, in a folder that may be deleted meanwhile
        FS.FileStoreAttributes.setBackground(false);
        FS.FileStoreAttributes.get(Path.of(System.getProperty("java.io.tmpdir")));
    }

    private final Repository repository;
    private final ObjectInserter objects;
    private final Map<String, SortedMap<String, ObjectId>> trees = new HashMap<>();
    private final Map<String, ObjectId> heads = new HashMap<>();

    private SampleGit(Repository repository) {
        this.repository = repository;
        this.objects = ((ObjectDirectory) repository.getObjectDatabase()).newPackInserter();
    }

    public static SampleGit at(Path folder) {
        try {
            return new SampleGit(Git.init()
                    .setBare(true)
                    .setInitialBranch("main")
                    .setDirectory(folder.toFile())
                    .call()
                    .getRepository());
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Commits to main. */
    public SampleGit commit(String when, String path, String content) {
        return commit("main", when, Map.of(path, content));
    }

    /**
     * Commits changes to a branch; the first commit of a branch begins a history of its own.
     *
     * @param changes an empty content deletes the file
     */
    public SampleGit commit(String branch, String when, Map<String, String> changes) {
        return commit(branch, null, when, changes);
    }

    public SampleGit branch(String name, String from) {
        trees.put(name, new TreeMap<>(tree(from)));
        heads.put(name, heads.get(from));
        return this;
    }

    /** A merge that keeps what the branch has, but for the changes. */
    public SampleGit merge(String branch, String other, String when, Map<String, String> changes) {
        return commit(branch, heads.get(other), when, changes);
    }

    private SampleGit commit(String branch, @Nullable ObjectId alsoParent, String when, Map<String, String> changes) {
        try {
            SortedMap<String, ObjectId> tree = tree(branch);
            for (Map.Entry<String, String> change : changes.entrySet()) {
                if (change.getValue().isEmpty()) {
                    tree.remove(change.getKey());
                } else {
                    tree.put(
                            change.getKey(),
                            objects.insert(Constants.OBJ_BLOB, change.getValue().getBytes(UTF_8)));
                }
            }
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(write(tree));
            PersonIdent somebody =
                    new PersonIdent("Somebody", "somebody@example.org", Instant.parse(when), ZoneOffset.UTC);
            commit.setAuthor(somebody);
            commit.setCommitter(somebody);
            commit.setMessage("Results of " + when);
            if (heads.get(branch) != null) {
                commit.addParentId(heads.get(branch));
            }
            if (alsoParent != null) {
                commit.addParentId(alsoParent);
            }
            ObjectId id = objects.insert(commit);
            heads.put(branch, id);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets others see what was committed; closing does it, too. */
    public SampleGit publish() {
        try {
            objects.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        heads.forEach((branch, head) -> update("refs/heads/" + branch, head));
        return this;
    }

    private SortedMap<String, ObjectId> tree(String branch) {
        return trees.computeIfAbsent(branch, name -> new TreeMap<>());
    }

    private ObjectId write(SortedMap<String, ObjectId> tree) throws IOException {
        DirCache files = DirCache.newInCore();
        DirCacheBuilder builder = files.builder();
        tree.forEach((path, content) -> {
            DirCacheEntry entry = new DirCacheEntry(path);
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(content);
            builder.add(entry);
        });
        builder.finish();
        return files.writeTree(objects);
    }

    private void update(String ref, ObjectId to) {
        try {
            RefUpdate update = repository.updateRef(ref);
            update.setForceUpdate(true);
            update.setNewObjectId(to);
            update.update();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        publish();
        objects.close();
        repository.close();
    }
}
