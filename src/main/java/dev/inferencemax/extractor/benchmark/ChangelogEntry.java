package dev.inferencemax.extractor.benchmark;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a run was made: one entry of its changelog (atlas, section 9).
 *
 * @param index 0-based among the entries of the run
 * @param configKeys upstream's names of what was measured
 * @param description paragraphs
 * @param other every other field, as JSON; null: none
 */
public record ChangelogEntry(
        int index,
        @Nullable String baseRef,
        @Nullable String headRef,
        List<String> configKeys,
        List<String> description,
        @Nullable String pullRequest,
        @Nullable Boolean evalsOnly,
        @Nullable Boolean appendOnly,
        @Nullable String other) {

    public ChangelogEntry {
        configKeys = List.copyOf(configKeys);
        description = List.copyOf(description);
    }

    public static List<SideColumn<ChangelogEntry>> columns() {
        return List.of(
                SideColumn.whole("entry", null, "place among the entries of the run, from 0", ChangelogEntry::index),
                SideColumn.text("base_ref", "commit that was compared with", ChangelogEntry::baseRef),
                SideColumn.text("head_ref", "commit that the entry came with", ChangelogEntry::headRef),
                SideColumn.text(
                        "config_keys",
                        "upstream's names of what was to be measured, separated by semicolons",
                        entry -> String.join(";", entry.configKeys())),
                SideColumn.text(
                        "description",
                        "what was changed, a line a paragraph",
                        entry -> String.join("\n", entry.description())),
                SideColumn.text("pr_link", "pull request", ChangelogEntry::pullRequest),
                SideColumn.yesOrNo(
                        "evals_only", "accuracy was measured, performance was not", ChangelogEntry::evalsOnly),
                SideColumn.yesOrNo("append_only", "only added points were measured", ChangelogEntry::appendOnly),
                SideColumn.text("other", "JSON object of every other field", ChangelogEntry::other));
    }
}
