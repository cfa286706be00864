package dev.inferencemax.extractor.github;

import static dev.inferencemax.extractor.github.ScriptedGitHub.bytes;
import static dev.inferencemax.extractor.github.ScriptedGitHub.cutAfter;
import static dev.inferencemax.extractor.github.ScriptedGitHub.json;
import static dev.inferencemax.extractor.github.ScriptedGitHub.nothing;
import static dev.inferencemax.extractor.github.ScriptedGitHub.redirect;
import static dev.inferencemax.extractor.github.ScriptedGitHub.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DownloadTest extends ApiOnLoopback {

    private static final String ZIP = REPO + "/actions/artifacts/9/zip";
    private static final byte[] BYTES = "PK, more or less".repeat(4000).getBytes(StandardCharsets.UTF_8);

    private final Memory memory = new Memory();

    /** Keeps what the newest attempt brought. */
    private static final class Memory implements Body {

        private byte[] bytes = new byte[0];
        private long length;

        @Override
        public void read(InputStream body, long contentLength) throws IOException {
            ByteArrayOutputStream afresh = new ByteArrayOutputStream();
            length = contentLength;
            body.transferTo(afresh);
            bytes = afresh.toByteArray();
        }
    }

    private void signedAddresses() {
        AtomicInteger count = new AtomicInteger();
        github.onEach(ZIP, request -> redirect(302, storage.url("/blob?sig=" + count.incrementAndGet())));
    }

    @Test
    void theBytesComeFromTheStorageWhichNeverSeesTheToken() {
        signedAddresses();
        storage.on("/blob", bytes(200, BYTES));

        Download.Complete complete = (Download.Complete) api.download(REPOSITORY, 9, memory);

        assertThat(memory.bytes).isEqualTo(BYTES);
        assertThat(memory.length).isEqualTo(BYTES.length);
        assertThat(complete).isEqualTo(new Download.Complete(BYTES.length, sha256(BYTES)));
        assertThat(github.tokensSeen()).isEqualTo(1);
        assertThat(counts.byKind()).containsEntry("zip", 1L).containsEntry("blob", 1L);
        assertThat(counts.bytes()).isEqualTo(BYTES.length);
    }

    @Test
    void anExpiredArtifactIsAValue() {
        github.on(ZIP, status(410, "{\"message\":\"Artifact has expired\"}"));

        assertThat(api.download(REPOSITORY, 9, memory)).isEqualTo(new Download.Gone(410, "Artifact has expired"));
        assertThat(storage.requests()).isEmpty();
    }

    static Stream<ScriptedGitHub.Reply> faults() {
        return Stream.of(
                status(403, "<?xml version=\"1.0\"?><Error><Code>AuthenticationFailed</Code></Error>"),
                status(404),
                status(410),
                status(503),
                cutAfter(new byte[10], 1000),
                bytes(200, "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8))
                        .with("Content-Type", "text/html; charset=utf-8"),
                redirect(302, "http://["));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatGoesWrongAtTheStorageIsTriedAgainWithAFreshAddress(ScriptedGitHub.Reply fault) {
        signedAddresses();
        storage.on("/blob", fault, bytes(200, BYTES));

        assertThat(api.download(REPOSITORY, 9, memory)).isInstanceOf(Download.Complete.class);
        assertThat(memory.bytes).isEqualTo(BYTES);
        assertThat(storage.asked()).containsExactly("/blob?sig=1", "/blob?sig=2");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatStaysWrongEndsInNotNow(ScriptedGitHub.Reply fault) {
        signedAddresses();
        storage.on("/blob", fault);

        assertThatExceptionOfType(NotNow.class)
                .isThrownBy(() -> api.download(REPOSITORY, 9, memory))
                .withMessageContaining(ZIP)
                .withMessageNotContaining("sig=");
        assertThat(storage.requests()).hasSize(6);
    }

    @Test
    void aBrokenConnectionIsTriedAgain() {
        signedAddresses();
        storage.on("/blob", nothing(), nothing(), nothing(), bytes(200, BYTES));

        assertThat(api.download(REPOSITORY, 9, memory)).isInstanceOf(Download.Complete.class);
    }

    @Test
    void aStallInTheMiddleIsNoticed() {
        signedAddresses();
        storage.on("/blob", storage.silentAfter(new byte[50_000], BYTES.length), bytes(200, BYTES));

        assertThat(impatientApi().download(REPOSITORY, 9, memory)).isInstanceOf(Download.Complete.class);
        assertThat(memory.bytes).isEqualTo(BYTES);
    }

    @Test
    void aSlowTargetIsNoStall() {
        signedAddresses();
        storage.on("/blob", bytes(200, new byte[1_000_000]));
        CountDownLatch never = new CountDownLatch(1);

        Download download = impatientApi().download(REPOSITORY, 9, (body, length) -> {
            assertThat(body.read()).isZero();
            waitLongerThanAStall(never);
            body.transferTo(OutputStream.nullOutputStream());
        });

        assertThat(download).isInstanceOf(Download.Complete.class);
        assertThat(storage.requests()).hasSize(1);
    }

    @Test
    void aTargetThatFailsIsNotTriedAgain() {
        signedAddresses();
        storage.on("/blob", bytes(200, BYTES));
        IOException full = new IOException("No space left on device");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> api.download(REPOSITORY, 9, (body, length) -> {
                    assertThat(body.read()).isEqualTo('P');
                    throw full;
                }))
                .withCause(full);
        assertThat(storage.requests()).hasSize(1);
        assertThat(clock.elapsed()).isZero();
    }

    @Test
    void whatTheTargetLeavesUnreadIsCountedAllTheSame() {
        signedAddresses();
        storage.on("/blob", bytes(200, BYTES));

        assertThat(api.download(REPOSITORY, 9, (body, length) -> body.skipNBytes(3)))
                .isEqualTo(new Download.Complete(BYTES.length, sha256(BYTES)));
    }

    @Test
    void theStorageMayRedirectAndIsNotTrustedMoreForIt() {
        signedAddresses();
        storage.on("/blob", redirect(302, "/other?sig=x"));
        storage.on("/other", bytes(200, BYTES));

        assertThat(api.download(REPOSITORY, 9, memory)).isInstanceOf(Download.Complete.class);
    }

    @Test
    void aDownloadInTheClearIsRefused() {
        github.on(ZIP, redirect(302, "http://storage.example/blob?sig=s"));

        assertThatExceptionOfType(AccessRefused.class)
                .isThrownBy(() -> api.download(REPOSITORY, 9, memory))
                .withMessageContaining("http://storage.example")
                .withMessageNotContaining("sig=");
    }

    @Test
    void theStorageOnTheApisOwnHostGetsNoTokenEither() {
        github.on(ZIP, redirect(302, "/blob?sig=s"));
        github.on("/blob", bytes(200, BYTES));

        assertThat(api.download(REPOSITORY, 9, memory)).isInstanceOf(Download.Complete.class);
        assertThat(github.requests().get(1).hasToken()).isFalse();
    }

    @Test
    void theZipOfARenamedRepositoryIsFound() {
        github.on(ZIP, redirect(301, github.url("/repositories/42/actions/artifacts/9/zip")));
        github.on("/repositories/42/actions/artifacts/9/zip", redirect(302, storage.url("/blob?sig=s")));
        storage.on("/blob", bytes(200, BYTES));

        assertThat(api.download(REPOSITORY, 9, memory)).isInstanceOf(Download.Complete.class);
        assertThat(api.download(REPOSITORY, 9, memory)).isInstanceOf(Download.Complete.class);
        assertThat(github.requests()).hasSize(3);
    }

    @Test
    void aWebPageInsteadOfTheRedirectIsAFault() {
        github.on(ZIP, json("<html>"), redirect(302, storage.url("/blob?sig=s")));
        storage.on("/blob", bytes(200, BYTES));

        assertThat(api.download(REPOSITORY, 9, memory)).isInstanceOf(Download.Complete.class);
    }

    @Test
    void theStorageIsLeftAloneForAsLongAsItAsks() {
        signedAddresses();
        storage.on("/blob", status(503).with("Retry-After", 90), bytes(200, BYTES));

        assertThat(api.download(REPOSITORY, 9, memory)).isInstanceOf(Download.Complete.class);
        assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void manyDownloadsGoOnAtOnce() {
        storage.on("/blob", bytes(200, BYTES));
        LongStream.rangeClosed(1, 200)
                .forEach(id -> github.on(
                        REPO + "/actions/artifacts/" + id + "/zip", redirect(302, storage.url("/blob?sig=" + id))));

        assertThat(LongStream.rangeClosed(1, 200)
                        .parallel()
                        .mapToObj(id -> api.download(REPOSITORY, id, new Memory()))
                        .distinct())
                .containsExactly(new Download.Complete(BYTES.length, sha256(BYTES)));
    }

    @Test
    void aThreadInterruptedInTheMiddleOfABodyStops() throws InterruptedException {
        signedAddresses();
        storage.on("/blob", storage.silentAfter(new byte[50_000], BYTES.length));
        AtomicReference<Throwable> end = new AtomicReference<>();
        CountDownLatch reading = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try {
                api.download(REPOSITORY, 9, (body, length) -> {
                    reading.countDown();
                    body.readAllBytes();
                });
            } catch (NotNow stopped) {
                end.set(Thread.currentThread().isInterrupted() ? stopped : null);
            }
        });
        thread.start();
        reading.await();
        thread.interrupt();
        thread.join(10_000);

        assertThat(end.get()).isInstanceOf(NotNow.class);
    }

    private static void waitLongerThanAStall(CountDownLatch never) {
        try {
            assertThat(never.await(700, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
