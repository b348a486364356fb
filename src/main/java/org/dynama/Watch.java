package org.dynama;

import org.dynama.refusal.Cancelled;
import org.dynama.study.Progress;

/**
 * Hears how far long work is, and can stop it: a search, an evaluation, an audit. One object watches one piece of work.
 *
 * <p>Work stops where it next says how far it is, mostly within milliseconds, after a step on one block of profiles at the
 * latest. It then throws {@link Cancelled}, and nothing of it runs on. Interrupting the thread that called for the work does the
 * same, so that {@code Future.cancel(true)} does; the thread stays interrupted.
 */
public final class Watch {
    private final Progress listener;
    private volatile boolean isStopped;

    private Watch(Progress listener) {
        this.listener = listener;
    }

    /** Tells nobody. */
    public static Watch silent() {
        return new Watch(Progress.SILENT);
    }

    /**
     * Tells a listener, on the thread that called for the work, and often: it must be quick. What it throws ends the work.
     *
     * @param listener told what is done, which share of that, in [0, 1], and the latest figure
     * @throws org.dynama.refusal.Refusal if it is null
     */
    public static Watch of(Progress listener) {
        return new Watch(Given.value("listener", listener));
    }

    /** Ends the work, now or as soon as it begins; from any thread. */
    public void stop() {
        isStopped = true;
    }

    Progress progress() {
        return (phase, done, text) -> {
            listener.at(phase, done, text);
            requireWanted();
        };
    }

    /** Ends the work if that is wanted. */
    void requireWanted() {
        if (isStopped) {
            throw new Cancelled("stopped, as was asked for");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new Cancelled("interrupted while solving");
        }
    }
}
