package dev.inferencemax.extractor.github;

import org.jspecify.annotations.Nullable;

/**
 * A workflow of a repository.
 *
 * @param path of its file in the repository, e.g. {@code .github/workflows/run-sweep.yml}; empty: not stated
 * @param state {@code active}, {@code deleted}, {@code disabled_manually}, …; empty: not stated
 */
public record Workflow(long id, String name, String path, String state) {

    /** The name of the workflow's file, by which people ask for it: {@code run-sweep.yml}. */
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static @Nullable Workflow from(ServedObject workflow) {
        Long id = workflow.number("id");
        return id == null
                ? null
                : new Workflow(
                        id, workflow.textOr("name", ""), workflow.textOr("path", ""), workflow.textOr("state", ""));
    }
}
