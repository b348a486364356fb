package org.dynama.serve;

import java.time.Duration;
import org.dynama.config.Json;
import org.dynama.study.LiveStatus;
import org.dynama.study.catalog.Catalog;
import org.dynama.study.catalog.ListedRun;
import org.dynama.study.catalog.RunState;
import org.dynama.study.sweep.SweepFolder;
import org.jspecify.annotations.Nullable;

/** Looks at the folder again and again while somebody listens, and at most for a sixth of the time, and says what is new. */
final class Watcher implements AutoCloseable {
    private static final int REST = 5;

    private final Root root;
    private final Catalog catalog;
    private final Events events;
    private final Duration least;
    private final Thread thread = new Thread(this::watch, "watch");
    private Snapshot latest = Snapshot.NONE;
    private long next = System.nanoTime();

    /** @param least time between two looks */
    Watcher(Root root, Catalog catalog, Events events, Duration least) {
        this.least = least;
        this.root = root;
        this.catalog = catalog;
        this.events = events;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * The runs as they are, or were a moment ago.
     *
     * @throws org.dynama.refusal.Refusal if the folder is no more
     */
    synchronized Snapshot latest() {
        long begun = System.nanoTime();
        if (latest.generation() > 0 && begun - next < 0) {
            return latest;
        }
        Snapshot now = latest.next(catalog.of(root.given()).stream()
                .map(this::row)
                .filter(row -> !Root.isHidden(row.path()))
                .toList());
        if (now.generation() > latest.generation()) {
            if (!events.isEmpty()) {
                events.say("runs", Json.line(now.since(latest)));
            }
            latest = now;
        }
        long ended = System.nanoTime();
        next = ended + Math.max(least.toNanos(), REST * (ended - begun));
        return latest;
    }

    /** A run as the list has it. */
    RunRow row(ListedRun run) {
        return RunRow.of(root.name(run.path()), run, run.state() == RunState.RUNNING ? status(run) : null);
    }

    private @Nullable LiveStatus status(ListedRun run) {
        if (!SweepFolder.isAt(run.path())) {
            return LiveStatus.read(run.path());
        }
        return new LiveStatus("cells", SweepCells.of(catalog, root, run.path()).share(), run.says(), Double.NaN);
    }

    private void watch() {
        try {
            while (true) {
                if (!events.isEmpty() || latestIsNone()) {
                    look();
                }
                events.tick();
                Thread.sleep(1 + least.toMillis() / REST);
            }
        } catch (InterruptedException closed) {
            // Nobody is served any more.
        }
    }

    private synchronized boolean latestIsNone() {
        return latest.generation() == 0;
    }

    private void look() {
        try {
            latest();
        } catch (RuntimeException gone) {
            // Whoever asks for the list is told; the folder may come back.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
