package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.source.ArchiveTree;
import dev.inferencemax.extractor.source.FoundRun;
import dev.inferencemax.extractor.source.GitHistory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.springframework.stereotype.Component;

/** Where runs lie that others kept, in the order in which they are searched for what is missing. */
@Component
class Trees {

    /**
     * One of them.
     *
     * @param source as written in the column {@code source}
     */
    record Tree(String source, RunDescriptions descriptions, LongFunction<Optional<FoundRun>> runs) {}

    private final List<Tree> trees = new ArrayList<>();

    Trees(Selection selection, GitHistory history) {
        if (selection.archive() != null) {
            ArchiveTree archive = ImportedArchive.tree(Path.of(selection.archive()));
            trees.add(new Tree("archive", RunDescriptions.beside(archive), archive::run));
        }
        if (!selection.gitHistory().isEmpty()) {
            trees.add(new Tree("git-history", RunDescriptions.none(), history::run));
        }
    }

    List<Tree> all() {
        return trees;
    }

    List<String> names() {
        return trees.stream().map(Tree::source).toList();
    }
}
