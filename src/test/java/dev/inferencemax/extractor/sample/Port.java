package dev.inferencemax.extractor.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** One listening port on loopback: takes requests, delivers answers as whole or as broken as they are meant to be. */
final class Port implements AutoCloseable {

    private static final int CONNECTIONS_WAITING = 1024;

    private final HttpServer server;
    private final ExecutorService threads;
    private final CountDownLatch closed = new CountDownLatch(1);

    Port(String name, Function<HttpExchange, Answer> answers) {
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), CONNECTIONS_WAITING);
        } catch (IOException e) {
            throw new UncheckedIOException("no port on loopback", e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                deliver(exchange, answers.apply(exchange));
            }
        });
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void deliver(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.delivery() == Answer.Delivery.NOTHING) {
            return; // closing the exchange without an answer closes the connection
        }
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body();
        boolean bodiless = body.length == 0
                || answer.status() == 304
                || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
        if (bodiless) {
            return;
        }
        OutputStream out = exchange.getResponseBody();
        if (answer.delivery() == Answer.Delivery.WHOLE) {
            out.write(body);
            out.close();
            return;
        }
        out.write(body, 0, body.length / 2);
        out.flush();
        if (answer.delivery() == Answer.Delivery.HALF_THEN_SILENCE) {
            silence();
        }
    }

    private void silence() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
