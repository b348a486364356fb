package org.dynama.serve;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Pattern;

/** The page itself and what it is made of, from the program's own files. */
final class Page {
    static final String INDEX = "index.html";

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*\\.([a-z0-9]+)");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private Page() {}

    static void send(HttpExchange exchange, String name) throws IOException {
        var parts = NAME.matcher(name);
        String type = parts.matches() ? TYPES.get(parts.group(1)) : null;
        try (InputStream stream = type == null ? null : Page.class.getResourceAsStream(name)) {
            if (stream == null || type == null) {
                throw Root.missing(name);
            }
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            Answer.bytes(exchange, Answer.OK, type, stream.readAllBytes());
        }
    }
}
