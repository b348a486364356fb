package org.dynama.cli;

import java.util.function.LongSupplier;
import org.dynama.page.Numbers;

/** How long a phase will take yet, by what it has taken so far. */
final class Remaining {
    private static final double SECOND = 1e9;
    /** Before that nothing can be told. */
    private static final double FIRST = 3;

    private final LongSupplier clock;
    private String phase = "";
    private long begun;
    private double doneAtFirst;
    private long logged;

    /**
     * Begins before the first phase.
     *
     * @param clock nanoseconds
     */
    Remaining(LongSupplier clock) {
        this.clock = clock;
    }

    /** Seconds until a phase is done; -1 while that cannot be told. A run that goes on has not done at once what it begins with. */
    double at(String newPhase, double done) {
        long now = clock.getAsLong();
        if (!newPhase.equals(phase)) {
            phase = newPhase;
            begun = now;
            doneAtFirst = done;
            logged = now - (long) SECOND;
        }
        double seconds = (now - begun) / SECOND;
        boolean isTold = seconds >= FIRST && done > doneAtFirst;
        return isTold ? seconds * (1 - done) / (done - doneAtFirst) : -1;
    }

    /** Whether a second has passed since the last line of a log; or whether it must be said now. */
    boolean isDue(boolean mustBe) {
        long now = clock.getAsLong();
        boolean isDue = mustBe || now - logged >= SECOND;
        if (isDue) {
            logged = now;
        }
        return isDue;
    }

    /** What follows a line of progress; nothing where it cannot be told or little is left. */
    static String text(double left) {
        return left < 1 ? "" : ", about " + Numbers.seconds(Math.ceil(left)) + " left";
    }
}
