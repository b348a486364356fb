package org.dynama.solver.discounted;

import java.util.Arrays;
import org.dynama.model.Transitions;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.PairMask;
import org.dynama.solver.kernel.Rows;

/**
 * Optimal policies of a discounted or total MDP, one per profile: sweeps of value iteration over the whole batch, then policy
 * iteration, which ends with values that solve {@code V = c_pi + discount P_pi V} exactly and that no action improves.
 *
 * <p>An action improves if it gains more than rounding can feign, and an iteration after which the values have not
 * risen is the last: no sequence of policies can cycle. Of actions that tie, the lowest is taken in the end.
 */
final class PolicyIteration {
    /** Enough for most policies to be optimal before any is evaluated; more of them cost more than they save. */
    private static final int SWEEPS = 24;

    /** Rounding of a value beside the largest coefficient of its policy times the largest number of visits. */
    public static final double ROUNDING = 4e-14;

    private final DiscountedSolver solver;
    private final Transitions transitions;
    private final double discount;
    private final PolicyEquations evaluation;
    /** The pair taken in state {@code s} by lane {@code w} at {@code s * WIDTH + w}, -1 in states without any. */
    final int[] policy;

    private final BestActions actions;
    private final double[] gain = new double[Rows.WIDTH];
    private final double[] tolerance = new double[Rows.WIDTH];
    private boolean[] allowed = {};

    PolicyIteration(DiscountedSolver solver) {
        this.solver = solver;
        transitions = solver.mdp.transitions();
        discount = solver.discount;
        policy = new int[solver.states * Rows.WIDTH];
        evaluation = new PolicyEquations(solver, policy);
        actions = new BestActions(solver);
    }

    /**
     * Fills the solver's value rows with optimal values, and the policy with one that attains them.
     *
     * @param c rows of coefficients by pair
     * @param pairs those that are allowed
     * @param count lanes in use
     */
    void run(double[][] c, boolean[] pairs, int count) {
        allowed = pairs;
        actions.allow(pairs);
        sweep(c);
        greedy(c, solver.zero);
        for (int w = 0; w < count; w++) {
            evaluate(c, w);
        }
        boolean[] open = new boolean[count];
        Arrays.fill(open, true);
        boolean improved = true;
        while (improved) {
            improved = improve(c, open);
        }
    }

    /** Fills the solver's value rows with what some sweeps of value iteration give. */
    private void sweep(double[][] c) {
        for (int s = 0; s <= solver.states; s++) {
            Rows.fill(solver.value[s], 0);
        }
        for (int k = 0; k < SWEEPS * solver.states; k++) {
            int s = k % solver.states;
            System.arraycopy(actions.maximum(c, s), 0, solver.value[s], 0, Rows.WIDTH);
        }
    }

    /** Improves every open lane's policy where an action gains; closes lanes where none does. */
    private boolean improve(double[][] c, boolean[] open) {
        Rows.fill(gain, 0);
        for (int s = 0; s < solver.states; s++) {
            Rows.maxDifference(gain, actions.maximum(c, s), solver.value[s]);
        }
        boolean any = false;
        for (int w = 0; w < open.length; w++) {
            if (open[w]) {
                open[w] = gain[w] > tolerance[w] && rises(c, w);
                any |= open[w];
            }
        }
        return any;
    }

    private boolean rises(double[][] c, int w) {
        double before = sum(w);
        improve(c, w);
        evaluate(c, w);
        return sum(w) > before;
    }

    /** What the policy is worth, and how far that may be off: coefficients that it never meets do not count. */
    private void evaluate(double[][] c, int w) {
        evaluation.evaluate(c, w);
        double largest = 0;
        for (int s = 0; s < solver.states; s++) {
            int p = policy[s * Rows.WIDTH + w];
            largest = p < 0 ? largest : Math.max(largest, Math.abs(c[p][w]));
        }
        tolerance[w] = solver.runs.sum(ROUNDING) * largest;
    }

    private double sum(int w) {
        double sum = 0;
        for (int s = 0; s < solver.states; s++) {
            sum += solver.value[s][w];
        }
        return sum;
    }

    /** Takes the lowest of the actions that tie in every state; the values stay what they are, up to rounding. */
    void breakTies(double[][] c) {
        greedy(c, tolerance);
    }

    /** Takes in every state and lane the lowest of the actions within {@code slack} of the best. */
    private void greedy(double[][] c, double[] slack) {
        for (int s = 0; s < solver.states; s++) {
            System.arraycopy(actions.lowest(c, s, slack), 0, policy, s * Rows.WIDTH, Rows.WIDTH);
        }
    }

    /** Takes the best action, the lowest of several, where it is worth more than the value by the tolerance. */
    private void improve(double[][] c, int w) {
        for (int s = 0; s < solver.states; s++) {
            double most = Double.NEGATIVE_INFINITY;
            int first = -1;
            for (int p = transitions.firstPair(s); p < transitions.endPair(s); p++) {
                if (allowed[p]) {
                    double q = continuation(c, p, w);
                    first = q > most ? p : first;
                    most = Math.max(most, q);
                }
            }
            if (first >= 0 && most > solver.value[s][w] + tolerance[w]) {
                policy[s * Rows.WIDTH + w] = first;
            }
        }
    }

    private double continuation(double[][] c, int p, int w) {
        int only = solver.successor(p);
        if (only >= 0) {
            return c[p][w] + discount * solver.value[only][w];
        }
        double q = c[p][w];
        for (int k = transitions.begin(p); k < transitions.end(p); k++) {
            q += discount * transitions.probability(k) * solver.value[transitions.next(k)][w];
        }
        return q;
    }

    /** Adds the occupancies of the policy to a table of zeros. */
    void addOccupancies(double[][] table, int count) {
        for (int w = 0; w < count; w++) {
            evaluation.addOccupancy(table, w);
        }
    }

    /** By lane, the least lead of the policy's actions where a table of its visits goes; the values must be its own. */
    double[] leads(CompiledWelfare welfare, double[][] visits, int count) {
        double[] leads = Rows.filled(count, Double.POSITIVE_INFINITY);
        boolean[] pairs = PairMask.of(solver.mdp, welfare).pairs();
        for (int p = 0; p < pairs.length; p++) {
            for (int w = 0; w < count && pairs[p]; w++) {
                int own = policy[transitions.stateOf(p) * Rows.WIDTH + w];
                if (p != own && own >= 0 && visits[own][w] > 0) {
                    double lead = worth(welfare, own, w) - worth(welfare, p, w);
                    leads[w] = Math.min(leads[w], lead);
                }
            }
        }
        return leads;
    }

    private double worth(CompiledWelfare welfare, int p, int w) {
        double q = welfare.at(p, solver.types, w);
        for (int k = transitions.begin(p); k < transitions.end(p); k++) {
            q += discount * transitions.probability(k) * solver.value[transitions.next(k)][w];
        }
        return q;
    }
}
