package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.Endpoint;
import dev.inferencemax.extractor.sample.Fault;
import dev.inferencemax.extractor.sample.SampleGitHub;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A disk that does not take what is to be written: full, or read-only. */
class DiskTroubleTest {

    private static final int ARTIFACTS = 60;
    private static final SampleGitHub GITHUB = SampleGitHub.start();

    @TempDir
    private static Path directory;

    private static SortedMap<String, String> wanted;

    @BeforeAll
    static void withEnoughSpace() {
        System.setProperty("GITHUB_TOKEN", Workplace.TOKEN);
        for (int conc = 1; conc <= ARTIFACTS; conc++) {
            GITHUB.repository().run(18984029536L).has(aResult().conc(conc).artifact());
        }
        Workplace work = new Workplace(directory.resolve("enough"));
        assertThat(backfill(work).exitCode()).isZero();
        wanted = work.tables();
    }

    @AfterAll
    static void close() {
        System.clearProperty("GITHUB_TOKEN");
        GITHUB.close();
    }

    private static Ended backfill(Workplace work) {
        return InThisProcess.run(work, List.of(Workplace.backfill(GITHUB.behaves())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            raw   | 2 | 65536  | raw cannot be written: the disk is full \\([0-9]+ bytes free\\)\\. Free space there, then run the same command again\\. About [0-9,]+ KB of artifacts are still to be downloaded\\.
            out   | 2 | 16384  | Cannot write .*/out/.*: the disk is full \\([0-9]+ bytes free\\)\\..* The tables take about [0-9,]+ KB\\.
            state | 8 | 65536  | The disk of the state .*/state/extractor is full \\([0-9]+ bytes free; the state takes [0-9,]+ KB, .*
            """)
    void aFullDiskIsNamedWithWhatIsNeededAndTheSameCommandCompletesOnceThereIsSpace(
            String folder, int megabytes, int bytesLeft, String message) {
        Workplace work = new Workplace(directory.resolve("full-" + folder));
        try (SmallDisk disk = SmallDisk.mountedAt(work.path(folder), megabytes)) {
            GITHUB.behaves();
            GITHUB.requests().reset();
            GITHUB.on(Endpoint.ZIP).answers(Fault.meanwhile(() -> disk.fillUpTo(bytesLeft)));

            // one at a time: none is written beside the first, which finds the disk full
            Ended failed = InThisProcess.run(work, List.of(Workplace.backfill(GITHUB, "--concurrency=1")));
            disk.free();
            Ended ended = backfill(work);

            assertThat(failed.exitCode()).as(failed.said()).isEqualTo(1);
            assertThat(failed.err()).containsPattern(message).hasLineCount(1);
            assertThat(ended.exitCode()).as(ended.said()).isZero();
            assertThat(work.tables()).isEqualTo(wanted);
        }
    }

    @Test
    void anOutputFolderThatIsReadOnlyIsRefusedAndOneThatBecomesItFails() {
        Workplace work = new Workplace(directory.resolve("read-only"));
        try (SmallDisk disk = SmallDisk.mountedAt(work.path("out"), 4).readOnly()) {
            Ended refused = backfill(work);
            disk.writable();
            GITHUB.on(Endpoint.ZIP).answers(Fault.meanwhile(disk::readOnly));
            Ended failed = InThisProcess.run(work, List.of(Workplace.backfill(GITHUB)));
            disk.writable();
            Ended ended = backfill(work);

            assertThat(refused.exitCode()).as(refused.said()).isEqualTo(2);
            assertThat(failed.exitCode()).as(failed.said()).isEqualTo(1);
            for (Ended readOnly : List.of(refused, failed)) {
                assertThat(readOnly.err())
                        .contains("Cannot write", "ead-only file system", "--output-dir")
                        .hasLineCount(1);
            }
            assertThat(ended.exitCode()).as(ended.said()).isZero();
            assertThat(work.tables()).isEqualTo(wanted);
        }
    }
}
