package org.dynama.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.model.Agent;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.model.Univariate;
import org.dynama.world.Environment;
import org.dynama.world.RandomEnvironments;

/**
 * Seeded random worlds of finite types, for laws: masks, chance moves, a designer's reward, finite or discounted at 0.9. Types
 * have random probabilities, so virtual values are often not monotone.
 */
final class FiniteTypeWorlds {
    private FiniteTypeWorlds() {}

    /** Rewards of either sign, with constants; types of one or two components. */
    static Environment mixed(long seed) {
        return withTypes(seed, RandomEnvironments.of(seed, 8, 3, 3), true);
    }

    /** One number each; agents take turns at enjoying it and bearing it as a cost; constants and a designer's reward, too. */
    static Environment oneNumber(long seed) {
        Environment world = RandomEnvironments.of(seed, 8, 3, 3);
        UniformRandomProvider random = new RandomStream(seed, "one number").generator(0);
        int n = world.agentCount();
        RewardMap.Builder rewards = new RewardMap.Builder(n, world.mdp().pairCount());
        for (int pair = 0; pair < world.mdp().pairCount(); pair++) {
            for (int i = 0; i < n; i++) {
                if (random.nextDouble() < 0.6) {
                    rewards.add(pair, i, 0, (i % 2 == 0 ? 1 : -1) * random.nextDouble());
                }
                if (random.nextDouble() < 0.2) {
                    rewards.add(pair, i, RewardMap.CONSTANT, random.nextDouble(-1, 1));
                }
            }
        }
        return withTypes(
                seed,
                new Environment(
                        world.name(),
                        world.mdp(),
                        world.agents(),
                        rewards.build(),
                        world.designer(),
                        world.absence(),
                        List.of()),
                false);
    }

    /** Goods of two kinds, values being the medians of equally probable cells of distributions that need not be regular. */
    static Environment cells(long seed) {
        Environment world = RandomEnvironments.of(seed, 6, 3, 2);
        UniformRandomProvider random = new RandomStream(seed, "cells").generator(0);
        RewardMap.Builder rewards =
                new RewardMap.Builder(world.agentCount(), world.mdp().pairCount());
        for (int pair = 0; pair < world.mdp().pairCount(); pair++) {
            for (int i = 0; i < world.agentCount(); i++) {
                rewards.add(pair, i, 0, random.nextDouble()).add(pair, i, 1, random.nextDouble());
            }
        }
        List<Agent> agents = world.agents().stream()
                .map(agent -> new Agent(agent.name(), medians(random, 2)))
                .toList();
        return new Environment(
                world.name(), world.mdp(), agents, rewards.build(), world.designer(), world.absence(), List.of());
    }

    private static DiscreteTypes medians(UniformRandomProvider random, int cells) {
        List<Marginal> marginals = IntStream.range(0, 2)
                .mapToObj(k -> Marginal.of(
                        random.nextBoolean()
                                ? new Univariate.Beta(0.2 + random.nextDouble(), 0.2 + random.nextDouble(), 0, 2)
                                : new Univariate.Exponential(1, 0, 3)))
                .toList();
        List<Reals> values = IntStream.range(0, cells * cells)
                .mapToObj(v -> Reals.of(
                        marginals.get(0).quantile((v % cells + 0.5) / cells),
                        marginals.get(1).quantile((Math.floorDiv(v, cells) + 0.5) / cells)))
                .toList();
        return new DiscreteTypes(values, Reals.filled(cells * cells, 1));
    }

    private static Environment withTypes(long seed, Environment world, boolean isNegative) {
        UniformRandomProvider random = new RandomStream(seed, "types").generator(0);
        int d = isNegative ? world.dimension() : 1;
        List<Agent> agents = world.agents().stream()
                .map(agent -> {
                    int count = 2 + random.nextInt(2);
                    List<Reals> values = IntStream.range(0, count)
                            .mapToObj(k -> Reals.of(
                                    random.doubles(d, isNegative ? -1 : 0, 2).toArray()))
                            .toList();
                    return new Agent(
                            agent.name(),
                            new DiscreteTypes(
                                    values,
                                    Reals.of(random.doubles(count, 0.1, 1).toArray())));
                })
                .toList();
        return new Environment(
                world.name(), world.mdp(), agents, world.rewards(), world.designer(), world.absence(), List.of());
    }

    /** Items for sale, one a period, to agents who each want one of them and value it alike at any of some values. */
    static Environment sale(int items, int agents, double... values) {
        int subsets = 1 << agents;
        Transitions.Builder transitions = new Transitions.Builder(items * subsets, agents + 1);
        List<int[]> reached = new ArrayList<>();
        int[] number = new int[items * subsets];
        Arrays.fill(number, -1);
        number[0] = 0;
        reached.add(new int[] {0, 0});
        for (int at = 0; at < reached.size(); at++) {
            int t = reached.get(at)[0];
            int served = reached.get(at)[1];
            for (int a = 0; a <= agents; a++) {
                boolean sells = a > 0 && (served >> (a - 1) & 1) == 0;
                if (a > 0 && !sells) {
                    continue;
                }
                transitions.end(at, a);
                int after = sells ? served | 1 << (a - 1) : served;
                if (t + 1 < items) {
                    int key = (t + 1) * subsets + after;
                    if (number[key] < 0) {
                        number[key] = reached.size();
                        reached.add(new int[] {t + 1, after});
                    }
                    transitions.to(at, a, number[key], 1);
                }
            }
        }
        return trimmed(items, agents, reached.size(), transitions.build(), values);
    }

    private static Environment trimmed(int items, int agents, int states, Transitions whole, double... values) {
        Transitions.Builder transitions = new Transitions.Builder(states, agents + 1);
        RewardMap.Builder rewards = new RewardMap.Builder(agents, whole.pairs());
        for (int pair = 0; pair < whole.pairs(); pair++) {
            int buyer = whole.actionOf(pair);
            transitions.end(whole.stateOf(pair), buyer);
            for (int k = whole.begin(pair); k < whole.end(pair); k++) {
                transitions.to(whole.stateOf(pair), buyer, whole.next(k), 1);
            }
            if (buyer > 0) {
                rewards.add(pair, buyer - 1, 0, 1);
            }
        }
        double[] initial = new double[states];
        initial[0] = 1;
        DiscreteTypes types =
                new DiscreteTypes(Arrays.stream(values).mapToObj(Reals::of).toList(), Reals.filled(values.length, 1));
        return new Environment(
                items + " items, " + agents + " agents",
                new Mdp(
                        IntStream.range(0, states).mapToObj(s -> "state " + s).toList(),
                        IntStream.rangeClosed(0, agents)
                                .mapToObj(a -> "to " + a)
                                .toList(),
                        transitions.build(),
                        Reals.of(initial),
                        new Horizon.Finite()),
                IntStream.rangeClosed(1, agents)
                        .mapToObj(i -> new Agent("agent " + i, types))
                        .toList(),
                rewards.build(),
                Reals.filled(whole.pairs(), 0));
    }
}
