package org.dynama.online.regret;

import java.util.stream.LongStream;
import org.dynama.refusal.Refusal;

/**
 * The rounds at which curves are written down: equally spaced on a logarithmic scale, so that a run of any length keeps
 * a bounded number of points.
 */
public final class RoundGrid {
    private final long[] rounds;

    private RoundGrid(long[] rounds) {
        this.rounds = rounds;
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
                LongStream.concat(inner, LongStream.of(last)).distinct().toArray());
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
