package org.dynama.model;

import java.util.BitSet;
import java.util.Collections;

/** An MDP with some of its pairs, in which the states of a loop that earns nothing are one. */
final class MergedLoops {
    private MergedLoops() {}

    /**
     * The longest runs, expected; infinite where one can go on for ever, or a place has none of these pairs.
     *
     * @param allowed whose states count
     * @param near the pairs that are taken
     */
    static double longest(Mdp mdp, FreeLoops loops, BitSet allowed, BitSet near) {
        int[] place = new int[mdp.stateCount()];
        int states = 0;
        for (int pair = allowed.nextSetBit(0); pair >= 0; pair = allowed.nextSetBit(pair + 1)) {
            int home = loops.home(mdp.stateOf(pair));
            place[home] = place[home] > 0 ? place[home] : ++states;
        }
        int[] used = new int[states];
        Transitions.Builder builder = new Transitions.Builder(states, Math.max(1, near.cardinality()));
        for (int pair = near.nextSetBit(0); pair >= 0; pair = near.nextSetBit(pair + 1)) {
            int from = place[loops.home(mdp.stateOf(pair))] - 1;
            int action = used[from]++;
            builder.end(from, action);
            for (int k = mdp.transitions().begin(pair); k < mdp.transitions().end(pair); k++) {
                int to = place[loops.home(mdp.transitions().next(k))] - 1;
                builder.to(from, action, to, mdp.transitions().probability(k));
            }
        }
        for (int each : used) {
            if (each == 0) {
                return Double.POSITIVE_INFINITY;
            }
        }
        double[] initial = new double[states];
        initial[0] = 1;
        Mdp merged = new Mdp(
                Collections.nCopies(states, ""),
                Collections.nCopies(Math.max(1, near.cardinality()), ""),
                builder.build(),
                Reals.of(initial),
                new Horizon.Total());
        return Endlessness.of(merged, merged.allPairs()).isEmpty()
                ? RunLengths.of(merged).most()
                : Double.POSITIVE_INFINITY;
    }
}
