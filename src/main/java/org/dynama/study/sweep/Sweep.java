package org.dynama.study.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dynama.file.WholeFile;
import org.dynama.refusal.Refusal;
import org.dynama.study.CellFolders;
import org.dynama.study.Progress;
import org.dynama.study.Stop;
import org.dynama.study.StoredRun;
import org.dynama.study.engine.Cell;
import org.dynama.study.engine.CellFailure;
import org.dynama.study.engine.Engine;

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
    private final List<Cell> cells = new ArrayList<>();
    private final List<SweepRow> rows = new ArrayList<>();

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
        for (int c = 0; c < spec.cells().size(); c++) {
            if (folder.has(c + 1)) {
                cells.add(cell(c));
                rows.add(row(c));
            }
        }
    }

    /** What is known so far. */
    public SweepTable table() {
        synchronized (rows) {
            return new SweepTable(spec.name(), rows);
        }
    }

    /** Runs all cells that are not done. */
    public SweepTable run(Engine engine) {
        folder.write(table());
        engine.run(waiting(), new Told());
        folder.end(table());
        return table();
    }

    /** What {@link #run} would have run. */
    public String plan(Engine engine) {
        return engine.plan(waiting());
    }

    private List<Cell> waiting() {
        List<Cell> waiting = new ArrayList<>();
        for (int c = 0; c < rows.size(); c++) {
            if (rows.get(c).status() != SweepRow.Status.DONE) {
                waiting.add(cells.get(c));
            }
        }
        return waiting;
    }

    private Cell cell(int index) {
        SweepCell cell = spec.cells().get(index);
        return new Cell(index + 1, cell.name(), folders, spec.document(cell), folder.cell(cell));
    }

    /** What an engine says goes into the table. */
    private final class Told implements Engine.Events {
        @Override
        public Progress started(Cell cell) {
            return listener.started(spec.cells().get(cell.number() - 1), cell.number());
        }

        @Override
        public void done(Cell cell) {
            WholeFile.delete(cell.failure());
            StoredRun<?> made = Objects.requireNonNull(folders.made(cell.spec(), cell.folder()));
            ended(cell, SweepRow.done(spec.cells().get(cell.number() - 1), made));
        }

        @Override
        public void failed(Cell cell, CellFailure failure) {
            failure.write(cell.failure());
            ended(cell, SweepRow.failed(spec.cells().get(cell.number() - 1), failure.message()));
        }

        private void ended(Cell cell, SweepRow row) {
            synchronized (rows) {
                rows.set(cells.indexOf(cell), row);
                folder.write(table());
                listener.finished(row, table());
            }
        }

        @Override
        public boolean isStopped() {
            return Stop.isAsked();
        }
    }

    /** What a cell's folder says. */
    private SweepRow row(int index) {
        SweepCell cell = spec.cells().get(index);
        StoredRun<?> done = folders.finished(spec.document(cell), folder.cell(cell));
        return done == null ? SweepRow.waiting(cell) : SweepRow.done(cell, done);
    }

    /** Looks for failures too; gives the names of cells that have neither a run nor a failure. */
    public List<String> look() {
        List<String> missing = new ArrayList<>();
        for (int c = 0; c < rows.size(); c++) {
            SweepCell cell = rows.get(c).cell();
            CellFailure failure = CellFailure.read(cells.get(c).failure());
            if (rows.get(c).status() == SweepRow.Status.WAITING && failure != null) {
                rows.set(c, SweepRow.failed(cell, failure.message()));
            } else if (rows.get(c).status() == SweepRow.Status.WAITING) {
                missing.add(cell.name());
            }
        }
        return missing;
    }

    /**
     * The table of what other processes have run.
     *
     * @param isPartial whether cells may be missing
     * @throws Refusal naming cells that have neither a run nor a failure
     */
    public SweepTable collect(boolean isPartial) {
        List<String> missing = look();
        if (!missing.isEmpty() && !isPartial) {
            throw Refusal.of(
                    folder.path() + " lacks " + missing.size() + " of " + rows.size() + " cells: "
                            + folder.missing(missing),
                    "Maybe wait for its shards or run them again, or --partial to go on without.");
        }
        folder.write(table());
        return table();
    }
}
