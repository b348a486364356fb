package org.dynama.solver.average;

import java.util.BitSet;
import org.dynama.model.EndComponents;
import org.dynama.model.Mdp;

/**
 * How far a gain may be from the exact one, and how clearly its policy is the only one.
 *
 * <p>For any function {@code d} of the state no policy earns more than {@code max (c + E[h'] - h + E[d'] - d)}, where
 * {@code h} are the biases. {@code d} are the biases of the policy if a visit costs what rounding may feign there; so a
 * large number where runs rarely come counts as rarely.
 *
 * @see <a href="https://doi.org/10.1002/9780470316887">Puterman (1994), Markov Decision Processes, theorem 8.5.5</a>
 */
final class GainBounds {
    /** For what rounding does to the bounds themselves. */
    private static final double SPARE = 1.125;

    private final Mdp mdp;
    private final PolicyChain chain;
    private final RelativeValues values;
    private final Leads leads;
    private final double[] feigned;
    private final double[] byPlace;
    private final double[] byState;
    private final BitSet level = new BitSet();
    private double error;
    private double margin;

    GainBounds(Mdp mdp, PolicyChain chain, RelativeValues values, Leads leads) {
        this.mdp = mdp;
        this.chain = chain;
        this.values = values;
        this.leads = leads;
        feigned = new double[mdp.stateCount()];
        byPlace = new double[mdp.stateCount()];
        byState = new double[mdp.stateCount()];
    }

    /** Measures the error; the policy is the chain's. */
    void measureError(int[] policy, int[] pairs) {
        for (int k = 0; k < chain.places().size(); k++) {
            byPlace[k] = leads.error(policy[chain.places().stateAt(k)]);
        }
        double average = chain.elimination().gatherLessAverage(byPlace);
        chain.elimination().spread(byPlace);
        double range = arrange();
        double excess = 0;
        for (int p : pairs) {
            double most = leads.lead(p) + leads.error(p) - average;
            if (most + range > excess && p != policy[mdp.stateOf(p)]) {
                excess = Math.max(excess, most + leads.rise(p, byState));
            }
        }
        error = SPARE * (average + excess) + 2 * RelativeValues.UNIT * Math.abs(values.gain());
    }

    /** Measures the margin, too. */
    void measureMargin(int[] policy, int[] pairs) {
        for (int s = 0; s < policy.length; s++) {
            feigned[s] = policy[s] < 0 ? 0 : leads.error(policy[s]);
        }
        for (int p : pairs) {
            int s = mdp.stateOf(p);
            feigned[s] = Math.max(feigned[s], leads.lead(p) + 2 * leads.error(p));
        }
        for (int k = 0; k < chain.places().size(); k++) {
            byPlace[k] = SPARE * feigned[chain.places().stateAt(k)] + error;
        }
        chain.elimination().gather(byPlace);
        chain.elimination().spread(byPlace);
        double range = arrange();
        level.clear();
        margin = Double.POSITIVE_INFINITY;
        boolean choice = false;
        for (int p : pairs) {
            int taken = policy[mdp.stateOf(p)];
            double behind = -leads.lead(p) - leads.error(p) - leads.error(taken);
            if (p == taken) {
                level.set(p);
            } else if (behind <= 2 * range || behind - 2 * range < margin) {
                behind -= leads.spread(p, byState);
                level.set(p, behind <= 0);
                choice |= behind <= 0;
                margin = chain.reaches(mdp.stateOf(p)) ? Math.min(margin, behind) : margin;
            }
        }
        // Level pairs out of reach may keep a run elsewhere for ever, at the same gain.
        if (choice && margin > 0 && EndComponents.of(mdp, level).size() > 1) {
            margin = 0;
        }
    }

    /** From places to states; the difference between the largest entry and the least, the origin's 0 counted. */
    private double arrange() {
        double least = 0;
        double most = 0;
        for (int k = 0; k < chain.places().size(); k++) {
            byState[chain.places().stateAt(k)] = byPlace[k];
            least = Math.min(least, byPlace[k]);
            most = Math.max(most, byPlace[k]);
        }
        return most - least;
    }

    /** How far the gain may be from the exact optimum. */
    double error() {
        return error;
    }

    /** The least lead of what is chosen over what is left, less what rounding may feign; infinite without a choice. */
    double margin() {
        return margin;
    }
}
