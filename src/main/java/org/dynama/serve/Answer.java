package org.dynama.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.dynama.config.Json;

/** How answers are written: each is whole, says its length, and is believed to be nothing but what its type says. */
final class Answer {
    static final int OK = 200;

    private static final String JSON = "application/json; charset=utf-8";

    private Answer() {}

    /** What holds for every answer. */
    static void begin(HttpExchange exchange) {
        Headers headers = exchange.getResponseHeaders();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("X-Frame-Options", "SAMEORIGIN");
        headers.set("Cache-Control", "no-store");
    }

    static void json(HttpExchange exchange, Object value) throws IOException {
        text(exchange, OK, JSON, Json.line(value) + "\n");
    }

    static void refusal(HttpExchange exchange, HttpRefusal refusal) throws IOException {
        text(exchange, refusal.status(), JSON, Json.line(Map.of("error", refusal.sentence())) + "\n");
    }

    private static void text(HttpExchange exchange, int status, String type, String text) throws IOException {
        bytes(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    static void bytes(HttpExchange exchange, int status, String type, byte[] content) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (begins(exchange, status, content.length)) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(content);
            }
        }
    }

    /** Sends so many bytes of a stream. */
    static void stream(HttpExchange exchange, String type, InputStream in, long length) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (begins(exchange, OK, length)) {
            byte[] buffer = new byte[1 << 16];
            try (OutputStream out = exchange.getResponseBody()) {
                for (long left = length; left > 0; ) {
                    int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                    if (read < 0) {
                        break;
                    }
                    out.write(buffer, 0, read);
                    left -= read;
                }
            }
        }
    }

    /** Whether a body is to follow. */
    private static boolean begins(HttpExchange exchange, int status, long length) throws IOException {
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        if (isHead) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
        }
        exchange.sendResponseHeaders(status, isHead || length == 0 ? -1 : length);
        return !isHead && length > 0;
    }
}
