package org.dynama.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.dynama.refusal.Refusal;
import org.dynama.study.Studies;
import org.dynama.study.catalog.Catalog;
import org.dynama.study.catalog.ListedRun;

/** What is answered to whom; the guard comes first. */
final class Routes implements HttpHandler {
    private static final int LEAST = 2;
    private static final int MOST = 50;

    private final Guard guard;
    private final Studies studies;
    private final Root root;
    private final Catalog catalog;
    private final Watcher watcher;
    private final Events events;

    Routes(Guard guard, Studies studies, Root root, Catalog catalog, Watcher watcher, Events events) {
        this.guard = guard;
        this.studies = studies;
        this.root = root;
        this.catalog = catalog;
        this.watcher = watcher;
        this.events = events;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        boolean isGoingOn = false;
        try {
            Answer.begin(exchange);
            guard.check(exchange);
            isGoingOn = answer(exchange);
        } catch (HttpRefusal refusal) {
            Answer.refusal(exchange, refusal);
        } catch (Refusal refusal) {
            Answer.refusal(exchange, new HttpRefusal(HttpRefusal.MISSING, refusal.sentence()));
        } catch (RuntimeException fault) {
            Answer.refusal(exchange, new HttpRefusal(HttpRefusal.BROKEN, "The server failed: " + fault));
        } finally {
            if (!isGoingOn) {
                exchange.close();
            }
        }
    }

    /** Whether the answer goes on when this returns. */
    private boolean answer(HttpExchange exchange) throws IOException {
        String path = Escaped.text(exchange.getRequestURI().getRawPath());
        Map<String, List<String>> query = Escaped.query(exchange.getRequestURI());
        if (path.equals("/api/events") && exchange.getRequestMethod().equals("GET")) {
            events.open(exchange);
            return true;
        }
        if (path.equals("/")) {
            Page.send(exchange, Page.INDEX);
        } else if (path.startsWith("/static/")) {
            Page.send(exchange, path.substring("/static/".length()));
        } else if (path.startsWith("/files/")) {
            file(exchange, path.substring("/files/".length()), query.containsKey("download"));
        } else {
            Answer.json(exchange, api(path, query.getOrDefault("path", List.of())));
        }
        return false;
    }

    private Object api(String path, List<String> asked) {
        return switch (path) {
            case "/api/events" -> Map.of();
            case "/api/runs" -> watcher.latest().all(root);
            case "/api/run" -> details(asked);
            case "/api/compare" -> compared(asked);
            default -> throw Root.missing(path);
        };
    }

    private RunDetails details(List<String> asked) {
        if (asked.size() != 1) {
            throw new HttpRefusal(HttpRefusal.BAD, "The address must name one path.");
        }
        ListedRun run = run(asked.get(0));
        return RunDetails.of(studies, catalog, root, run, watcher.row(run));
    }

    private ComparedRuns compared(List<String> asked) {
        if (asked.size() < LEAST || asked.size() > MOST) {
            throw new HttpRefusal(HttpRefusal.BAD, "The address must name " + LEAST + " to " + MOST + " paths.");
        }
        return ComparedRuns.of(root, asked.stream().map(this::run).toList());
    }

    private ListedRun run(String path) {
        ListedRun run = catalog.at(root.of(path));
        if (run == null) {
            throw new HttpRefusal(HttpRefusal.MISSING, path + " is no run.");
        }
        return run;
    }

    private void file(HttpExchange exchange, String path, boolean isDownload) throws IOException {
        var file = root.file(path);
        if (!RunFiles.isShown(path) || !Root.isIn(path, watcher.latest().runs().keySet())) {
            throw new HttpRefusal(HttpRefusal.FORBIDDEN, "Only what runs leave for readers is shown.");
        }
        RunFiles.send(exchange, file, isDownload);
    }
}
