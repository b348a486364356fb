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
                new World.Size(agents, goods, periods),
                Types.Discrete.uniform(1, 2, 3),
                new Dynamics.Bandit(0.5, 0.01),
                allocation);
    }

    /** The same with types in an interval. */
    public static World interval(int agents, int goods, int periods, Types.Interval types) {
        return World.of(
                new World.Size(agents, goods, periods), types, new Dynamics.Bandit(0.5, 0.01), Allocation.SHARE);
    }

    /** A training's settings, small. */
    public static TrainingSettings settings(int steps, double weight, Reporters reporters) {
        return new TrainingSettings(
                new TrainingSettings.Steps(steps, 3e-3, 1, 2e-2),
                losses(weight),
                new TrainingSettings.Lies(reporters, 2, 6),
                new TrainingSettings.Sampling(4, 8, 0.5),
                16);
    }

    /** Losses by type, of which a gain below 0.003 is round. */
    public static TrainingSettings.Losses losses(double weight) {
        return new TrainingSettings.Losses(
                weight, weight, 0, 0.003, TrainingSettings.Regret.FLOORED, TrainingSettings.Participation.INTERIM);
    }
}
