package org.dynama.study.sweep;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dynama.config.ConfigException;
import org.dynama.study.InvalidRunException;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.dynama.learned.training.TrainingStopped;
import org.dynama.ama.search.SearchStopped;
import org.jspecify.annotations.Nullable;

/**
 * Runs the cells of a sweep, each like an ordinary run in its own folder, and goes on where a killed sweep stopped.
 *
 * <p>A cell gives the same bits here as alone, because nothing is shared between cells. A cell that fails is recorded, does
 * not stop the others, and is tried again when the sweep is.
 *
 * @param <R> what a run leaves
 */
public final class Sweep<R> {
    private static final String FAILURE = "failure.txt";

    private final CellKind<R> kind;
    private final SweepSpec spec;
    private final SweepDirectory directory;
    private final Listener<R> listener;
    private final List<SweepRow<R>> rows = new ArrayList<>();
    private volatile boolean stopped;

    /** Told how a sweep goes; {@link #finished} is called by one thread at a time. */
    public interface Listener<R> {
        /**
         * A cell begins.
         *
         * @param number of the cell, from 1
         * @return told how far its run is
         */
        Progress started(SweepCell cell, int number);

        /** A cell is done or has failed; {@code results.csv} has its row. */
        void finished(SweepRow<R> row, SweepTable<R> table);
    }

    /** A sweep of a spec of such cells into a folder. */
    public Sweep(CellKind<R> kind, SweepSpec spec, SweepDirectory directory, Listener<R> listener) {
        this.kind = kind;
        this.spec = spec;
        this.directory = directory;
        this.listener = listener;
        spec.cells().forEach(cell -> rows.add(stored(cell)));
    }

    /** What is known so far. */
    public SweepTable<R> table() {
        synchronized (rows) {
            return new SweepTable<>(spec.name(), kind, rows);
        }
    }

    /**
     * Runs all cells that are not done.
     *
     * @param jobs cells at a time; the caller divides the threads among them
     */
    public SweepTable<R> run(int jobs) {
        directory.write(directory.results(), table().toCsv());
        ExecutorService pool = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int c = 0; c < spec.cells().size(); c++) {
                int number = c + 1;
                if (rows.get(c).status() != SweepRow.Status.DONE) {
                    runs.add(pool.submit(() -> run(spec.cells().get(number - 1), number)));
                }
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } catch (ExecutionException exception) {
            throw rethrown(exception.getCause());
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the sweep was interrupted", exception);
        } finally {
            stopped = true;
            pool.shutdownNow();
        }
        return table();
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }

    private void run(SweepCell cell, int number) {
        if (stopped) {
            return;
        }
        boolean ended = false;
        try {
            SweepRow<R> row = attempt(cell, listener.started(cell, number));
            synchronized (rows) {
                rows.set(number - 1, row);
                directory.write(directory.results(), table().toCsv());
                listener.finished(row, table());
            }
            ended = true;
        } finally {
            stopped |= !ended;
        }
    }

    private SweepRow<R> attempt(SweepCell cell, Progress progress) {
        RunDirectory run = directory.cell(cell);
        try {
            SweepRow<R> row = SweepRow.done(cell, kind.run(cell, run, progress));
            Files.deleteIfExists(run.path().resolve(FAILURE));
            return row;
        } catch (Exception | OutOfMemoryError | StackOverflowError failure) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            run.write(run.path().resolve(FAILURE), trace.toString());
            return SweepRow.failed(cell, message(failure));
        }
    }

    /** Messages of checks stand for themselves; those of other exceptions often need their name. */
    private static String message(Throwable failure) {
        boolean spoken = failure instanceof ConfigException
                || failure instanceof InvalidRunException
                || failure instanceof SearchStopped
                || failure instanceof TrainingStopped
                || failure instanceof IllegalArgumentException;
        return spoken ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    /** A result is written last and whole; one that cannot be read is made again. */
    private SweepRow<R> stored(SweepCell cell) {
        RunDirectory run = new RunDirectory(directory.path().resolve(cell.name()));
        try {
            return Files.exists(run.result()) ? SweepRow.done(cell, kind.read(run)) : SweepRow.waiting(cell);
        } catch (InvalidRunException damaged) {
            return SweepRow.waiting(cell);
        }
    }
}
