package org.dynama.exact.certificate;

import java.util.List;
import org.dynama.exact.rational.Rational;

/**
 * An optimal policy of one economy, with the visits and dual values that prove it, or without any where the run is finite:
 * then whoever checks it finds its values backward, from the ends of the run, as fast as reading them, and the proof holds
 * no more numbers than one. In chains of a thousand stages each of them has thousands of digits.
 *
 * @param value of the policy: affine welfare from the start, or per period (the gain) for an average-reward horizon,
 *     on average over first states
 * @param rows one for each state that counts, by index of the state
 * @param gains by row, the best gain from each state where they differ, for an average-reward horizon; else empty
 * @param isCompact whether it is the policy alone: then visits, passages and values of all rows are 0, and mean nothing
 */
public record Proof(Rational value, List<Row> rows, List<Rational> gains, boolean isCompact) {
    public Proof {
        rows = List.copyOf(rows);
        gains = List.copyOf(gains);
    }

    /** With gains that differ from state to state. */
    Proof(Rational value, List<Row> rows, List<Rational> gains) {
        this(value, rows, gains, false);
    }

    /** A policy alone. */
    static Proof compact(Rational value, List<Row> rows) {
        return new Proof(value, rows, List.of(), true);
    }

    /** With visits and dual values. */
    public Proof(Rational value, List<Row> rows) {
        this(value, rows, List.of(), false);
    }

    /**
     * One state.
     *
     * @param state its index
     * @param move index of the move that the policy takes there
     * @param visits expected (discounted) visits; the long-run share of periods for an average-reward horizon
     * @param passages expected visits before the run settles, at states that it then leaves for good, for an average-reward
     *     horizon; else 0
     * @param value the dual value of the state; its bias for an average-reward horizon
     */
    public record Row(int state, int move, Rational visits, Rational passages, Rational value) {
        /** A row of a compact proof. */
        static Row of(int state, int move) {
            return new Row(state, move, Rational.ZERO, Rational.ZERO, Rational.ZERO);
        }
    }
}
