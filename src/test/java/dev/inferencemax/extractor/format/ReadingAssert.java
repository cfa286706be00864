package dev.inferencemax.extractor.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.benchmark.ResultColumn;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Speaks of a reading as of the row it becomes: columns and flags. */
final class ReadingAssert extends AbstractAssert<ReadingAssert, Reading> {

    private static final Map<String, ResultColumn> COLUMNS =
            ResultColumn.all().stream().collect(Collectors.toMap(ResultColumn::name, column -> column));

    private ReadingAssert(Reading reading) {
        super(reading, ReadingAssert.class);
    }

    static ReadingAssert assertThatReading(PublishedJson json) {
        return new ReadingAssert(json.reading());
    }

    static ReadingAssert assertThatReading(Reading reading) {
        return new ReadingAssert(reading);
    }

    ReadingAssert hasFormat(String format) {
        assertThat(result().format()).isEqualTo(format);
        return this;
    }

    /** The cell of a column; empty: unknown. */
    ReadingAssert has(String column, String cell) {
        assertThat(COLUMNS.get(column).cell(result().result())).as(column).isEqualTo(cell);
        return this;
    }

    ReadingAssert hasNo(String... columns) {
        Arrays.stream(columns).forEach(column -> has(column, ""));
        return this;
    }

    ReadingAssert isFlagged(String... flags) {
        assertThat(result().result().flags()).contains(flags);
        return this;
    }

    ReadingAssert isFlaggedOnly(String... flags) {
        assertThat(result().result().flags()).containsExactly(flags);
        return this;
    }

    ReadingAssert isNotFlagged(String flag) {
        assertThat(result().result().flags()).doesNotContain(flag);
        return this;
    }

    ReadingAssert isRejected(RejectReason reason, String detail) {
        assertThat(actual).isInstanceOfSatisfying(Reading.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.detail()).contains(detail);
        });
        return this;
    }

    ReadingAssert isNoResult() {
        assertThat(actual).isInstanceOf(Reading.NotAResult.class);
        return this;
    }

    Reading.Result result() {
        assertThat(actual).isInstanceOf(Reading.Result.class);
        return (Reading.Result) actual;
    }
}
