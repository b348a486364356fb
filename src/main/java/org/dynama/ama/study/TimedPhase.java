package org.dynama.ama.study;

import org.dynama.model.Profiles;
import org.dynama.page.Numbers;
import org.dynama.study.Run;

/**
 * What a run does on many profiles, in words, with the time that it will take where that is long, measured on the first of them:
 * people decide by it whether they wait.
 *
 * @param name without the time
 * @param count of all profiles
 * @param tried of these, in one thread; at most an eighth of all, or nothing is tried
 */
record TimedPhase(String name, int count, int tried, int threads) {
    /** What a person notices, in seconds. */
    private static final double SHORT = 2;

    /** A phase whose solvers take profiles block by block. */
    static TimedPhase inBlocks(String name, int count, int threads) {
        return new TimedPhase(name, count, Profiles.BLOCK, threads);
    }

    /**
     * Begins the phase.
     *
     * @param run told of it
     * @param first does the work on the first profiles; what it finds is dropped
     * @return its name in all that follows
     */
    String begin(Run run, Runnable first) {
        run.at(name, 0, "");
        double all = SHORT + 1;
        // The first time is slow: classes are loaded.
        for (int k = 0; k < 2 && all > SHORT && 8L * tried <= count; k++) {
            long begun = System.nanoTime();
            first.run();
            all = (System.nanoTime() - begun) / 1e9 * count / tried / threads;
        }
        return 8L * tried <= count && all > SHORT ? name + ", about " + Numbers.seconds(all) : name;
    }
}
