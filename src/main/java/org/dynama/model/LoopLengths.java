package org.dynama.model;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far values may be off in a total reward whose runs need not end, read from what each pair loses.
 *
 * <p>Let {@code V} be values, {@code loss(s,a) = V(s) - c(s,a) - E[V(s')]}, and {@code missing} the most by which a loss is
 * negative, or that of a pair of some proper policy differs from zero. Of the pairs that lose no more than a little only
 * those outside {@link FreeLoops} count, states of a loop as one; where they have no end component, their runs have lengths
 * {@code h} ({@link RunLengths}). Then {@code V + missing * h} bounds all policies, if every other pair loses at least
 * {@code missing * max h}; and the proper policy earns {@code V - missing * h} at least.
 *
 * @see <a href="https://doi.org/10.1287/moor.16.3.580">Bertsekas and Tsitsiklis (1991), proposition 2</a>
 */
public final class LoopLengths {
    /** Sets of pairs whose lengths are kept: policies that are optimal for some profile. */
    private static final int KEPT = 64;

    private static final int ROUNDS = 40;
    /** For what rounding does to the bounds themselves. */
    private static final double SPARE = 1.125;

    private final Mdp mdp;
    /** By pairs that lose little, after pairs of loops that earn nothing. */
    private final Map<List<BitSet>, Double> known = new HashMap<>();

    /** Lengths in one MDP, for one thread. */
    public LoopLengths(Mdp mdp) {
        this.mdp = mdp;
    }

    /** The most actions that a run takes, expected, of those by which it cannot go on for ever, whatever the policy. */
    public static double outside(Mdp mdp) {
        FreeLoops all = new FreeLoops(mdp, mdp.allPairs());
        BitSet leaving = mdp.allPairs();
        leaving.andNot(all.inner());
        return MergedLoops.longest(mdp, all, mdp.allPairs(), leaving);
    }

    /**
     * The most actions that count, expected, in runs of which each action may be off by {@code missing}; infinite where doubles
     * cannot tell whether a loop costs anything.
     *
     * @param loops whose states have the same value
     * @param allowed pairs that may be used
     * @param loss by pair
     */
    public double most(FreeLoops loops, BitSet allowed, double[] loss, double missing) {
        double little = missing;
        for (int round = 0; round < ROUNDS; round++) {
            BitSet near = new BitSet();
            double limit = little;
            allowed.stream()
                    .filter(pair -> !loops.isInner(pair) && loss[pair] <= limit)
                    .forEach(near::set);
            List<BitSet> key = List.of(near, loops.inner(), (BitSet) allowed.clone());
            Double found = known.get(key);
            if (found == null) {
                found = MergedLoops.longest(mdp, loops, allowed, near);
                if (known.size() >= KEPT) {
                    known.clear();
                }
                known.put(key, found);
            }
            double most = found;
            if (SPARE * missing * most <= limit || Double.isInfinite(most)) {
                return most;
            }
            little = 2 * SPARE * missing * most;
        }
        return Double.POSITIVE_INFINITY;
    }
}
