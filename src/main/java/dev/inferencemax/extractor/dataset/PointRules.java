package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.benchmark.Flag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.DoubleStream;

/** The rules about the measurements of one configuration, oldest first. */
final class PointRules {

    /** Neighbours on either side. */
    private static final int REACH = 5;

    /** With the measurement itself five points. */
    private static final int FEWEST_NEIGHBOURS = 4;

    private static final int FEWEST_OF_A_LEVEL = 2;
    private static final double DEVIATIONS = 5;

    /** Within a few per cent a throughput is never the same twice. */
    private static final double NOISE = 0.1;

    private final List<Point> points;

    PointRules(List<Point> points) {
        this.points = points;
    }

    void check(BiConsumer<Point, Finding> found) {
        sameRun(found);
        for (int i = 0; i < points.size(); i++) {
            jump(i, found);
        }
    }

    private void sameRun(BiConsumer<Point, Finding> found) {
        Map<Long, List<Point>> byRun = new LinkedHashMap<>();
        for (Point point : points) {
            if (point.runId() > 0 && point.placed()) {
                byRun.computeIfAbsent(point.runId(), run -> new ArrayList<>(1)).add(point);
            }
        }
        byRun.values().stream().filter(ofRun -> ofRun.size() > 1).forEach(ofRun -> {
            double[] tputs = ofRun.stream()
                    .filter(point -> point.tput() != null)
                    .mapToDouble(Point::tput)
                    .sorted()
                    .toArray();
            String again = "%d results".formatted(ofRun.size())
                    + (tputs.length == 0 ? "" : text(", tput_per_gpu %.1f to %.1f", tputs[0], tputs[tputs.length - 1]));
            ofRun.forEach(point -> found.accept(point, Finding.of(Flag.MEASURED_AGAIN, again)));
            Set<String> machines = new TreeSet<>();
            ofRun.forEach(point -> {
                if (point.machine() != null) {
                    machines.add(point.machine());
                }
            });
            if (machines.size() > 1) {
                Finding finding = Finding.of(Flag.TWO_MACHINES, String.join(", ", machines));
                ofRun.forEach(point -> found.accept(point, finding));
            }
        });
    }

    private void jump(int at, BiConsumer<Point, Finding> found) {
        Point point = points.get(at);
        Double tput = point.tput();
        if (tput == null || !point.placed()) {
            return;
        }
        double[] before = neighbours(at, -1);
        double[] after = neighbours(at, 1);
        double[] neighbours =
                DoubleStream.concat(Arrays.stream(before), Arrays.stream(after)).toArray();
        if (neighbours.length < FEWEST_NEIGHBOURS || isOfLevel(tput, before) || isOfLevel(tput, after)) {
            return;
        }
        double median = median(neighbours);
        double deviation = median(
                Arrays.stream(neighbours).map(value -> Math.abs(value - median)).toArray());
        if (Math.abs(tput - median) > Math.max(DEVIATIONS * deviation, NOISE * median)) {
            found.accept(
                    point,
                    Finding.of(
                            Flag.THROUGHPUT_JUMP,
                            text(
                                    "tput_per_gpu %.1f, %d neighbours have a median of %.1f and deviate by %.1f",
                                    tput, neighbours.length, median, deviation)));
        }
    }

    /** Where a level begins or ends, the neighbours of one side speak for a result. */
    private static boolean isOfLevel(double tput, double[] side) {
        return side.length >= FEWEST_OF_A_LEVEL && Math.abs(tput - median(side)) <= NOISE * median(side);
    }

    /** The nearest on one side: official, and of other runs. */
    private double[] neighbours(int at, int step) {
        double[] nearest = new double[REACH];
        int count = 0;
        for (int i = at + step; i >= 0 && i < points.size() && count < REACH; i += step) {
            Point other = points.get(i);
            if (other.official()
                    && other.tput() != null
                    && other.runId() != points.get(at).runId()) {
                nearest[count++] = other.tput();
            }
        }
        return Arrays.copyOf(nearest, count);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
