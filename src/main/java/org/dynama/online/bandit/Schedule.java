package org.dynama.online.bandit;

/**
 * When a mechanism explores. Its rounds come in episodes: some phases of exploration, free of charge, in each of which every
 * agent has every allocation, and then rounds of exploitation.
 */
public enum Schedule {
    /** VCG-Learn's brackets: one phase, and {@code floor(5/6 K sqrt(q))} rounds of exploitation. */
    BRACKETS {
        @Override
        long exploitation(long q, int k) {
            return (long) Math.floor(5.0 / 6 * k * Math.sqrt((double) q));
        }
    },
    /** One phase before anything else. */
    START,
    /** As many phases as {@code T^(2/3)} rounds hold, and one more where there is a rest, before anything else. */
    ONCE {
        @Override
        long phases(long q, int k, long rounds) {
            return (long) Math.ceil(Math.pow((double) rounds, 2.0 / 3) / k);
        }
    },
    /** One phase in the first episode; exploitation, decided at its beginning, is twice as long from one to the next. */
    DOUBLING {
        @Override
        long phases(long q, int k, long rounds) {
            return q == 1 ? 1 : 0;
        }

        @Override
        long exploitation(long q, int k) {
            return (long) (k * Math.pow(2, q - 1.0));
        }

        @Override
        boolean isDecidingOnce() {
            return true;
        }
    };

    /**
     * Phases of exploration.
     *
     * @param q the episode, from 1
     * @param k {@code K}: rounds of a phase
     * @param rounds {@code T}: of the run
     */
    long phases(long q, int k, long rounds) {
        return 1;
    }

    /** Rounds of exploitation. */
    long exploitation(long q, int k) {
        return Long.MAX_VALUE;
    }

    /** Whether outcome and prices stay as an episode's first round of exploitation has them. */
    boolean isDecidingOnce() {
        return false;
    }
}
