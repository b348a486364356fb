package org.dynama.pivot.mechanism;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dynama.model.Reals;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.Boost;

/** Random weights and boosts of a world. */
public final class RandomAffine {
    private RandomAffine() {}

    /** Weights between 1/4 and 4; boosts by action, and by everything that they may depend on. */
    public static AffineWorld of(AllocationWorld world, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] weights = random.doubles(world.agentCount(), -1, 1)
                .map(power -> Math.pow(4, power))
                .toArray();
        List<Boost> boosts = new ArrayList<>();
        for (int a = 0; a < world.actions().size(); a++) {
            boosts.add(new Boost(a, random.nextDouble(-1, 1)));
            boosts.add(new Boost(
                    a,
                    random.nextDouble(-1, 1),
                    random.nextInt(world.stages().size()),
                    random.nextInt(world.stateCount()),
                    random.nextInt(world.draws().size())));
        }
        return AffineWorld.of(world, Reals.of(weights), boosts);
    }
}
