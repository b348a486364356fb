package org.dynama.solver.sparse;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found for the last profiles, by what each pair is worth there: what an agent reports does not change the economy
 * without her, so that audits and payments ask for the same solutions again and again.
 */
final class LaneMemory {
    /** Of all that is remembered. */
    private static final long MOST_BYTES = 1L << 25;

    /**
     * By position of the pair.
     *
     * @param worth of a visit
     * @param sizes of the parts of these, which decide how far values may be off
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by its contents.
    private record Key(double[] worth, double[] sizes) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Arrays.equals(worth, key.worth) && Arrays.equals(sizes, key.sizes);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(worth) + Arrays.hashCode(sizes);
        }
    }

    private final Map<Key, LaneState> known = new LinkedHashMap<>(16, 0.75f, true);
    private final LaneRewards rewards;
    private final int most;
    private Key asked = new Key(new double[0], new double[0]);

    /** A memory for one solver; it keeps one solution at least. */
    LaneMemory(SparseGraph graph, LaneRewards rewards) {
        this.rewards = rewards;
        most = (int) Math.max(1, MOST_BYTES / (16L * graph.pairAt.length + 16L * graph.states + 256));
    }

    /** What was found for the rewards at hand; null where nothing is known. */
    @Nullable
    LaneState find() {
        double[] sizes = new double[rewards.worth.length];
        Arrays.setAll(sizes, rewards::parts);
        asked = new Key(rewards.worth.clone(), sizes);
        return known.get(asked);
    }

    /** Remembers what is found for the rewards that were asked for last. */
    void keep(LaneState found) {
        if (known.size() >= most && !known.containsKey(asked)) {
            known.remove(known.keySet().iterator().next());
        }
        known.put(asked, found);
    }
}
