package org.dynama.serve;

import com.sun.net.httpserver.HttpExchange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at a request before anything else does: it must ask and change nothing, and mean this server. A page from elsewhere can
 * have its own name point to this machine (DNS rebinding) and read what its reader could; its name stands in {@code Host} then.
 */
final class Guard {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?");
    private static final Pattern NUMERIC = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[.*]");

    private final Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    private final boolean isOpen;

    /**
     * A guard of a server.
     *
     * @param host that it was told to listen at
     * @param address that this is
     */
    Guard(String host, InetSocketAddress address) {
        names.add(host.toLowerCase(Locale.ROOT));
        names.add("[" + host.toLowerCase(Locale.ROOT) + "]");
        isOpen = !address.getAddress().isLoopbackAddress();
        if (isOpen) {
            try {
                names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
            } catch (UnknownHostException nameless) {
                // It is asked for by its number then.
            }
        }
    }

    /**
     * Lets a request pass.
     *
     * @throws HttpRefusal if it does not
     */
    void check(HttpExchange exchange) {
        if (!METHODS.contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            throw new HttpRefusal(HttpRefusal.METHOD, "Nothing can be changed here: only GET and HEAD are answered.");
        }
        List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
        if (hosts.size() != 1 || !isOwn(hosts.get(0))) {
            throw new HttpRefusal(HttpRefusal.HOST, "The header Host names another server than this one.");
        }
        URI uri = exchange.getRequestURI();
        if (uri.getScheme() != null || uri.getRawAuthority() != null || uri.getRawPath() == null) {
            throw new HttpRefusal(HttpRefusal.BAD, "The request must name a path alone.");
        }
    }

    /** An address in numbers is nobody's name, so that it can be no stranger's. */
    private boolean isOwn(String header) {
        Matcher host = HOST.matcher(header);
        if (!host.matches()) {
            return false;
        }
        String name = host.group(1).toLowerCase(Locale.ROOT);
        return names.contains(name) || (isOpen && NUMERIC.matcher(name).matches());
    }
}
