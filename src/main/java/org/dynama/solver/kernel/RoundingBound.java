package org.dynama.solver.kernel;

import java.util.Arrays;
import org.dynama.model.Stages;
import org.dynama.model.Transitions;

/**
 * How far rounding can carry the optimal values of the profiles at hand from the exact ones, for exact numbers that are the
 * decimals of the doubles given: the running error of the recursion, a priori.
 *
 * <p>Only pairs that can be optimal in some of the profiles count, by bounds on the values from below and above: a penalty
 * that no policy ever pays loosens nothing. Cost {@code O(entries)} for all profiles in one box of types
 * ({@link Kernel#box}), a few times that for discounted runs.
 *
 * @see <a href="https://doi.org/10.1137/1.9780898718027">Higham (2002), Accuracy and Stability of Numerical Algorithms,
 *     chapter 3</a>
 */
public final class RoundingBound {
    private static final double UNIT = 0x1p-53;
    /** What a coefficient loses before any sum: weight, boost, type and coefficient are decimals, and two products. */
    private static final int INPUTS = 8;
    /** Sweeps that tighten the bounds of a discounted run. */
    private static final int SWEEPS = 32;

    private final Kernel solver;
    private final CompiledWelfare welfare;
    private final Transitions transitions;
    private final boolean[] pairs;
    /** By pair, over a box of types: the least and the most that a visit is worth, and the most that its parts measure. */
    private final double[] low;

    private final double[] high;
    private final double[] size;
    /** By state, bounds on its value. */
    private final double[] least;

    private final double[] most;

    /** A bound for the profiles that the solver has loaded. */
    public RoundingBound(Kernel solver, CompiledWelfare welfare) {
        this.solver = solver;
        this.welfare = welfare;
        transitions = solver.mdp.transitions();
        pairs = PairMask.of(solver.mdp, welfare).pairs();
        low = new double[pairs.length];
        high = new double[pairs.length];
        size = new double[pairs.length];
        least = new double[solver.states + 1];
        most = new double[solver.states + 1];
        for (int p = 0; p < pairs.length; p++) {
            if (pairs[p]) {
                measure(p);
            }
        }
    }

    private void measure(int p) {
        low[p] = high[p] = welfare.base[p];
        size[p] = welfare.baseSize[p];
        for (int m = welfare.offsets[p]; m < welfare.offsets[p + 1]; m++) {
            double c = welfare.coefficient[m];
            double smallest = solver.least(welfare.row[m]);
            double largest = solver.most(welfare.row[m]);
            low[p] += Math.min(c * smallest, c * largest);
            high[p] += Math.max(c * smallest, c * largest);
            size[p] += Math.abs(c) * Math.max(Math.abs(smallest), Math.abs(largest));
        }
    }

    private double expected(int p, double[] value) {
        double sum = 0;
        for (int k = transitions.begin(p); k < transitions.end(p); k++) {
            sum += transitions.probability(k) * value[transitions.next(k)];
        }
        return sum;
    }

    /** Roundings of one continuation, relative; probabilities that do not quite sum to one are one of them. */
    private double roundings(int p) {
        int terms = welfare.offsets[p + 1] - welfare.offsets[p];
        return UNIT * (INPUTS + terms + 2 * (transitions.end(p) - transitions.begin(p))) + transitions.imbalance(p);
    }

    private int end(int s) {
        return solver.mdp.endPair(s);
    }

    /** Bounds the values of a state from below and above by those of its successors. */
    private void bound(int s, double discount) {
        double best = Double.NEGATIVE_INFINITY;
        double limit = Double.NEGATIVE_INFINITY;
        for (int p = solver.mdp.firstPair(s); p < end(s); p++) {
            if (pairs[p]) {
                best = Math.max(best, low[p] + discount * expected(p, least));
                limit = Math.max(limit, high[p] + discount * expected(p, most));
            }
        }
        least[s] = best;
        most[s] = limit;
    }

    /** Whether a pair can be optimal in some profile; {@code parts} measures what its worth is made of. */
    private boolean mayBeOptimal(int p, double discount, double parts) {
        // The bounds are rounded themselves, by far less than this.
        double slack = parts * 0x1p-30;
        return pairs[p] && high[p] + discount * expected(p, most) + slack >= least[solver.mdp.stateOf(p)] - slack;
    }

    /**
     * For backward induction: the largest error of the value of any state.
     *
     * @param order of the states
     */
    public double acyclic(Stages order) {
        double[] parts = new double[solver.states + 1];
        double[] error = new double[solver.states + 1];
        double worst = 0;
        for (int k = solver.states - 1; k >= 0; k--) {
            int s = order.inOrder(k);
            bound(s, 1);
            for (int p = solver.mdp.firstPair(s); p < end(s); p++) {
                double here = pairs[p] ? size[p] + expected(p, parts) : 0;
                if (mayBeOptimal(p, 1, here)) {
                    parts[s] = Math.max(parts[s], here);
                    error[s] = Math.max(error[s], expected(p, error) + roundings(p) * here);
                }
            }
            worst = Math.max(worst, error[s]);
        }
        return worst;
    }

    /**
     * For policy iteration: the largest error of the value of any state.
     *
     * @param runs how long they are
     * @param stopping what an action may gain, beside the largest coefficient times the largest number of visits, when
     *     iteration stops
     */
    public double endless(Endless runs, double stopping) {
        double discount = runs.discount();
        double visits = runs.sum(1);
        double floor = Double.POSITIVE_INFINITY;
        double ceiling = Double.NEGATIVE_INFINITY;
        for (int s = 0; s < solver.states; s++) {
            // Without successors' values, the most that can be earned at once, and the least of these.
            bound(s, 0);
            floor = least[s] == Double.NEGATIVE_INFINITY ? floor : Math.min(floor, least[s]);
            ceiling = Math.max(ceiling, most[s]);
        }
        if (ends()) {
            // A run may be short.
            floor = Math.min(floor, 0);
            ceiling = Math.max(ceiling, 0);
        }
        Arrays.fill(least, floor * visits);
        Arrays.fill(most, ceiling * visits);
        for (int k = 0; k < SWEEPS * solver.states; k++) {
            bound(k % solver.states, discount);
        }
        double largest = 0;
        double roundings = 0;
        for (int p = 0; p < pairs.length; p++) {
            double parts = pairs[p] ? Math.max(size[p], Math.max(Math.abs(floor), Math.abs(ceiling)) * visits) : 0;
            if (mayBeOptimal(p, discount, parts)) {
                largest = Math.max(largest, size[p]);
                roundings = Math.max(roundings, roundings(p));
            }
        }
        double elimination = solver.deterministic ? 0 : 2 * UNIT * solver.states;
        return (roundings + elimination + stopping) * largest * visits * visits;
    }

    private boolean ends() {
        for (int p = 0; p < pairs.length; p++) {
            if (pairs[p] && transitions.begin(p) == transitions.end(p)) {
                return true;
            }
        }
        return false;
    }
}
