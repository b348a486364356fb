package org.dynama.world.file;

import java.util.Locale;

/**
 * What a market takes while it is read and made a world, counted before anything of it is held: bytes by part.
 *
 * @param states {@code S}
 * @param pairs of states and actions
 * @param entries successors of all pairs
 * @param terms of rewards, agent by agent
 */
record WorldMemory(long states, long pairs, long entries, long terms) {
    /** An action with its maps, and its share of a search's tables. */
    private static final long PAIR = 400;
    /** An array's number and index, the market's, the world's, and what lists of them take while it is made. */
    private static final long ENTRY = 80;

    private static final long TERM = 200;
    private static final double MIB = 1 << 20;

    private double bytes() {
        return (double) PAIR * pairs + (double) ENTRY * entries + (double) TERM * terms;
    }

    /** Why it does not fit in some bytes, with the number of like states that do; empty where it fits. */
    String misfit(long memory) {
        if (bytes() <= memory) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "takes about %,.0f MiB: %,.0f for %,d state-action pairs, %,.0f for %,d successors, %,.0f for %,d terms of"
                        + " rewards; Java has %,.0f MiB, in which about %,d of its %,d states fit",
                bytes() / MIB,
                PAIR * pairs / MIB,
                pairs,
                ENTRY * entries / MIB,
                entries,
                TERM * terms / MIB,
                terms,
                memory / MIB,
                (long) (states * (memory / bytes())),
                states);
    }

    /** The least option of Java's that makes it fit, in whole GiB. */
    String option() {
        return String.format(Locale.ROOT, "DYNAMA_JAVA_OPTS=-Xmx%.0fg", Math.ceil(1.25 * bytes() / MIB / 1024));
    }
}
