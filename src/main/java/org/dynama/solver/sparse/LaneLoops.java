package org.dynama.solver.sparse;

import java.util.Arrays;
import java.util.BitSet;
import org.dynama.model.Endlessness;
import org.dynama.model.FreeLoops;
import org.dynama.model.Leaving;
import org.dynama.model.LoopLengths;
import org.dynama.model.Mdp;
import org.dynama.model.ProperPolicy;
import org.dynama.refusal.Refusal;

/**
 * What is special about one profile of a total reward whose runs need not end: policy iteration that begins with a policy which
 * ends every run, and changes a choice only for more than rounding can feign, so that every policy ends every run, unless a loop
 * earns more and more; loops that earn nothing; and how many actions errors add up over.
 */
final class LaneLoops {
    private final SparseGraph graph;
    private final LaneSweeps sweeps;
    private final Mdp mdp;
    /** Of the profile at hand: pairs of the MDP that may be used, those of them within reach, and those that earn nothing. */
    private BitSet usable = new BitSet();

    private BitSet allowed = new BitSet();
    private BitSet nothing = new BitSet();
    private int[] first = {};
    private final boolean[] ending;
    private final LoopLengths lengths;
    private FreeLoops free;

    LaneLoops(LaneSweeps sweeps) {
        graph = sweeps.graph;
        this.sweeps = sweeps;
        mdp = graph.mdp;
        ending = new boolean[graph.states];
        lengths = new LoopLengths(mdp);
        free = new FreeLoops(mdp, new BitSet());
    }

    /**
     * Takes a policy that ends every run.
     *
     * @throws Refusal if from some state none does
     */
    void begin() {
        BitSet wanted = new BitSet();
        BitSet earnless = new BitSet();
        for (int j = 0; j < graph.pairAt.length; j++) {
            wanted.set(graph.pairAt[j], sweeps.rewards.allows(j));
            boolean isFree = sweeps.rewards.worth[j] == 0 && sweeps.rewards.parts(j) == 0;
            earnless.set(graph.pairAt[j], isFree);
        }
        boolean same = wanted.equals(usable);
        if (!same) {
            usable = new BitSet();
            allowed = Endlessness.reachable(mdp, wanted);
            requireWay();
            usable = wanted;
            first = ProperPolicy.lowest(mdp, allowed);
        }
        if (!same || !earnless.equals(nothing)) {
            nothing = (BitSet) earnless.clone();
            earnless.and(allowed);
            free = new FreeLoops(mdp, earnless);
        }
        for (int j = 0; j < graph.pairAt.length; j++) {
            if (!allowed.get(graph.pairAt[j])) {
                sweeps.rewards.worth[j] = Double.NEGATIVE_INFINITY;
            }
        }
        take(first, sweeps.policy);
    }

    private void requireWay() {
        BitSet lost = (BitSet) allowed.clone();
        lost.andNot(Leaving.sure(mdp, allowed));
        if (!lost.isEmpty()) {
            throw Refusal.of(
                    "a total reward needs a way to end a run from wherever it may come, and there is none after "
                            + Endlessness.shown(mdp, lost),
                    "Maybe \"next\": {} for what ends a run.");
        }
    }

    private void take(int[] policy, int[] out) {
        for (int k = 0; k < out.length; k++) {
            int pair = policy[graph.stateAt[k]];
            out[k] = pair < 0 ? -1 : graph.pairs[k];
            while (pair >= 0 && graph.pairAt[out[k]] != pair) {
                out[k]++;
            }
        }
    }

    /** What rounding may feign between two pairs. */
    double least() {
        double largest = Arrays.stream(sweeps.value).map(Math::abs).max().orElse(0);
        return 4 * sweeps.rewards.mostNoise(largest);
    }

    /** @throws Refusal if the policy at hand keeps a run going for ever: what it was changed for, it earns again and again */
    void requireEnd() {
        if (ends()) {
            return;
        }
        BitSet taken = new BitSet();
        for (int j : sweeps.policy) {
            if (j >= 0) {
                taken.set(graph.pairAt[j]);
            }
        }
        BitSet loop = Endlessness.component(mdp, taken);
        if (!loop.isEmpty()) {
            throw Refusal.of(
                    "a total reward has no bound: more and more is earned for ever by " + Endlessness.shown(mdp, loop),
                    "Maybe boosts there that take away what is earned, or a discounted horizon.");
        }
    }

    /** Whether the policy at hand ends every run. */
    private boolean ends() {
        Arrays.fill(ending, false);
        boolean all = false;
        boolean grows = true;
        while (grows && !all) {
            grows = false;
            all = true;
            for (int k = 0; k < ending.length; k++) {
                int j = sweeps.policy[k];
                if (ending[k] || j < 0) {
                    continue;
                }
                int e = graph.entries[j];
                ending[k] = e == graph.entries[j + 1];
                while (!ending[k] && e < graph.entries[j + 1]) {
                    ending[k] = ending[graph.next[e++]];
                }
                grows |= ending[k];
                all &= ending[k];
            }
        }
        return all;
    }

    /** Makes the states of a loop that earns nothing worth the same. */
    void settle() {
        if (!free.isEmpty()) {
            double[] value = values();
            free.level(value);
            for (int k = 0; k < graph.states; k++) {
                sweeps.value[k] = value[graph.stateAt[k]];
            }
        }
    }

    private double[] values() {
        double[] value = new double[mdp.stateCount()];
        for (int k = 0; k < graph.states; k++) {
            value[graph.stateAt[k]] = sweeps.value[k];
        }
        return value;
    }

    /**
     * How far values may be off, if they may be off so far from those of the best policy that ends every run.
     *
     * @throws Refusal if to stay in a loop for ever is better than any end
     */
    double error(double error) {
        BitSet kept = free.betterKeptTo(values(), error);
        if (!kept.isEmpty()) {
            throw Refusal.of(
                    "to go on for ever by " + Endlessness.shown(mdp, kept)
                            + " earns nothing, and every end earns less: a total reward has no best policy that ends",
                    "Maybe an action there with \"next\": {} that earns nothing.");
        }
        return free.isEmpty() ? error : 2 * error;
    }

    /** Whether a pair stays in a loop that earns nothing, so that it misses nothing of its equation. */
    boolean isFree(int j) {
        return free.isInner(graph.pairAt[j]);
    }

    /** The most actions over which errors add up. */
    double visits(LaneBounds bounds, double missing) {
        double[] loss = new double[mdp.pairCount()];
        for (int k = 0; k < graph.states; k++) {
            for (int j = graph.pairs[k]; j < graph.pairs[k + 1]; j++) {
                loss[graph.pairAt[j]] = -bounds.lead(k, j);
            }
        }
        return lengths.most(free, allowed, loss, missing);
    }

    /** The rule's choice among level pairs, by position, which ends every run. */
    void lowest(BitSet level, int[] out) {
        BitSet pairs = new BitSet();
        level.stream().forEach(j -> pairs.set(graph.pairAt[j]));
        take(ProperPolicy.lowest(mdp, pairs), out);
    }
}
