package org.dynama.serve;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One page that listens. What it does not take waits, up to a bound; a page that is slower is let go, and asks again: it stalls
 * nobody else.
 */
final class EventClient {
    private static final int MOST = 64;

    private final HttpExchange exchange;
    private final Executor senders;
    private final Consumer<EventClient> gone;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private boolean isSending;
    private boolean isLost;

    /** @param gone told once when nothing can be sent any more, or is to be */
    EventClient(HttpExchange exchange, Executor senders, Consumer<EventClient> gone) {
        this.exchange = exchange;
        this.senders = senders;
        this.gone = gone;
    }

    synchronized void offer(byte[] message) {
        if (isLost) {
            return;
        }
        if (waiting.size() >= MOST) {
            // Its sender is stuck, and closes the connection once it is not.
            lose();
            return;
        }
        waiting.add(message);
        if (!isSending) {
            isSending = true;
            try {
                senders.execute(this::send);
            } catch (RejectedExecutionException closed) {
                lose();
            }
        }
    }

    private synchronized void lose() {
        if (!isLost) {
            isLost = true;
            waiting.clear();
            gone.accept(this);
        }
    }

    /** What is to be sent next; null where nothing is, and whoever sends may go. */
    private synchronized byte @Nullable [] next() {
        byte[] message = waiting.poll();
        isSending = message != null;
        return message;
    }

    private synchronized boolean isLost() {
        return isLost;
    }

    private void send() {
        try {
            OutputStream out = exchange.getResponseBody();
            for (byte[] message = next(); message != null; message = next()) {
                out.write(message);
                out.flush();
            }
        } catch (IOException closed) {
            lose();
        }
        if (isLost()) {
            exchange.close();
        }
    }
}
