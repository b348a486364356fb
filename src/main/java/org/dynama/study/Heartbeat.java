package org.dynama.study;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Says that work goes on where nothing else says so: after two seconds without a word, then after four more, eight, and so on, up
 * to a minute between one and the next. A first solve, a seed and a bound are one step each, and can take minutes.
 */
public final class Heartbeat implements Progress {
    private static final long SECOND = 1_000_000_000L;
    private static final long FIRST = 2 * SECOND;
    private static final long LONGEST = 60 * SECOND;
    private static final long TICK_MILLIS = 250;

    private final Progress progress;
    private final LongSupplier clock;
    private String phase;
    private double done;
    private long begun;
    private long next;
    private long wait = FIRST;

    /**
     * Hears first of a phase, which nobody else is told before it has taken two seconds.
     *
     * @param phase that begins now
     * @param progress what is told of everything
     * @param clock nanoseconds
     */
    public Heartbeat(String phase, Progress progress, LongSupplier clock) {
        this.phase = phase;
        this.progress = progress;
        this.clock = clock;
        restart();
    }

    private void restart() {
        begun = clock.getAsLong();
        wait = FIRST;
        next = begun + wait;
    }

    @Override
    public synchronized void at(String newPhase, double newDone, String text) {
        phase = newPhase;
        done = newDone;
        restart();
        progress.at(newPhase, newDone, text);
    }

    @Override
    public void still(String waiting, double share, long seconds) {
        progress.still(waiting, share, seconds);
    }

    /** Looks at the clock: says something if it is time. */
    public synchronized void beat() {
        long now = clock.getAsLong();
        if (now - next >= 0) {
            wait = Math.min(LONGEST, 2 * wait);
            next = now + wait;
            progress.still(phase, done, (now - begun) / SECOND);
        }
    }

    /** Does some work while a thread looks at the clock. */
    public <T> T during(Supplier<T> work) {
        Thread thread = new Thread(this::beatOn, "heartbeat");
        thread.setDaemon(true);
        thread.start();
        try {
            return work.get();
        } finally {
            thread.interrupt();
        }
    }

    private void beatOn() {
        try {
            while (true) {
                Thread.sleep(TICK_MILLIS);
                beat();
            }
        } catch (InterruptedException over) {
            // The work is done.
        }
    }
}
