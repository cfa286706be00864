package dev.inferencemax.extractor;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.springframework.util.FileSystemUtils;

/** A broker in a process of its own, with the settings that are deployed and its journal on disk. It can be killed and started again. */
public final class BrokerProcess implements AutoCloseable {

    private static final Path SETTINGS =
            Path.of("src/main/kubernetes/overlays/scale-out/broker.xml").toAbsolutePath();

    private final Path directory;
    private final int port = freePort();
    private Process process;

    public BrokerProcess(Path directory) {
        this.directory = directory;
        start();
    }

    /** What it is told, in the tests and where it is deployed. */
    public static Path settings() {
        return SETTINGS;
    }

    public String url() {
        return "tcp://localhost:" + port;
    }

    void start() {
        try {
            Files.createDirectories(directory);
            process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-Dextractor.broker.host=localhost",
                            "-Dextractor.broker.port=" + port,
                            "-Dextractor.broker.security=false",
                            "-Dartemis.instance=" + directory,
                            "-cp",
                            System.getProperty("java.class.path"),
                            BrokerProcess.class.getName()))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("broker.log").toFile())
                    .start();
            await().atMost(Duration.ofMinutes(1)).until(this::answers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    BrokerProcess kill() {
        process.destroyForcibly().onExit().join();
        return this;
    }

    /** What it was told is forgotten. */
    BrokerProcess loseJournal() {
        FileSystemUtils.deleteRecursively(directory.resolve("data").toFile());
        return this;
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] arguments) throws Exception {
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfigResourcePath(SETTINGS.toUri().toString());
        broker.start();
        Thread.currentThread().join();
    }
}
