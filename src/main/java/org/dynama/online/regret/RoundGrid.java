package org.dynama.online.regret;

import java.util.function.DoubleConsumer;
import java.util.stream.LongStream;
import org.dynama.refusal.Refusal;

/**
 * The rounds at which curves are written down: equally spaced on a logarithmic scale, so that a run of any length keeps
 * a bounded number of points.
 */
public final class RoundGrid {
    /** Rounds after which those who wait hear again: a fraction of a second of most runs. */
    private static final long PACE = 1L << 20;

    private final long[] rounds;
    private final DoubleConsumer waiting;

    private RoundGrid(long[] rounds, DoubleConsumer waiting) {
        this.rounds = rounds;
        this.waiting = waiting;
    }

    /**
     * Rounds {@code 10^(k / perDecade)}, rounded, from {@code first} on, and {@code last} itself.
     *
     * @throws Refusal unless {@code 1 <= first <= last} and {@code perDecade >= 1}
     */
    public static RoundGrid of(long first, long last, int perDecade) {
        if (last < 1) {
            throw new Refusal("rounds", last, "must be at least 1", "Maybe rounds: 10000.");
        }
        if (first < 1 || first > last || perDecade < 1) {
            throw Refusal.of(
                    "first = " + first + " and perDecade = " + perDecade + " must be at least 1, and first at most "
                            + last,
                    "");
        }
        int from = (int) Math.floor(perDecade * Math.log10((double) first)) - 1;
        int to = (int) Math.ceil(perDecade * Math.log10((double) last)) + 1;
        LongStream inner = LongStream.rangeClosed(from, to)
                .map(k -> Math.round(Math.pow(10, k / (double) perDecade)))
                .filter(t -> t >= first && t < last);
        return new RoundGrid(
                LongStream.concat(inner, LongStream.of(last)).distinct().toArray(), share -> {});
    }

    /** The same rounds, for a run whose share that is over somebody waits for; heard on the thread that runs it. */
    public RoundGrid heardBy(DoubleConsumer someone) {
        return new RoundGrid(rounds, someone);
    }

    /** The run has played its rounds from {@code from}, excluded, to {@code to}. */
    public void played(long from, long to) {
        if (from / PACE < to / PACE) {
            waiting.accept((double) to / last());
        }
    }

    public int size() {
        return rounds.length;
    }

    /** The number of rounds that have passed at point {@code k}. */
    public long round(int k) {
        return rounds[k];
    }

    /** The length of the run. */
    public long last() {
        return rounds[rounds.length - 1];
    }

    /** A fresh copy of all rounds. */
    public long[] rounds() {
        return rounds.clone();
    }
}
