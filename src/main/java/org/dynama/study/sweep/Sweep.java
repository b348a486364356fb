package org.dynama.study.sweep;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dynama.config.ConfigException;
import org.dynama.file.WholeFile;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Printable;
import org.dynama.study.CellFolders;
import org.dynama.study.Progress;
import org.dynama.study.Stop;
import org.jspecify.annotations.Nullable;

/**
 * Runs the cells of a sweep, each like an ordinary run in its own folder, and goes on where a killed sweep stopped.
 *
 * <p>A cell gives the same bits here as alone, because nothing is shared between cells. A cell that fails is recorded, does
 * not stop the others, and is tried again when the sweep is.
 */
public final class Sweep {
    private final SweepSpec spec;
    private final SweepFolder folder;
    private final CellFolders folders;
    private final Listener listener;
    private final List<SweepRow> rows = new ArrayList<>();
    private volatile boolean stopped;

    /** Told how a sweep goes; {@link #finished} is called by one thread at a time. */
    public interface Listener {
        /**
         * A cell begins.
         *
         * @param number of the cell, from 1
         * @return told how far its run is
         */
        Progress started(SweepCell cell, int number);

        /** A cell is done or has failed; {@code results.csv} has its row. */
        void finished(SweepRow row, SweepTable table);
    }

    /**
     * A sweep into its folder.
     *
     * @param force whether cells are to be made anew, although they are done
     * @throws org.dynama.refusal.Refusal if a cell's folder holds the run of another spec, or of other files
     */
    public Sweep(SweepSpec spec, SweepFolder folder, boolean force, Listener listener) {
        this.spec = spec;
        this.folder = folder;
        this.listener = listener;
        folders = new CellFolders(spec.study(), force);
        for (SweepCell cell : spec.cells()) {
            var done = folders.finished(spec.document(cell), folder.cell(cell));
            rows.add(done == null ? SweepRow.waiting(cell) : SweepRow.done(cell, done));
        }
    }

    /** What is known so far. */
    public SweepTable table() {
        synchronized (rows) {
            return new SweepTable(spec.name(), rows);
        }
    }

    /**
     * Runs all cells that are not done.
     *
     * @param jobs cells at a time; the caller divides the threads among them
     */
    public SweepTable run(int jobs) {
        folder.write(table());
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
            SweepRow row = attempt(cell, listener.started(cell, number));
            synchronized (rows) {
                rows.set(number - 1, row);
                folder.write(table());
                listener.finished(row, table());
            }
            ended = true;
        } finally {
            stopped |= !ended;
        }
    }

    private SweepRow attempt(SweepCell cell, Progress progress) {
        try {
            SweepRow row = SweepRow.done(cell, folders.run(spec.document(cell), folder.cell(cell), progress));
            WholeFile.delete(folder.failure(cell));
            return row;
        } catch (Stop asked) {
            throw asked;
        } catch (Exception | OutOfMemoryError | StackOverflowError failure) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            WholeFile.write(folder.failure(cell), Printable.of(trace.toString()));
            return SweepRow.failed(cell, message(failure));
        }
    }

    /** Messages of checks stand for themselves; those of other exceptions often need their name. */
    private static String message(Throwable failure) {
        boolean spoken = failure instanceof ConfigException
                || failure instanceof Failure
                || failure instanceof IllegalArgumentException;
        return spoken ? String.valueOf(failure.getMessage()) : failure.toString();
    }
}
