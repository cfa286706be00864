package dev.inferencemax.extractor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewestOfEachTest {

    @Test
    void asLongAsAllRowsFitAllArePoints() {
        NewestOfEach rows = rows(NewestOfEach.MOST_POINTS, 1);

        assertThat(rows.limit()).isZero();
        assertThat(points(rows)).hasSize(NewestOfEach.MOST_POINTS);
    }

    @Test
    void ofMoreTheTwentyNewestOfEachConfigurationAre() {
        NewestOfEach rows = rows(NewestOfEach.MOST_POINTS + 1, 3);

        assertThat(rows.limit()).isEqualTo(20);
        List<Integer> points = points(rows);
        assertThat(points).hasSize(60).startsWith(NewestOfEach.MOST_POINTS + 1 - 60);
    }

    @Test
    void ofManyConfigurationsAsManyAsFit() {
        NewestOfEach rows = rows(200_000, 10_000);

        assertThat(rows.limit()).isEqualTo(4);
        assertThat(points(rows)).hasSize(40_000);
    }

    @Test
    void ofEachConfigurationAtLeastTheNewestIs() {
        NewestOfEach rows = rows(100_000, 50_000);

        assertThat(rows.limit()).isEqualTo(1);
        assertThat(points(rows)).hasSize(50_000).startsWith(50_000);
    }

    private static NewestOfEach rows(int count, int configurations) {
        NewestOfEach rows = new NewestOfEach();
        for (int row = 0; row < count; row++) {
            rows.add(row % configurations);
        }
        return rows;
    }

    private static List<Integer> points(NewestOfEach rows) {
        List<Integer> points = new ArrayList<>();
        NewestOfEach.Pass pass = rows.pass();
        for (int row = 0; row < rows.rows(); row++) {
            if (pass.next()) {
                points.add(row);
            }
        }
        return points;
    }
}
