package org.dynama.world;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.model.Agent;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;

/**
 * Seeded environments with chance moves, masks and a designer's reward, for the tests of any package: one seed, one instance.
 *
 * <p>Even seeds are acyclic, odd ones discounted at 0.9; every other pair of seeds masks what a left-out agent is needed for,
 * the rest lets her reward be zero. Sizes are log-uniform up to the given bounds; the type dimension is 1 or 2.
 */
public final class RandomEnvironments {
    private RandomEnvironments() {}

    /** Up to 200 states, 8 actions and 6 agents. */
    public static Environment of(long seed) {
        return of(seed, 200, 8, 6);
    }

    /** An environment of a random size up to the given one; at least one state, two actions and one agent. */
    public static Environment of(long seed, int mostStates, int mostActions, int mostAgents) {
        UniformRandomProvider random = new RandomStream(seed, "environment").generator(0);
        int states = Math.min(mostStates, (int) Math.exp(random.nextDouble() * Math.log(mostStates + 1)));
        int actions = 2 + random.nextInt(mostActions - 1);
        int agents = 1 + random.nextInt(mostAgents);
        boolean masked = seed % 4 >= 2;
        Mdp mdp = seed % 2 == 0
                ? RandomMdps.acyclic(seed, states, actions)
                : RandomMdps.discounted(seed, states, actions, 0.9);
        return of(seed, mdp, agents, masked);
    }

    /** An environment on a given MDP. */
    public static Environment of(long seed, Mdp mdp, int agents, boolean masked) {
        UniformRandomProvider random = new RandomStream(seed, "agents").generator(0);
        int dimension = 1 + random.nextInt(2);
        List<Agent> named = IntStream.rangeClosed(1, agents)
                .mapToObj(i -> new Agent(
                        "agent " + i,
                        new TypeDistribution.Uniform(Reals.filled(dimension, 0), Reals.filled(dimension, 1))))
                .toList();
        return new Environment(
                "random " + seed,
                mdp,
                named,
                RandomMdps.rewards(seed, mdp, agents, dimension),
                Reals.of(random.doubles(mdp.pairCount(), -0.5, 0.5).toArray()),
                masked ? new Absence.Masked(needs(random, mdp, agents)) : new Absence.ZeroReward(),
                List.of());
    }

    /** The same environment for another horizon. */
    public static Environment withHorizon(Environment old, Horizon horizon) {
        Mdp mdp = old.mdp();
        return new Environment(
                old.name(),
                new Mdp(mdp.states(), mdp.actions(), mdp.transitions(), mdp.initial(), horizon),
                old.agents(),
                old.rewards(),
                old.designer(),
                old.absence(),
                old.losses());
    }

    /** About one pair in four needs each agent, but one pair of each state needs nobody. */
    private static List<BitSet> needs(UniformRandomProvider random, Mdp mdp, int agents) {
        List<BitSet> needs = new ArrayList<>();
        IntStream.range(0, agents).forEach(i -> needs.add(new BitSet()));
        for (int s = 0; s < mdp.stateCount(); s++) {
            int[] possible = IntStream.range(mdp.firstPair(s), mdp.endPair(s)).toArray();
            int free = possible[random.nextInt(possible.length)];
            for (int pair : possible) {
                for (int i = 0; i < agents; i++) {
                    needs.get(i).set(pair, pair != free && random.nextDouble() < 0.25);
                }
            }
        }
        return needs;
    }
}
