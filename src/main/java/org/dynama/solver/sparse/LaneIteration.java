package org.dynama.solver.sparse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Modified policy iteration for one profile: full sweeps, between which the policy at hand is swept alone, until values miss
 * their equations by no more than rounding. Where that is slow, policy iteration, each policy's equations solved by
 * {@link ChainEquations}; it ends where no action is better by more than rounding can feign.
 *
 * <p>What it finds depends on the profile alone. Time {@code O(entries)} a sweep.
 *
 * @see <a href="https://doi.org/10.1002/9780470316887">Puterman (1994), Markov Decision Processes, sections 6.5 and 8.7</a>
 */
final class LaneIteration {
    /** Of a residual, beside the largest number in it. */
    private static final double ROUNDING = 0x1p-48;

    private static final double LEVEL = 0x1p-46;
    private static final int ROUNDS = 100;
    /** Sweeps of a policy between full ones, and of one that nobody changes any more. */
    private static final int INNER = 6;

    private static final int SETTLED = 20;
    /** So many rounds must make residuals ten times smaller. */
    private static final int PATIENCE = 6;

    private static final int MOST_POLICIES = 1_000;

    private final SparseGraph graph;
    private final LaneSweeps sweeps;
    private final ChainSweeps chain;
    private final PolicyMatrix matrix;
    private final ChainEquations equations;
    private final LaneVisits visits;
    private final @Nullable ChainClasses classes;
    /** Null where runs end under every policy. */
    private final @Nullable LaneLoops loops;

    private final int[] all;

    LaneIteration(
            LaneSweeps sweeps,
            PolicyMatrix matrix,
            ChainEquations equations,
            LaneVisits visits,
            @Nullable ChainClasses classes,
            @Nullable LaneLoops loops) {
        graph = sweeps.graph;
        this.sweeps = sweeps;
        chain = new ChainSweeps(sweeps);
        this.matrix = matrix;
        this.equations = equations;
        this.visits = visits;
        this.classes = classes;
        this.loops = loops;
        all = new int[graph.states];
        Arrays.setAll(all, k -> k);
    }

    /** Finds values and a policy for the rewards that the sweeps hold; check them. */
    void run() {
        Arrays.fill(sweeps.value, 0);
        Arrays.fill(sweeps.policy, -1);
        sweeps.gain = 0;
        if (loops != null) {
            loops.begin();
            iterate();
            loops.settle();
            return;
        }
        sweeps.improve(true, 0);
        if (!sweep()) {
            iterate();
        }
    }

    /** Whether sweeps alone got there. */
    private boolean sweep() {
        double mark = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            int changed = sweeps.improve(false, 0);
            double missing = missing();
            if (missing <= ROUNDING * sweeps.size) {
                sweeps.gain = graph.average ? (sweeps.low + sweeps.high) / 2 : 0;
                return true;
            }
            if (round % PATIENCE == 0) {
                if (missing > mark / 10) {
                    return false;
                }
                mark = missing;
            }
            sweeps.follow();
            chain.run(changed == 0 ? SETTLED : INNER);
        }
        return false;
    }

    private double missing() {
        return graph.average ? sweeps.high - sweeps.low : Math.max(Math.abs(sweeps.low), Math.abs(sweeps.high));
    }

    private void iterate() {
        double before = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < MOST_POLICIES; step++) {
            evaluate();
            double sum = graph.average ? 0 : Arrays.stream(sweeps.value).sum();
            if (!graph.average && !(sum > before)) {
                return;
            }
            before = sum;
            double least = loops == null ? LEVEL * sweeps.size : loops.least();
            if (sweeps.improve(false, least) == 0) {
                return;
            }
            if (loops != null) {
                loops.requireEnd();
            }
        }
    }

    /** Solves the equations of the policy at hand. */
    private void evaluate() {
        int origin = classes == null ? -1 : settle(classes);
        matrix.take(sweeps.policy, all, graph.states, origin);
        int size = matrix.size();
        double[] right = new double[size];
        double[] found = Arrays.copyOf(sweeps.value, size);
        for (int k = 0; k < graph.states; k++) {
            right[k] = sweeps.policy[k] < 0 ? 0 : sweeps.rewards.worth[sweeps.policy[k]];
            found[k] -= origin < 0 ? 0 : sweeps.value[origin];
        }
        if (origin >= 0) {
            found[graph.states] = sweeps.gain;
        }
        equations.solve(matrix, false, right, found);
        System.arraycopy(found, 0, sweeps.value, 0, graph.states);
        sweeps.gain = origin < 0 ? 0 : found[graph.states];
    }

    /** Makes the policy one with a single recurrent class, the best of those that it has; a state in it. */
    private int settle(ChainClasses sorted) {
        sorted.find(visits.pairs(sweeps.policy));
        int best = 0;
        if (sorted.count() > 1) {
            double most = Double.NEGATIVE_INFINITY;
            for (int number = 0; number < sorted.count(); number++) {
                double gain = visits.gain(sweeps.policy, sorted, number, sweeps.rewards.worth);
                best = gain > most ? number : best;
                most = Math.max(most, gain);
            }
            walkTo(best, sorted);
        }
        int origin = 0;
        while (sorted.of(graph.stateAt[origin]) != best) {
            origin++;
        }
        return origin;
    }

    /** Every state outside a recurrent class takes a pair that may come nearer. */
    private void walkTo(int home, ChainClasses sorted) {
        boolean[] near = new boolean[graph.states];
        for (int k = 0; k < near.length; k++) {
            near[k] = sorted.of(graph.stateAt[k]) == home;
        }
        boolean grows = true;
        while (grows) {
            grows = false;
            for (int k = 0; k < near.length; k++) {
                for (int j = graph.pairs[k]; j < graph.pairs[k + 1] && !near[k]; j++) {
                    if (sweeps.rewards.allows(j) && comes(j, near)) {
                        near[k] = true;
                        sweeps.policy[k] = j;
                        grows = true;
                    }
                }
            }
        }
    }

    private boolean comes(int j, boolean[] near) {
        for (int e = graph.entries[j]; e < graph.entries[j + 1]; e++) {
            if (near[graph.next[e]]) {
                return true;
            }
        }
        return false;
    }
}
