package org.dynama.study;

import org.jspecify.annotations.Nullable;

/** What a study is given to run in: its folder, a checkpoint, somebody to tell how far it is, and a clock. */
public final class Run {
    /** A kill loses at most about these; Java may be given others as {@code dynama.checkpoint}, 0 for every chance. */
    private static final String CHECKPOINT_SECONDS = "2";

    private final RunFolder folder;
    private final Checkpoint checkpoint;
    private final Progress progress;
    private final Live live;
    private final @Nullable PartsEngine elsewhere;
    private final Study<?, ?> study;
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

    private record Clock(double seconds) {}

    /** Where files besides the record go. */
    public RunFolder folder() {
        return folder;
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
            throw new IllegalStateException(study.name() + " has no other machines");
        }
        return elsewhere.open(parted, work, folder);
    }

    /** Tells how far the run is, and leaves it for those who watch; see {@link Progress#at}. */
    public void at(String phase, double done, String text) {
        progress.at(phase, done, text);
        live.at(phase, done, text, seconds());
    }

    /** Leaves a point of a curve for those who watch, by the next {@link #at}; see {@link LivePoint}. */
    public void point(String curve, double x, double y) {
        point(curve, x, y, Double.NaN, Double.NaN);
    }

    /** The same with an interval around {@code y}. */
    public void point(String curve, double x, double y, double low, double high) {
        live.point(new LivePoint(curve, x, y, low, high));
    }

    /** Seconds that the run has taken, those before a kill included. */
    public double seconds() {
        return before + (System.nanoTime() - begun) / 1e9;
    }

    /** Whether it is time to save: some seconds after the last piece, or at once when the program is asked to stop. */
    public boolean isDue() {
        return Stop.isAsked() || seconds() - saved >= checkpointSeconds;
    }

    /**
     * Stores a piece of what a killed run needs to go on.
     *
     * @throws Stop if the program was asked to stop, which it now can
     */
    public void save(String piece, Object state) {
        checkpoint.save(piece, state);
        saved = seconds();
        checkpoint.save("clock", new Clock(saved));
        Stop.ifAsked();
    }

    /** What to throw where the run fails. */
    RuntimeException explained(RuntimeException failure) {
        return checkpoint.explained(failure);
    }

    /** A piece that a killed run has stored; null where there is none. */
    public <T> @Nullable T load(String piece, Class<T> type) {
        return checkpoint.load(piece, type);
    }
}
