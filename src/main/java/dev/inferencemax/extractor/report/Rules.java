package dev.inferencemax.extractor.report;

import dev.inferencemax.extractor.dataset.PublishedDataset.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was raised against rows, by rule. The rows a flag stands on are known by the flag itself; findings are kept where
 * they tell more than that, as many of a rule as anybody would read.
 */
final class Rules {

    /** Findings of one rule that are kept. */
    private static final int MOST_FINDINGS = 500;

    private static final int LONGEST_DETAIL = 300;

    private static final class Rule {
        private String severity = "";
        private long rows;
        private long findings;
    }

    private final Map<String, Rule> rules = new TreeMap<>();
    private final Map<String, List<String>> rulesOfFlags = new HashMap<>();
    private final Table findings = new Table()
            .with(List.of("rule"), Column::ofTexts)
            .with(List.of("run_id", "artifact_id", "record_index"), Column::ofWholeNumbers)
            .with(List.of("detail", Repositories.COLUMN), Column::ofTexts);
    private final Repositories repositories;
    private long rowsWithFlags;
    private long allFindings;

    Rules(Repositories repositories) {
        this.repositories = repositories;
    }

    void addFlagsOf(Row row) {
        String flags = row.cell("flags");
        if (!flags.isEmpty()) {
            rowsWithFlags++;
            rulesOfFlags
                    .computeIfAbsent(flags, Rules::rulesIn)
                    .forEach(rule -> rules.computeIfAbsent(rule, name -> new Rule()).rows++);
        }
    }

    /** {@code name_json_conflict:tp} is of the rule {@code name_json_conflict}; a row counts once for it. */
    private static List<String> rulesIn(String flags) {
        return List.of(flags.split(";")).stream()
                .map(flag -> flag.replaceFirst(":.*", ""))
                .distinct()
                .toList();
    }

    void addFinding(Row row) {
        String name = row.cell("rule").replaceFirst(":.*", "");
        Rule rule = rules.computeIfAbsent(name, unknown -> new Rule());
        rule.severity = row.cell("severity");
        rule.findings++;
        allFindings++;
        boolean tellsMoreThanTheFlag = rule.rows == 0 || !rule.severity.equals("info");
        if (tellsMoreThanTheFlag && rule.findings <= MOST_FINDINGS) {
            findings.add(column -> switch (column) {
                case "rule" -> name;
                case "detail" -> shortened(row.cell("detail"));
                default -> repositories.cell(row, column);
            });
        }
    }

    private static String shortened(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "…";
    }

    long rowsWithFlags() {
        return rowsWithFlags;
    }

    Table table() {
        Table table = new Table()
                .with(List.of("rule", "severity"), Column::ofTexts)
                .with(List.of("rows", "findings"), Column::ofWholeNumbers);
        rules.forEach((name, rule) -> table.add(column -> switch (column) {
            case "rule" -> name;
            case "severity" -> rule.severity;
            case "rows" -> Long.toString(rule.rows);
            default -> Long.toString(rule.findings);
        }));
        return table;
    }

    Table findings() {
        return findings;
    }

    long allFindings() {
        return allFindings;
    }
}
