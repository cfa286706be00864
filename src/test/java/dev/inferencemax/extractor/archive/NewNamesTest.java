package dev.inferencemax.extractor.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names are on the disk when it has been asked, once for all that a folder has. */
class NewNamesTest {

    private static final Path FOLDER = Path.of("run_1");
    private static final Path OTHER = Path.of("run_2");

    private final List<Path> asked = new ArrayList<>();

    @Test
    void manyInOneFolderAreOneTime() {
        NewNames names = new NewNames(asked::add);
        for (int file = 0; file < 100; file++) {
            names.in(FOLDER);
        }
        names.in(OTHER);

        names.force();
        names.force();

        assertThat(asked).containsExactlyInAnyOrder(FOLDER, OTHER);
    }

    @Test
    void whatComesWhileTheDiskIsBusyIsForTheNextTime() {
        List<NewNames> self = new ArrayList<>();
        NewNames names = new NewNames(folder -> {
            asked.add(folder);
            if (asked.size() == 1) {
                self.get(0).in(folder);
            }
        });
        self.add(names);
        names.in(FOLDER);

        names.force();
        names.force();

        assertThat(asked).hasSizeGreaterThanOrEqualTo(2).containsOnly(FOLDER);
    }

    @Test
    void whereTheDiskFailsTheNextOneTriesAgain() {
        NewNames names = new NewNames(folder -> {
            asked.add(folder);
            if (asked.size() == 1) {
                throw new IllegalStateException("the disk is gone");
            }
        });
        names.in(FOLDER);

        assertThatThrownBy(names::force).hasMessage("the disk is gone");
        names.force();

        assertThat(asked).containsExactly(FOLDER, FOLDER);
    }
}
