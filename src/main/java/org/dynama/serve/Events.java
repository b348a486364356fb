package org.dynama.serve;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Server-sent events to all pages that are open. A page holds a thread only while something is on its way to it. */
final class Events implements AutoCloseable {
    private static final int MOST = 1_000;
    private static final long QUIET = 15_000_000_000L;

    private final Set<EventClient> clients = ConcurrentHashMap.newKeySet();
    private final ExecutorService senders = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "events");
        thread.setDaemon(true);
        return thread;
    });
    private volatile long said = System.nanoTime();

    boolean isEmpty() {
        return clients.isEmpty();
    }

    int size() {
        return clients.size();
    }

    /** Begins an answer that goes on for as long as the page is open. */
    void open(HttpExchange exchange) throws IOException {
        if (clients.size() >= MOST) {
            throw new HttpRefusal(HttpRefusal.FULL, MOST + " pages are open already: close some.");
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(Answer.OK, 0);
        EventClient client = new EventClient(exchange, senders, clients::remove);
        clients.add(client);
        client.offer(bytes(": welcome\n\n"));
    }

    /** Says something to everybody, who need not hear it. */
    void say(String event, String line) {
        all(bytes("event: " + event + "\ndata: " + line + "\n\n"));
    }

    /** Called now and then: where nothing was said for long, something that says nothing finds out who has gone. */
    void tick() {
        if (System.nanoTime() - said >= QUIET) {
            all(bytes(": still here\n\n"));
        }
    }

    private void all(byte[] message) {
        said = System.nanoTime();
        clients.forEach(client -> client.offer(message));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        senders.shutdownNow();
    }
}
