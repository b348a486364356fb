package org.dynama.solver.kernel;

import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Refusal;

/** What an MDP must be for solvers of discounted runs without an end. */
public final class Endless {
    /** The relative error to which an objective of few periods is known. */
    private static final double ROUNDING = 1e-13;

    /** Of each period of many: the rounding of a value. */
    private static final double ROUNDING_OF_A_PERIOD = 16 * Math.ulp(1.0);

    /** Relative errors above leave Newton's steps for the joint entropy, which square them, no digits. */
    private static final double BLUNT = 1e-8;

    private Endless() {}

    /**
     * Gives up on the joint entropy where rounding decides its solution.
     *
     * @throws Failure if the discount is above 0.9999996, about
     */
    public static void requireJointEntropy(double discount) {
        if (rounding(discount) > BLUNT) {
            throw new Failure(
                    "the joint entropy at discount " + discount + " cannot be solved in doubles: a value there is "
                            + "the sum of too many rewards",
                    "Maybe conditional entropy, or an average-reward horizon.");
        }
    }

    /**
     * The relative error to which a sum over visits is known: each of {@code 1 / (1 - discount)} visits carries the
     * rounding of a value.
     *
     * @param discount 1 for a finite horizon
     */
    public static double rounding(double discount) {
        return discount < 1 ? Math.max(ROUNDING, ROUNDING_OF_A_PERIOD / (1 - discount)) : ROUNDING;
    }

    /**
     * The discount.
     *
     * @throws IllegalArgumentException if the horizon is not discounted, or an action ends the run
     */
    public static double discount(Mdp mdp) {
        if (!(mdp.horizon() instanceof Horizon.Discounted horizon)) {
            throw new Refusal("horizon", mdp.horizon(), "must be discounted", "");
        }
        Transitions transitions = mdp.transitions();
        for (int p = 0; p < mdp.pairCount(); p++) {
            if (transitions.feasible(p) && transitions.begin(p) == transitions.end(p)) {
                throw new Refusal(
                        "\"" + mdp.pairName(p) + "\"",
                        "",
                        "ends the run, which a discounted horizon does not allow",
                        "Maybe let it lead to a state that stays for ever.");
            }
        }
        return horizon.discount();
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
                for (int k = transitions.begin(p); k < transitions.end(p) && reached[p / mdp.actionCount()]; k++) {
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
