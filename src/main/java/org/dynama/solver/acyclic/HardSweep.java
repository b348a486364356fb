package org.dynama.solver.acyclic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.RewardMap;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Rows;

/**
 * Optimal values of all states by one backward sweep, and the actions that attain them.
 *
 * <p>What a pair adds to the value of its successor is a number plus, for most pairs, a multiple of one type. Few multiples differ:
 * on a tree of sales one an agent. So these rows are computed once a batch; then a pair costs an addition, or two where there
 * is something to come, and a maximum. A state whose pairs are all of that kind, and all end or all go on, takes loops over two or
 * three of them; others go pair by pair. Bits are the same either way.
 */
final class HardSweep {
    /** Where multiples of types are nearly as many as pairs, computing them apart saves nothing. */
    private static final int PAIRS_A_ROW = 4;

    private static final double[] NONE = {};

    final AcyclicSolver solver;
    final int[] first;
    /** Whether all pairs of a state end the run, or none, and have rows of terms. */
    final boolean[] ends;

    private final boolean[] goesOn;
    /** By pair, the row that its reward adds; empty where it is not one row. */
    final double[][] term;
    /** By pair, the values of its successor. */
    private final double[][] next;
    /** The multiples: a pair that has it, the row of its type, and the row of the product. */
    private final List<Multiple> multiples = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // A row that is filled and never compared.
    private record Multiple(int pair, double[] type, double[] product) {}

    private record Key(int row, double coefficient) {}

    HardSweep(AcyclicSolver solver) {
        this.solver = solver;
        int pairs = solver.mdp.pairCount();
        first = new int[solver.states + 1];
        ends = new boolean[solver.states];
        goesOn = new boolean[solver.states];
        term = new double[pairs][];
        Arrays.fill(term, NONE);
        next = new double[pairs][];
        fillTerms(pairs);
        for (int s = 0; s < solver.states; s++) {
            first[s + 1] = solver.mdp.endPair(s);
            ends[s] = first[s + 1] - first[s] > 1;
            goesOn[s] = ends[s];
            for (int p = first[s]; p < first[s + 1]; p++) {
                next[p] = solver.successor(p) < 0 ? solver.zero : solver.value[solver.successor(p)];
                ends[s] &= term[p].length > 0 && solver.successor(p) == solver.states;
                goesOn[s] &= term[p].length > 0 && solver.successor(p) < solver.states;
            }
        }
    }

    private void fillTerms(int pairs) {
        RewardMap rewards = solver.rewards;
        Map<Key, Multiple> known = new HashMap<>();
        for (int p = 0; p < pairs; p++) {
            int terms = 0;
            int only = -1;
            for (int m = rewards.begin(p); m < rewards.end(p); m++) {
                if (rewards.component(m) != RewardMap.CONSTANT) {
                    terms++;
                    only = m;
                }
            }
            if (terms == 0 && solver.successor(p) >= 0) {
                term[p] = solver.zero;
            } else if (terms == 1 && solver.successor(p) >= 0) {
                int row = rewards.agent(only) * solver.dimension + rewards.component(only);
                int pair = p;
                term[p] = known.computeIfAbsent(
                                new Key(row, rewards.coefficient(only)),
                                key -> new Multiple(pair, solver.types[key.row], new double[Rows.WIDTH]))
                        .product;
            }
            if (known.size() > pairs / PAIRS_A_ROW) {
                Arrays.fill(term, NONE);
                return;
            }
        }
        multiples.addAll(known.values());
    }

    /** Whether no state goes pair by pair, nor does a reward have a part that does not depend on a type. */
    boolean isPlain() {
        RewardMap rewards = solver.rewards;
        boolean plain = solver.deterministic;
        for (int m = 0; m < rewards.end(rewards.pairs() - 1); m++) {
            plain &= rewards.component(m) != RewardMap.CONSTANT;
        }
        for (int s = 0; s < solver.states; s++) {
            plain &= ends[s] || goesOn[s];
        }
        return plain;
    }

    /** Whose type a plain pair's reward depends on; the number of agents where it is nobody's. */
    int agent(int p) {
        RewardMap rewards = solver.rewards;
        return rewards.begin(p) == rewards.end(p) ? rewards.agents() : rewards.agent(rewards.begin(p));
    }

    /** Fills the value rows. */
    void run(CompiledWelfare welfare) {
        for (Multiple multiple : multiples) {
            Rows.set(multiple.product, solver.zero, welfare.slope(multiple.pair), multiple.type);
        }
        for (int k = solver.states - 1; k >= 0; k--) {
            int s = solver.stages.inOrder(k);
            if (ends[s]) {
                end(solver.value[s], welfare.base, first[s], first[s + 1]);
            } else if (goesOn[s]) {
                goOn(solver.value[s], welfare.base, term, next, first[s], first[s + 1]);
            } else {
                solver.maximize(welfare, s);
            }
        }
    }

    private void end(double[] out, double[] base, int from, int end) {
        int p = from + 2 + (end - from) % 2;
        if (p == from + 2) {
            MaxRows.set(out, base[from], term[from], base[from + 1], term[from + 1]);
        } else {
            MaxRows.set(out, base[from], term[from], base[from + 1], term[from + 1], base[from + 2], term[from + 2]);
        }
        for (; p < end; p += 2) {
            MaxRows.raise(out, base[p], term[p], base[p + 1], term[p + 1]);
        }
    }

    /** The best of pairs that all go on: {@code base + term + next}, by pair. */
    static void goOn(double[] out, double[] base, double[][] term, double[][] next, int from, int end) {
        int p = from + 2 + (end - from) % 2;
        if (p == from + 2) {
            MaxRows.set(out, base[from], term[from], next[from], base[from + 1], term[from + 1], next[from + 1]);
        } else {
            MaxRows.set(
                    out,
                    base[from],
                    term[from],
                    next[from],
                    base[from + 1],
                    term[from + 1],
                    next[from + 1],
                    base[from + 2],
                    term[from + 2],
                    next[from + 2]);
        }
        for (; p < end; p += 2) {
            MaxRows.raise(out, base[p], term[p], next[p], base[p + 1], term[p + 1], next[p + 1]);
        }
    }

    /**
     * The lowest action that attains the value of state {@code s} in lane {@code w}, after a sweep: the same sums, so the same
     * bits. -1 where no action is allowed.
     */
    int best(CompiledWelfare welfare, int s, int w) {
        if (!ends[s] && !goesOn[s]) {
            return solver.bestPair(welfare, s, w);
        }
        double[] base = welfare.base;
        double most = solver.value[s][w];
        int best = -1;
        // From the last to the first and without a branch, which would be mispredicted: no sum is above the value.
        for (int p = first[s + 1] - 1; p >= first[s]; p--) {
            best = base[p] + term[p][w] + next[p][w] >= most ? p : best;
        }
        return most == Double.NEGATIVE_INFINITY ? -1 : best;
    }
}
