package org.dynama.serve;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Refusal;
import org.dynama.study.Studies;
import org.dynama.study.catalog.Catalog;

/** Serves the runs of a folder, to be watched in a browser: it reads, and changes nothing. */
public final class Server implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int BACKLOG = 512;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Events events = new Events();
    private final Watcher watcher;

    /**
     * Begins to serve.
     *
     * @param folder of runs
     * @param host name or number of the address to listen at
     * @param port to listen at; 0 for any that is free
     * @param least time between two looks at the folder, which is looked at for a sixth of the time at most
     * @throws Refusal if the folder is none, or the host is not this machine's
     * @throws Failure if the port is in use, or may not be used
     */
    public Server(Studies studies, Path folder, String host, int port, Duration least) {
        if (!Files.isDirectory(folder)) {
            throw Refusal.of(folder + " is no folder", "Maybe the folder runs, where runs go by default.");
        }
        // Answers are small and go at once; who begins a request must end it.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("sun.net.httpserver.maxReqTime", "20");
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
            server = HttpServer.create(address, BACKLOG);
            Root root = Root.of(folder);
            Catalog catalog = new Catalog(studies);
            watcher = new Watcher(root, catalog, events, least);
            Guard guard = new Guard(host, server.getAddress());
            server.createContext("/", new Routes(guard, studies, root, catalog, watcher, events));
        } catch (UnknownHostException unknown) {
            throw new Refusal("host", host, "is no address of this machine", "Maybe 127.0.0.1, for this machine alone.");
        } catch (SocketException refused) {
            throw new Failure(
                    "port " + port + " of " + host + " cannot be used: " + refused.getMessage(),
                    "Maybe another --port, or 0 for any that is free.");
        } catch (IOException exception) {
            throw new Failure(folder + " cannot be served: " + exception.getMessage(), "Maybe check its permissions.");
        }
        threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "serve");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        watcher.start();
        server.start();
    }

    private static void setUnlessSet(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }

    /** The port that it listens at. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Whether other machines may ask. */
    public boolean isOpen() {
        return !server.getAddress().getAddress().isLoopbackAddress();
    }

    /** How many pages listen. */
    public int listeners() {
        return events.size();
    }

    @Override
    public void close() {
        watcher.close();
        events.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
