package org.dynama.world;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.model.Agent;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;

/**
 * Seeded worlds whose payments are held against worst types, with costs, masks and rewards of mixed signs, for the tests of
 * any package: those of {@link RandomEnvironments} with other types.
 */
public final class WorstTypeWorlds {
    private WorstTypeWorlds() {}

    /** Two or three agents with three types each, of numbers in [-1, 1]. */
    public static Environment finite(long seed) {
        return Absence.WorstType.in(leftOut(seed));
    }

    /** The same where payments are held against an agent's absence. */
    public static Environment leftOut(long seed) {
        Environment world = RandomEnvironments.of(seed, 8, 4, 3);
        UniformRandomProvider random = new RandomStream(seed, "worst types").generator(0);
        int dimension = world.dimension();
        List<Agent> agents = new ArrayList<>();
        for (Agent agent : world.agents()) {
            List<Reals> values = IntStream.range(0, 3)
                    .mapToObj(k -> Reals.of(random.doubles(dimension, -1, 1).toArray()))
                    .toList();
            agents.add(new Agent(agent.name(), new DiscreteTypes(values, Reals.of(1, 2, 1))));
        }
        return with(world, agents);
    }

    /** Types in [-1, 1] or [0, 1], components by themselves. */
    public static Environment boxes(long seed) {
        Environment world = RandomEnvironments.of(seed, 8, 4, 3);
        int dimension = world.dimension();
        double low = seed % 3 == 0 ? 0 : -1;
        List<Agent> agents = world.agents().stream()
                .map(agent -> new Agent(
                        agent.name(),
                        new TypeDistribution.Uniform(Reals.filled(dimension, low), Reals.filled(dimension, 1))))
                .toList();
        return Absence.WorstType.in(with(world, agents));
    }

    private static Environment with(Environment world, List<Agent> agents) {
        return new Environment(
                world.name(), world.mdp(), agents, world.rewards(), world.designer(), world.absence(), world.losses());
    }
}
