package dev.inferencemax.extractor.format;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a multinode file's name says (atlas, section 4). One artifact holds a file per concurrency and
 * topology; launchers wrote their tails in ten ways, so pieces are searched for, not parsed in order.
 *
 * @param prefillGpus GPUs of all prefill servers: {@code _ctx_8_}, unlike {@code _ctx8_}, which counts servers
 * @param disagg true where prefill and decode are told apart; null: the tail does not say
 */
record FileTail(
        @Nullable Integer isl,
        @Nullable Integer osl,
        @Nullable Integer prefillGpus,
        @Nullable Integer decodeGpus,
        @Nullable Boolean disagg) {

    static final FileTail NONE = new FileTail(null, null, null, null, null);

    private static final int LONGEST = 4_000;

    private static final List<String> TELLING = List.of("isl", "_gpus_", "_ctx");

    private static final Pattern LENGTHS = Pattern.compile("isl_?([0-9]+)_osl_?([0-9]+)");
    private static final Pattern GPUS = Pattern.compile("_gpus_[0-9]+(?:_ctx_([0-9]+)_gen_([0-9]+))?");
    private static final Pattern SERVERS = Pattern.compile("_ctx[0-9]+_gen[0-9]+_");

    /** Reads a file's base name, with {@code .json} once, twice or not at all. */
    static FileTail of(String fileName) {
        if (fileName.length() > LONGEST || TELLING.stream().noneMatch(fileName::contains)) {
            return NONE;
        }
        Matcher lengths = LENGTHS.matcher(fileName);
        boolean hasLengths = lengths.find();
        // a launcher that did not know its own sources wrote the tail into the tail: the last one is whole
        MatchResult gpus =
                GPUS.matcher(fileName).results().reduce((first, last) -> last).orElse(null);
        Integer prefill = gpus == null || gpus.group(1) == null ? null : WholeNumber.of(gpus.group(1));
        Integer decode = gpus == null || gpus.group(2) == null ? null : WholeNumber.of(gpus.group(2));
        boolean apart = prefill != null || SERVERS.matcher(fileName).find();
        return new FileTail(
                hasLengths ? WholeNumber.positive(lengths.group(1)) : null,
                hasLengths ? WholeNumber.positive(lengths.group(2)) : null,
                prefill,
                decode,
                apart ? Boolean.TRUE : null);
    }
}
