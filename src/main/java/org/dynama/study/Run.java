package org.dynama.study;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a study is given to run in: its folder, a checkpoint, somebody to tell how far it is, and a clock. */
public final class Run {
    /** A kill loses at most about these; Java may be given others as {@code dynama.checkpoint}, 0 for every chance. */
    private static final String CHECKPOINT_SECONDS = "2";

    /** Null, as its checkpoint and what others may watch, where nothing is to be left. */
    private final @Nullable RunFolder folder;

    private final @Nullable Checkpoint checkpoint;
    private final Progress progress;
    private final @Nullable Live live;
    private final @Nullable PartsEngine elsewhere;
    private final @Nullable Study<?, ?> study;
    private final double checkpointSeconds;
    private final long begun = System.nanoTime();
    private double before;
    private double saved = Double.NEGATIVE_INFINITY;

    Run(RunFolder folder, Study<?, ?> study, Progress progress, @Nullable PartsEngine elsewhere) {
        this.folder = folder;
        this.study = study;
        this.elsewhere = elsewhere;
        this.progress = progress;
        checkpointSeconds = Double.parseDouble(System.getProperty("dynama.checkpoint", CHECKPOINT_SECONDS));
        checkpoint = folder.checkpoint();
        live = new Live(folder.path());
        Clock clock = checkpoint.load("clock", Clock.class);
        before = clock == null ? 0 : clock.seconds();
    }

    private Run(Progress progress) {
        this.progress = progress;
        folder = null;
        study = null;
        elsewhere = null;
        checkpoint = null;
        live = null;
        checkpointSeconds = Double.POSITIVE_INFINITY;
    }

    /** A run that leaves no file and cannot be resumed: for those who only want the numbers. */
    public static Run withoutFolder(Progress progress) {
        return new Run(progress);
    }

    private record Clock(double seconds) {}

    /**
     * Where files besides the record go.
     *
     * @throws IllegalStateException in a run without one
     */
    public RunFolder folder() {
        if (folder == null) {
            throw new IllegalStateException("a run without a folder leaves no files");
        }
        return folder;
    }

    /** Leaves files that nobody reads again in this run, unless it has no folder. */
    public void leave(Consumer<RunFolder> files) {
        if (folder != null) {
            files.accept(folder);
        }
    }

    /** Whether other machines compute parts of long work. */
    public boolean hasElsewhere() {
        return elsewhere != null;
    }

    /**
     * Begins some work of the study on other machines, from what the folder holds: see {@link PartsEngine#open}.
     *
     * @throws IllegalStateException unless {@link #hasElsewhere}, or if the study's work has no parts
     */
    public PartsEngine.Session elsewhere(String work) {
        if (elsewhere == null || !(study instanceof Parted parted)) {
            throw new IllegalStateException((study == null ? "this run" : study.name()) + " has no other machines");
        }
        return elsewhere.open(parted, work, folder());
    }

    /** Tells how far the run is, and leaves it for those who watch; see {@link Progress#at}. */
    public void at(String phase, double done, String text) {
        progress.at(phase, done, text);
        if (live != null) {
            live.at(phase, done, text, seconds());
        }
    }

    /** Leaves a point of a curve for those who watch, by the next {@link #at}; see {@link LivePoint}. */
    public void point(String curve, double x, double y) {
        point(curve, x, y, Double.NaN, Double.NaN);
    }

    /** The same with an interval around {@code y}. */
    public void point(String curve, double x, double y, double low, double high) {
        if (live != null) {
            live.point(new LivePoint(curve, x, y, low, high));
        }
    }

    /** Seconds that the run has taken, those before a kill included. */
    public double seconds() {
        return before + (System.nanoTime() - begun) / 1e9;
    }

    /** Whether it is time to save: some seconds after the last piece, or at once when the program is asked to stop. */
    public boolean isDue() {
        return checkpoint != null && (Stop.isAsked() || seconds() - saved >= checkpointSeconds);
    }

    /**
     * Stores a piece of what a killed run needs to go on.
     *
     * @throws Stop if the program was asked to stop, which it now can
     */
    public void save(String piece, Object state) {
        if (checkpoint != null) {
            checkpoint.save(piece, state);
            saved = seconds();
            checkpoint.save("clock", new Clock(saved));
            Stop.ifAsked();
        }
    }

    /** What to throw where the run fails. */
    RuntimeException explained(RuntimeException failure) {
        return checkpoint == null ? failure : checkpoint.explained(failure);
    }

    /** A piece that a killed run has stored; null where there is none. */
    public <T> @Nullable T load(String piece, Class<T> type) {
        return checkpoint == null ? null : checkpoint.load(piece, type);
    }
}
