package org.dynama.solver.sparse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How often a policy comes to each state: expected, discounted visits, or long-run shares of periods. */
final class LaneVisits {
    private final SparseGraph graph;
    private final PolicyMatrix matrix;
    private final VisitSweeps sweeps;
    private final ChainEquations equations;
    private final @Nullable ChainClasses classes;
    /** By state, and whether a run can come there. */
    final double[] visits;

    final boolean[] reached;
    private final int[] members;
    private final int[] byState;

    LaneVisits(SparseGraph graph, PolicyMatrix matrix, ChainEquations equations, @Nullable ChainClasses classes) {
        this.graph = graph;
        this.matrix = matrix;
        sweeps = new VisitSweeps(matrix);
        this.equations = equations;
        this.classes = classes;
        visits = new double[graph.states];
        reached = new boolean[graph.states];
        members = new int[graph.states];
        byState = new int[graph.mdp.stateCount()];
    }

    /** Measures a policy, which has a pair wherever a run can come. */
    void measure(int[] policy) {
        Arrays.fill(visits, 0);
        reach(policy);
        if (classes == null) {
            flow(policy, gather(null, 0));
            return;
        }
        classes.find(pairs(policy));
        double[] entered = new double[classes.count()];
        if (entered.length == 1) {
            entered[0] = 1;
        } else {
            settle(policy, classes, entered);
        }
        double total = Arrays.stream(entered).sum();
        for (int number = 0; number < entered.length; number++) {
            if (entered[number] > 0) {
                share(policy, gather(classes, number), entered[number] / total);
            }
        }
    }

    /** By state of the MDP, the pair. */
    int[] pairs(int[] policy) {
        Arrays.fill(byState, -1);
        for (int k = 0; k < policy.length; k++) {
            byState[graph.stateAt[k]] = policy[k] < 0 ? -1 : graph.pairAt[policy[k]];
        }
        return byState;
    }

    private void reach(int[] policy) {
        Arrays.fill(reached, false);
        int open = 0;
        for (int k = 0; k < policy.length; k++) {
            reached[k] = graph.initial[k] > 0;
            if (reached[k]) {
                members[open++] = k;
            }
        }
        while (open > 0) {
            int j = policy[members[--open]];
            for (int e = j < 0 ? 0 : graph.entries[j]; j >= 0 && e < graph.entries[j + 1]; e++) {
                if (!reached[graph.next[e]]) {
                    reached[graph.next[e]] = true;
                    members[open++] = graph.next[e];
                }
            }
        }
    }

    /** The states of a class, or without classes those that are reached; how many. */
    private int gather(@Nullable ChainClasses sorted, int number) {
        int count = 0;
        for (int k = 0; k < graph.states; k++) {
            if (sorted == null ? reached[k] : sorted.of(graph.stateAt[k]) == number) {
                members[count++] = k;
            }
        }
        return count;
    }

    /** Visits of the members from the initial states on. */
    private void flow(int[] policy, int count) {
        matrix.take(policy, members, count, -1);
        double[] right = new double[count];
        for (int i = 0; i < count; i++) {
            right[i] = graph.initial[members[i]];
        }
        double[] found = right.clone();
        if (!sweeps.run(right, found)) {
            equations.solve(matrix, true, right, found);
        }
        for (int i = 0; i < count; i++) {
            visits[members[i]] = Math.max(0, found[i]);
        }
    }

    /** Measures the way alone: how often a policy comes to states that it leaves for good. */
    void pass(int[] policy, ChainClasses sorted) {
        Arrays.fill(visits, 0);
        reach(policy);
        sorted.find(pairs(policy));
        flowOn(policy, sorted);
    }

    /** The same; how many states there are. */
    private int flowOn(int[] policy, ChainClasses sorted) {
        int count = 0;
        for (int k = 0; k < graph.states; k++) {
            if (reached[k] && sorted.of(graph.stateAt[k]) < 0) {
                members[count++] = k;
            }
        }
        flow(policy, count);
        return count;
    }

    /** The probabilities of ending up in each class. */
    private void settle(int[] policy, ChainClasses sorted, double[] entered) {
        for (int k = 0; k < graph.states; k++) {
            int number = sorted.of(graph.stateAt[k]);
            if (number >= 0) {
                entered[number] += graph.initial[k];
            }
        }
        int count = flowOn(policy, sorted);
        for (int i = 0; i < count; i++) {
            int k = members[i];
            for (int e = graph.entries[policy[k]]; e < graph.entries[policy[k] + 1]; e++) {
                int number = sorted.of(graph.stateAt[graph.next[e]]);
                if (number >= 0) {
                    entered[number] += visits[k] * graph.probability[e];
                }
            }
            visits[k] = 0;
        }
    }

    /** What a recurrent class earns per period. */
    double gain(int[] policy, ChainClasses sorted, int number, double[] earned) {
        int count = gather(sorted, number);
        share(policy, count, 1);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += visits[members[i]] * earned[policy[members[i]]];
        }
        return sum;
    }

    private void share(int[] policy, int count, double weight) {
        matrix.take(policy, members, count, members[0]);
        double[] right = new double[count + 1];
        right[count] = 1;
        double[] found = new double[count + 1];
        Arrays.fill(found, 0, count, 1.0 / count);
        if (!sweeps.run(right, found)) {
            equations.solve(matrix, true, right, found);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            found[i] = Math.max(0, found[i]);
            sum += found[i];
        }
        for (int i = 0; i < count; i++) {
            visits[members[i]] = weight * (found[i] / sum);
        }
    }
}
