package org.dynama.ama.menu.candidates;

import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;

/**
 * How a menu is searched.
 *
 * @param size entries that it may have, at most; at least 2
 * @param samples profiles whose optimal policies are candidates
 * @param common profiles on which additions are judged
 * @param profiles fresh ones for each step of an ascent
 * @param steps of each ascent
 * @param step at an ascent's start, beside what one agent typically earns; positive
 * @param weights whether agents' weights are searched, too
 * @param seed of all streams
 * @param threads 0 for one per processor; no number depends on it
 */
public record MenuSettings(
        int size,
        int samples,
        int common,
        int profiles,
        int steps,
        double step,
        boolean weights,
        long seed,
        int threads) {
    private static final int SIZE = 1024;
    private static final int PROFILES = 4096;
    private static final double STEP = 0.02;

    public MenuSettings {
        if (size < 2) {
            throw new Refusal("size", size, "must be at least 2: with one policy nobody's report changes anything", "");
        }
        if (samples < 1 || common < 2 || profiles < 2 || steps < 0 || !(step > 0 && step < Double.POSITIVE_INFINITY)) {
            throw Refusal.of(
                    "samples = " + samples + ", common = " + common + ", profiles = " + profiles + ", steps = " + steps
                            + ", step = " + step + " must be at least 1, 2, 2, 0 and positive",
                    "Maybe MenuSettings.defaults.");
        }
    }

    /** What suits a world: up to 1,024 entries, weights where agents differ, fewer samples where policies take long to find. */
    public static MenuSettings defaults(Environment environment, long seed, int threads) {
        double work = (double) environment.mdp().pairCount() * environment.agentCount();
        int samples = (int) Math.max(64, Math.min(1024, 4e6 / work));
        boolean alike = environment.agents().stream()
                        .map(agent -> agent.types())
                        .distinct()
                        .count()
                == 1;
        return new MenuSettings(SIZE, samples, 8 * PROFILES, PROFILES, 400, STEP, !alike, seed, threads);
    }
}
