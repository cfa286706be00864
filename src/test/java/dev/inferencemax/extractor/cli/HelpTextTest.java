package dev.inferencemax.extractor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HelpTextTest {

    private final String help = HelpText.now();

    @Test
    void fitsAHundredColumnsOfPlainAscii() {
        assertThat(help.lines())
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(100).matches("[ -~]*"));
    }

    @ParameterizedTest
    @EnumSource
    void listsEachOptionOnceWithItsDefault(Option option) {
        assertThat(Pattern.compile("(?m)^  " + option.flagName() + "[ =]")
                        .matcher(help)
                        .results())
                .hasSize(1);
        option.standard().ifPresent(standard -> assertThat(flowing()).contains("[default: " + standard + "]"));
    }

    /** Without the line breaks. */
    private String flowing() {
        return help.replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @EnumSource
    void namesEachJobAndGroupsTheOptionsByIt(JobName job) {
        assertThat(help).containsPattern("(?m)^  " + job.batchName() + " ");
        List<String> headings =
                help.lines().filter(line -> line.startsWith("Options of")).toList();
        assertThat(headings)
                .containsExactly(
                        "Options of every job:",
                        "Options of backfill and recover:",
                        "Options of backfill:",
                        "Options of backfill, import and recover:",
                        "Options of import and recover:");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatEachExitCodeMeans(ExitCode exit) {
        assertThat(help)
                .containsPattern("(?m)^  " + exit.code() + " +" + exit.meaning().split(" ", -1)[0]);
    }

    @Test
    void endsWithThreeExamplesThatTheParserAccepts() {
        String examples = help.substring(help.indexOf("Examples:"));
        assertThat(examples.lines().skip(1)).hasSize(3).allSatisfy(example -> {
            String[] words = example.strip().split(" ", -1);
            String[] arguments = Arrays.copyOfRange(words, 3, words.length);
            Command command = new CommandLineParser().parse(arguments);
            if (command instanceof Command.Usage usage) {
                // the folder of the example is not here
                assertThat(usage.message()).isEqualTo("--archive=downloads: no such directory. Give one that exists.");
            }
        });
    }
}
