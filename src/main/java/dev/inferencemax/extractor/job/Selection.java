package dev.inferencemax.extractor.job;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the command selects.
 *
 * @param repo OWNER/NAME each
 * @param workflow file names or ids, or {@code all}
 * @param runs just these, whatever their workflow and date
 * @param collectRecent only so many newest completed runs of each workflow
 * @param refresh look again at runs already complete
 * @param forceDownload download again even what the archive holds
 * @param acceptLosses mark the present losses as known
 * @param dryRun say what would be done, and do nothing
 * @param archive a tree of artifacts to import
 * @param backupDir a mirror to import from, or to ask for what has expired
 * @param gitHistory repositories to import from, or to search for what has expired
 * @param concurrency requests under way at once
 */
@ConfigurationProperties("extractor")
record Selection(
        @DefaultValue("InferenceMAX/InferenceMAX") List<String> repo,
        @DefaultValue("run-sweep.yml") List<String> workflow,
        @DefaultValue("..") DateRange dateRange,
        @DefaultValue List<Long> runs,
        @Nullable Integer collectRecent,
        @Nullable String branch,
        @Nullable String event,
        @DefaultValue("auto") DownloadMode download,
        @DefaultValue("false") boolean refresh,
        @DefaultValue("false") boolean forceDownload,
        @DefaultValue("false") boolean acceptLosses,
        @DefaultValue("false") boolean dryRun,
        @Nullable String archive,
        @Nullable String backupDir,
        @DefaultValue List<String> gitHistory,
        @DefaultValue("16") int concurrency) {

    boolean allWorkflows() {
        return workflow.contains("all");
    }

    /** The command's scope: two commands of one scope continue each other. */
    String scope(String job) {
        return switch (job) {
            case BackfillJob.NAME ->
                String.join(
                        "\n",
                        "repo=" + repo,
                        "workflow=" + workflow,
                        "date-range=" + dateRange,
                        "runs=" + runs,
                        "collect-recent=" + collectRecent,
                        "branch=" + branch,
                        "event=" + event);
            case ImportJob.NAME -> "archive=" + archive + "\nbackup-dir=" + backupDir + "\ngit-history=" + gitHistory;
            default -> "";
        };
    }
}
