package dev.inferencemax.extractor.benchmark;

import static dev.inferencemax.extractor.benchmark.Flag.Severity.ERROR;
import static dev.inferencemax.extractor.benchmark.Flag.Severity.INFO;
import static dev.inferencemax.extractor.benchmark.Flag.Severity.WARNING;
import static dev.inferencemax.extractor.benchmark.Flag.Source.HISTORY;
import static dev.inferencemax.extractor.benchmark.Flag.Source.NAME;
import static dev.inferencemax.extractor.benchmark.Flag.Source.RECORD;
import static dev.inferencemax.extractor.benchmark.Flag.Source.RUN;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything that can be known against a row: the whole list. A flag never changes or drops a number; a reader who does
 * not want what it marks leaves it out.
 */
public enum Flag {
    EP_UNKNOWN("expert parallel size or attention data parallel was not published", INFO, RECORD),
    TP_IS_GPU_COUNT("the published tp is the number of GPUs, no tensor parallel size", INFO, RECORD),
    MODEL_UNKNOWN("neither the record nor a name says which model was served", WARNING, RECORD),
    NOT_FINITE("a number is NaN or infinite: left empty", WARNING, RECORD),
    NOT_A_NUMBER("a metric is no number: left empty", WARNING, RECORD),
    NOT_POSITIVE("a metric is zero or negative", WARNING, RECORD),
    INVALID_FIELD("a field holds what it cannot hold: left empty", WARNING, RECORD),
    THROUGHPUT_SUM("input and output throughput do not add up to the total, within 0.1 %", ERROR, RECORD),
    OUTPUT_EXCEEDS_TOTAL("more output tokens than tokens", ERROR, RECORD),
    PERCENTILES_DISORDERED("a higher percentile is the better one", ERROR, RECORD),
    E2EL_BELOW_TTFT("the mean request ends before its first token", ERROR, RECORD),
    INTVTY_NOT_INVERSE("interactivity is not 1 / time per output token, within 0.1 %", ERROR, RECORD),
    E2EL_OUT_OF_BAND(
            "mean end-to-end latency is not between 0.75 and 1.1 of ttft + tpot × (osl − 1); requests ask for 80 to 100 %"
                    + " of osl",
            WARNING, RECORD),
    CONCURRENCY_NOT_KEPT(
            "throughput × latency is not between 0.6 and 1.15 of the tokens of conc requests: something is counted otherwise",
            WARNING,
            RECORD),
    TTFT_TAIL(
            "one request in a hundred waits over 100 times as long as the median one for its first token",
            INFO,
            RECORD),
    HW_IS_MACHINE("the published hw is one machine, not the label of many", INFO, RECORD),
    ROLE_SIZES_DISAGREE("a role's published GPUs are not tp × pp × pcp × servers", INFO, RECORD),
    CONC_IMPLAUSIBLE("more than 32,768 requests at once", WARNING, RECORD),
    GPUS_IMPLAUSIBLE(
            "no GPU, more than 8 in one node, more than 1,152 in all, or not the sum of both roles", WARNING, RECORD),
    LENGTHS_IMPLAUSIBLE("an output of a single token, or more than 1,048,576 tokens", WARNING, RECORD),
    ISL_OSL_FROM_NAME("the record does not state its lengths; a name does", INFO, NAME),
    ISL_OSL_FROM_WORKFLOW("the record does not state its lengths; all jobs of its workflow had these", INFO, NAME),
    EXP_UNTRUSTED("the workflow gave every job the same name: nothing is taken from it", INFO, NAME),
    NAME_UNPARSED("no grammar reads the artifact's name: the record alone decides", INFO, NAME),
    NAME_JSON_CONFLICT("the artifact's name says otherwise than the record, which wins", WARNING, NAME),
    TWO_MACHINES("the run measured the configuration on more than one machine", INFO, NAME),
    DATE_INTERPOLATED("nobody lists the run any more: its date is computed from its id", INFO, RUN),
    RUN_UNKNOWN("nobody knows which run measured it", WARNING, RUN),
    UNOFFICIAL("measured for a pull request, on another branch or in a fork", INFO, RUN),
    PURGED_BY_UPSTREAM("upstream leaves the run out", WARNING, RUN),
    CONCLUSION_OVERRIDDEN("upstream shows the run though it failed", INFO, RUN),
    MEASURED_AGAIN("the run published more than one result of the configuration", INFO, HISTORY),
    REPEATS_EARLIER_RUN("an earlier run published the very same record", WARNING, HISTORY),
    THROUGHPUT_JUMP(
            "throughput is off the median of its neighbours in time (up to five official results on either side, at least four)"
                    + " by more than five times their median deviation and 10 %, and of no side's level",
            WARNING, HISTORY);

    /** How much it matters. */
    public enum Severity {
        /** How something came to be known. */
        INFO,
        /** Look before you rely on it. */
        WARNING,
        /** The record contradicts itself. */
        ERROR;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a flag is drawn from. */
    public enum Source {
        /** The published record alone. */
        RECORD,
        /** Names of artifacts, files, workflows and machines: how it was downloaded decides what they say. */
        NAME,
        /** The workflow run. */
        RUN,
        /** Other results of the run or of the configuration. */
        HISTORY;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Map<String, Flag> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Flag::id, Function.identity()));

    private final String says;
    private final Severity severity;
    private final Source source;

    Flag(String says, Severity severity, Source source) {
        this.says = says;
        this.severity = severity;
        this.source = source;
    }

    /** As it stands in the columns {@code flags} and {@code rule}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String says() {
        return says;
    }

    public Severity severity() {
        return severity;
    }

    public Source source() {
        return source;
    }

    /** The flag of that id. */
    public static Flag of(String id) {
        Flag flag = BY_ID.get(id);
        if (flag == null) {
            throw new IllegalArgumentException("no flag is named " + id);
        }
        return flag;
    }
}
