package org.dynama.exact.certificate;

import java.util.List;
import org.dynama.exact.rational.Rational;

/**
 * An optimal policy of one economy with the dual values that prove it.
 *
 * @param value of the policy: affine welfare from the start, or per period (the gain) for an average-reward horizon
 * @param rows one for each state that counts, by index of the state
 */
public record Proof(Rational value, List<Row> rows) {
    public Proof {
        rows = List.copyOf(rows);
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
    public record Row(int state, int move, Rational visits, Rational passages, Rational value) {}
}
