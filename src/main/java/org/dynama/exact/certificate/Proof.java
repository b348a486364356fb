package org.dynama.exact.certificate;

import java.util.List;
import org.dynama.exact.rational.Rational;

/**
 * An optimal policy of one economy, with the visits and dual values that prove it, or without any where the run is finite:
 * then whoever checks it finds its values backward, from the ends of the run, as fast as reading them, and the proof holds
 * no more numbers than one. In chains of a thousand stages each of them has thousands of digits.
 *
 * @param value of the policy: affine welfare from the start, or per period (the gain) for an average-reward horizon
 * @param rows one for each state that counts, by index of the state
 * @param isCompact whether it is the policy alone: then visits, passages and values of all rows are 0, and mean nothing
 */
public record Proof(Rational value, List<Row> rows, boolean isCompact) {
    public Proof {
        rows = List.copyOf(rows);
    }

    /** With visits and dual values. */
    public Proof(Rational value, List<Row> rows) {
        this(value, rows, false);
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
