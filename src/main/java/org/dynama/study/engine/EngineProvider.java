package org.dynama.study.engine;

import org.dynama.refusal.Refusal;
import org.dynama.study.PartsEngine;
import org.jspecify.annotations.Nullable;

/** Knows an engine by name. Found by {@link java.util.ServiceLoader}, so that an engine may stand on a class path of its own. */
public interface EngineProvider {
    /** What to write after {@code --engine}, for people. */
    String names();

    /** Whether a word after {@code --engine} is one of its. */
    boolean answers(String name);

    /** Whether cells run on other machines than this, so that nothing need be divided among them. */
    default boolean hasItsOwnMachines() {
        return false;
    }

    /** Whether it has a program of its own that takes options. */
    default boolean takesOptions() {
        return false;
    }

    /**
     * The threads of a cell.
     *
     * @param wanted as the user says; 0 for all cores
     */
    default int threads(int wanted) {
        return wanted;
    }

    /**
     * The engine.
     *
     * @throws org.dynama.refusal.Refusal if it cannot run such a sweep
     */
    Engine of(String name, EngineSetup setup);

    /**
     * What computes parts of one run's work; null for the program itself.
     *
     * @throws Refusal if it runs sweeps only
     */
    default @Nullable PartsEngine parts(String name) {
        throw new Refusal(
                "--engine",
                name,
                "runs the cells of a sweep, not parts of a run",
                "Maybe local, or Spark by scripts/dynama-spark.");
    }
}
