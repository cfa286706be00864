package dev.inferencemax.extractor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that takes whatever is sent to it: a collector, a gateway, somebody who waits for news. */
final class Receiver implements AutoCloseable {

    private final List<Sent> all = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ArrayDeque<>();
    private final HttpServer server;

    /**
     * What was sent.
     *
     * @param body a character for each byte: text is readable in it, also among binary fields
     */
    record Sent(String method, String path, String body) {}

    private Receiver(HttpServer server) {
        this.server = server;
    }

    static Receiver start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Receiver receiver = new Receiver(server);
            server.createContext("/", exchange -> {
                try (exchange) {
                    receiver.all.add(new Sent(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getPath(),
                            new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1)));
                    exchange.sendResponseHeaders(receiver.answer(), -1);
                }
            });
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How the next requests are answered; all others are welcome. */
    synchronized void answers(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    private synchronized int answer() {
        Integer status = answers.poll();
        return status == null ? 200 : status;
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    List<Sent> all() {
        return List.copyOf(all);
    }

    /** All that was sent to a path, in one. */
    String to(String path) {
        return String.join(
                "\n",
                all.stream()
                        .filter(sent -> sent.path().equals(path))
                        .map(Sent::body)
                        .toList());
    }

    void forget() {
        all.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
