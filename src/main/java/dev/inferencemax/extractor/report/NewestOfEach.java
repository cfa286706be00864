package dev.inferencemax.extractor.report;

import java.util.Arrays;

/**
 * Which rows become points of the page: all of them, or, of more than it can hold, the newest of each configuration.
 * The history is oldest first, so the newest are the last.
 */
final class NewestOfEach {

    /** As many as a page of ten megabytes holds. */
    static final int MOST_POINTS = 40_000;

    /** Of each configuration, where there are more rows than that; fewer where that is still too much. */
    static final int NEWEST = 20;

    private int[] configurations = new int[1 << 12];
    private int[] rowsOf = new int[1 << 10];
    private int rows;

    void add(int configuration) {
        if (rows == configurations.length) {
            configurations = Arrays.copyOf(configurations, 2 * rows);
        }
        while (configuration >= rowsOf.length) {
            rowsOf = Arrays.copyOf(rowsOf, 2 * rowsOf.length);
        }
        configurations[rows++] = configuration;
        rowsOf[configuration]++;
    }

    int rows() {
        return rows;
    }

    int configuration(int row) {
        return configurations[row];
    }

    /** Rows of each of the first so many configurations. */
    Column rowsOf(int count) {
        Column column = Column.ofWholeNumbers();
        for (int configuration = 0; configuration < count; configuration++) {
            column.add(Integer.toString(rowsOf[configuration]));
        }
        return column;
    }

    /** How many of each configuration are kept; zero: all. */
    int limit() {
        if (rows <= MOST_POINTS) {
            return 0;
        }
        int limit = NEWEST;
        while (limit > 1 && points(limit) > MOST_POINTS) {
            limit--;
        }
        return limit;
    }

    private long points(int limit) {
        return Arrays.stream(rowsOf).mapToLong(count -> Math.min(count, limit)).sum();
    }

    /** Goes once over the rows, in their order: is the next one a point? */
    Pass pass() {
        return new Pass(limit(), Arrays.copyOf(rowsOf, rowsOf.length));
    }

    final class Pass {
        private final int limit;
        private final int[] left;
        private int row;

        private Pass(int limit, int[] left) {
            this.limit = limit;
            this.left = left;
        }

        /** The number of the row this is about; afterwards that of the one before. */
        int row() {
            return row;
        }

        boolean next() {
            int leftOfIt = left[configurations[row++]]--;
            return limit == 0 || leftOfIt <= limit;
        }
    }
}
