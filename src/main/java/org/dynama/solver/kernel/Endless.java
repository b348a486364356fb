package org.dynama.solver.kernel;

import org.dynama.model.Endlessness;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.RunLengths;
import org.dynama.model.Transitions;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Refusal;

/**
 * What solvers of discounted and of total horizons know of an MDP, in which cycles have no end in sight.
 *
 * @param discount the factor on the next period: in (0, 1), and 1 where runs end by themselves
 * @param visits how many actions a run takes at most, expected and discounted; infinite where some policy never ends it; 1 for a
 *     finite horizon, where none is asked for
 */
public record Endless(double discount, double visits) {
    /** The relative error to which an objective of few periods is known. */
    private static final double ROUNDING = 1e-13;

    /** Of each period of many: the rounding of a value. */
    private static final double ROUNDING_OF_A_PERIOD = 16 * Math.ulp(1.0);

    /** Relative errors above leave Newton's steps for the joint entropy, which square them, no digits. */
    private static final double BLUNT = 1e-8;

    /** Of a finite horizon. */
    public static final Endless FINITE = new Endless(1, 1);

    /**
     * Of a discounted or total horizon.
     *
     * @throws IllegalArgumentException if the horizon is neither
     */
    public static Endless of(Mdp mdp) {
        Horizon horizon = mdp.horizon();
        if (!(horizon instanceof Horizon.Discounted) && !(horizon instanceof Horizon.Total)) {
            throw new Refusal("horizon", horizon, "must be discounted or total", "");
        }
        return new Endless(
                horizon.discount(),
                Endlessness.mayLast(mdp)
                        ? Double.POSITIVE_INFINITY
                        : RunLengths.of(mdp).most());
    }

    /** Whether a run of a total horizon can go on for ever. */
    public boolean mayLast() {
        return Double.isInfinite(visits);
    }

    /**
     * For whoever can only solve what ends under every policy.
     *
     * @param what is asked for
     * @throws IllegalArgumentException if a run can go on for ever
     */
    public void requireEnd(Mdp mdp, String what) {
        if (mayLast()) {
            throw Refusal.of(
                    what + " needs runs that end under every policy, and one can go on for ever by "
                            + Endlessness.shown(mdp, Endlessness.component(mdp, mdp.allPairs())),
                    "Maybe optimizer: none, some probability of an end for each of these, or a discounted horizon.");
        }
    }

    /** What adds up to {@code each} at every visit. */
    public double sum(double each) {
        return discount < 1 ? each / (1 - discount) : each * visits;
    }

    /** The relative error to which a sum over visits is known: each carries the rounding of a value. */
    public double rounding() {
        return Math.max(ROUNDING, sum(ROUNDING_OF_A_PERIOD));
    }

    /**
     * Gives up on the joint entropy where rounding decides its solution.
     *
     * @throws Failure if a run takes more than three million actions, about, as at a discount of 0.9999996
     */
    public void requireJointEntropy() {
        if (rounding() > BLUNT) {
            throw new Failure(
                    "the joint entropy "
                            + (discount < 1 ? "at discount " + discount : "of runs of " + visits + " actions")
                            + " cannot be solved in doubles: a value there is the sum of too many rewards",
                    "Maybe conditional entropy, or an average-reward horizon.");
        }
    }

    /**
     * Refuses states that no run visits: their entropy has no derivative.
     *
     * @throws IllegalArgumentException names the first such state
     */
    public static void requireReach(Mdp mdp) {
        boolean[] reached = new boolean[mdp.stateCount()];
        boolean grows = true;
        for (int s = 0; s < reached.length; s++) {
            reached[s] = mdp.initial().get(s) > 0;
        }
        Transitions transitions = mdp.transitions();
        while (grows) {
            grows = false;
            for (int p = 0; p < mdp.pairCount(); p++) {
                for (int k = transitions.begin(p); k < transitions.end(p) && reached[mdp.stateOf(p)]; k++) {
                    grows |= !reached[transitions.next(k)];
                    reached[transitions.next(k)] = true;
                }
            }
        }
        for (int s = 0; s < reached.length; s++) {
            if (!reached[s]) {
                throw new Refusal(
                        "state \"" + mdp.states().get(s) + "\"",
                        "",
                        "cannot be reached",
                        "Maybe remove it, or give it an initial probability.");
            }
        }
    }
}
