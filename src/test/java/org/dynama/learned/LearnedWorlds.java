package org.dynama.learned;

import org.dynama.learned.training.Reporters;
import org.dynama.learned.training.TrainingSettings;
import org.dynama.learned.world.Dynamics;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.learned.world.World.Allocation;

/** Worlds and settings that many tests share. */
public final class LearnedWorlds {
    private LearnedWorlds() {}

    /** The paper's bandit auction with types 1, 2, 3. */
    public static World discrete(int agents, int goods, int periods, Allocation allocation) {
        return World.of(
                agents, goods, periods, Types.Discrete.uniform(1, 2, 3), new Dynamics.Bandit(0.5, 0.01), allocation);
    }

    /** The same with types in an interval. */
    public static World interval(int agents, int goods, int periods, Types.Interval types) {
        return World.of(agents, goods, periods, types, new Dynamics.Bandit(0.5, 0.01), Allocation.SHARE);
    }

    /** A training's settings, small. */
    public static TrainingSettings settings(int steps, double weight, Reporters reporters) {
        return new TrainingSettings(
                steps,
                weight,
                weight,
                0,
                0.003,
                3e-3,
                2e-2,
                1,
                2,
                16,
                6,
                TrainingSettings.Regret.FLOORED,
                TrainingSettings.Participation.INTERIM,
                reporters,
                4,
                8,
                0.5);
    }
}
