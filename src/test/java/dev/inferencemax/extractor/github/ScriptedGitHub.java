package dev.inferencemax.extractor.github;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A server on loopback that answers what a test scripted, in that order, the last for ever; the rest is a 418. On a bare
 * socket, because the JDK's server always states the real date, cannot break a connection and waits for no one.
 */
final class ScriptedGitHub implements AutoCloseable {

    /** One request as it arrived. */
    record Request(String path, String query, Map<String, String> headers) {

        boolean hasToken() {
            return headers.containsKey("Authorization");
        }

        String header(String name) {
            return headers.get(name);
        }

        String uri() {
            return query == null ? path : path + "?" + query;
        }
    }

    /** What goes back: a head that grows by {@link #with}, and a way to send the rest. */
    record Reply(String head, Sending rest) {

        Reply with(String header, Object value) {
            return new Reply(head + header + ": " + value + "\r\n", rest);
        }
    }

    @FunctionalInterface
    private interface Sending {
        void over(Socket socket, String head) throws IOException;
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Function<Request, Reply>> script = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    ScriptedGitHub() {
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
        threads.execute(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException closed) {
            closing.countDown();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = in.readLine();
            if (line == null) {
                return;
            }
            URI uri = URI.create(line.split(" ", 3)[1]);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
                String[] parts = header.split(": ", 2);
                headers.put(parts[0], parts[1]);
            }
            Request request = new Request(uri.getPath(), uri.getQuery(), headers);
            requests.add(request);
            Reply reply = script.getOrDefault(uri.getPath(), any -> status(418)).apply(request);
            reply.rest().over(socket, reply.head());
        } catch (IOException clientLeft) {
            // as clients may
        }
    }

    void on(String path, Reply... replies) {
        Deque<Reply> left = new ArrayDeque<>(Arrays.asList(replies));
        onEach(path, request -> {
            synchronized (left) {
                return left.size() > 1 ? left.poll() : left.peek();
            }
        });
    }

    void onEach(String path, Function<Request, Reply> replies) {
        script.put(path, replies);
    }

    URI url() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    URI url(String path) {
        return URI.create(url() + path);
    }

    List<Request> requests() {
        return requests;
    }

    List<String> asked() {
        return requests.stream().map(Request::uri).toList();
    }

    long tokensSeen() {
        return requests.stream().filter(Request::hasToken).count();
    }

    static Reply status(int status) {
        return status(status, "{\"message\":\"status " + status + "\"}");
    }

    static Reply status(int status, String body) {
        return bytes(status, body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply json(String body) {
        return status(200, body);
    }

    static Reply bytes(int status, byte[] body) {
        return sending(status, body, body.length, () -> {});
    }

    static Reply redirect(int status, Object location) {
        return bytes(status, new byte[0]).with("Location", location);
    }

    /** Promises more than it sends, then hangs up. */
    static Reply cutAfter(byte[] part, long promised) {
        return sending(200, part, promised, () -> {});
    }

    /** Breaks the connection without a word. */
    static Reply nothing() {
        return new Reply("", (socket, head) -> socket.setSoLinger(true, 0));
    }

    /** Sends a part, then neither goes on nor hangs up. */
    Reply silentAfter(byte[] part, long promised) {
        return sending(200, part, promised, this::waitForTheEnd);
    }

    /** Takes the request and never answers. */
    Reply silent() {
        return new Reply("", (socket, head) -> waitForTheEnd());
    }

    private static Reply sending(int status, byte[] body, long promised, Runnable then) {
        String head = "HTTP/1.1 " + status + " Scripted\r\nConnection: close\r\nContent-Length: " + promised + "\r\n";
        return new Reply(head, (socket, grown) -> {
            socket.getOutputStream().write((grown + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            then.run();
        });
    }

    private void waitForTheEnd() {
        try {
            closing.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            server.close();
        } catch (IOException alreadyClosed) {
            throw new UncheckedIOException(alreadyClosed);
        }
        threads.shutdownNow();
    }

    static String objects(String field, long total, List<String> objects) {
        return "{\"total_count\": " + total + ", \"" + field + "\": [" + String.join(", ", objects) + "]}";
    }

    static String next(URI address) {
        return "<http://localhost/first>; rel=\"first\", <" + address
                + ">; rel=\"next\", <http://localhost/x>; rel=\"last\"";
    }
}
