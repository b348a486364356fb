package org.dynama.model;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Seeded MDPs, rewards, profiles and welfares for the tests of any package: one seed, one instance.
 *
 * <p>Rewards come from continuous distributions, so ties have probability zero.
 */
public final class RandomMdps {
    private RandomMdps() {}

    /** {@link #tree(long, int, int, int, int)} with one root. */
    public static Mdp tree(long seed, int depth, int actions, int chance) {
        return tree(seed, depth, actions, chance, 1);
    }

    /**
     * A forest of histories: every state has one history, every run takes {@code depth} actions, and every action but
     * the last leads to {@code chance} states of its own, with random probabilities.
     *
     * @param roots the number of states with a (random) initial probability
     */
    public static Mdp tree(long seed, int depth, int actions, int chance, int roots) {
        UniformRandomProvider random = generator(seed, "tree");
        int inner = 0;
        int level = roots;
        for (int t = 1; t < depth; t++) {
            inner += level;
            level *= actions * chance;
        }
        Transitions.Builder builder = new Transitions.Builder(inner + level, actions);
        int child = roots;
        for (int pair = 0; pair < (inner + level) * actions; pair++) {
            builder.end(pair / actions, pair % actions);
            for (double p : probabilities(random, pair < inner * actions ? chance : 0)) {
                builder.to(pair / actions, pair % actions, child++, p);
            }
        }
        double[] initial = Arrays.copyOf(probabilities(random, roots), inner + level);
        return mdp(builder.build(), initial, new Horizon.Finite());
    }

    /**
     * An acyclic graph: an action leads to one to three later states or ends the run, about one action in ten is
     * missing in a state, and each state that nothing leads to (and some others) has a random initial probability.
     */
    public static Mdp acyclic(long seed, int states, int actions) {
        UniformRandomProvider random = generator(seed, "acyclic");
        Transitions.Builder builder = new Transitions.Builder(states, actions);
        double[] initial = random.doubles(states, 0.1, 1).toArray();
        for (int s = 0; s < states; s++) {
            if (random.nextDouble() < 0.8 && s > 0) {
                initial[s] = 0;
            }
        }
        boolean[] entered = new boolean[states];
        for (int s = 0; s < states; s++) {
            for (int a : feasible(random, actions)) {
                builder.end(s, a);
                int later = random.nextDouble() < 0.15 ? 0 : states - 1 - s;
                connect(builder, random, s, a, s + 1, later, entered);
            }
        }
        for (int s = 0; s < states; s++) {
            initial[s] = entered[s] || initial[s] > 0 ? initial[s] : 0.5;
        }
        double sum = DoubleStream.of(initial).sum();
        return mdp(builder.build(), DoubleStream.of(initial).map(p -> p / sum).toArray(), new Horizon.Finite());
    }

    /**
     * A graph with cycles that never ends: an action leads to one to three states, about one action in ten is
     * missing in a state, and every state has a random initial probability.
     */
    public static Mdp discounted(long seed, int states, int actions, double discount) {
        UniformRandomProvider random = generator(seed, "discounted");
        Transitions.Builder builder = new Transitions.Builder(states, actions);
        for (int s = 0; s < states; s++) {
            for (int a : feasible(random, actions)) {
                connect(builder, random, s, a, 0, states, new boolean[states]);
            }
        }
        return mdp(builder.build(), probabilities(random, states), new Horizon.Discounted(discount));
    }

    /**
     * A graph with cycles that every policy leaves: an action leads to one state nearer the end, with a probability from 0.1
     * on, and to up to three more, or ends the run; about one action in ten is missing in a state, and every state has a random initial
     * probability. States are named in a random order.
     */
    public static Mdp total(long seed, int states, int actions) {
        UniformRandomProvider random = generator(seed, "total");
        int[] name = IntStream.range(0, states).toArray();
        for (int s = states - 1; s > 0; s--) {
            int other = random.nextInt(s + 1);
            int kept = name[s];
            name[s] = name[other];
            name[other] = kept;
        }
        Transitions.Builder builder = new Transitions.Builder(states, actions);
        for (int s = 0; s < states; s++) {
            int here = name[s];
            for (int a : feasible(random, actions)) {
                builder.end(here, a);
                if (s > 0 && random.nextDouble() < 0.9) {
                    int nearer = random.nextInt(s);
                    Map<Integer, Double> odds = new TreeMap<>();
                    odds.put(nearer, 0.1 + random.nextDouble());
                    for (int more = random.nextInt(4); more > 0; more--) {
                        odds.merge(random.nextInt(states), 1.5 * random.nextDouble(), Double::sum);
                    }
                    double sum = odds.values().stream().mapToDouble(p -> p).sum();
                    odds.forEach((next, p) -> builder.to(here, a, name[next], p / sum));
                }
            }
        }
        return mdp(builder.build(), probabilities(random, states), new Horizon.Total());
    }

    /**
     * Rewards with coefficients U[-1, 1]: every agent has a term in each of her type's components at about two pairs
     * in three, and a constant at about one in three.
     */
    public static RewardMap rewards(long seed, Mdp mdp, int agents, int dimension) {
        UniformRandomProvider random = generator(seed, "rewards");
        RewardMap.Builder builder = new RewardMap.Builder(agents, mdp.pairCount());
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            for (int i = 0; i < agents; i++) {
                for (int k = RewardMap.CONSTANT; k < dimension; k++) {
                    double share = k == RewardMap.CONSTANT ? 1.0 / 3 : 2.0 / 3;
                    if (random.nextDouble() < share) {
                        builder.add(pair, i, k, random.nextDouble(-1, 1));
                    }
                }
            }
        }
        return builder.build();
    }

    /** Types U[0, 1] in every component. */
    public static Profiles profiles(long seed, int agents, int dimension, int count) {
        double[] values = generator(seed, "profiles")
                .doubles((long) agents * dimension * count)
                .toArray();
        return Profiles.of(agents, dimension, count, values);
    }

    /** Weights U[0.2, 2] and boosts U[-1, 1]. */
    public static AffineWelfare welfare(long seed, int agents, int pairs) {
        UniformRandomProvider random = generator(seed, "welfare");
        return new AffineWelfare(
                Reals.of(random.doubles(agents, 0.2, 2).toArray()),
                Reals.of(random.doubles(pairs, -1, 1).toArray()));
    }

    /** The same welfare with about one pair in three forbidden (boost minus infinity), never all of a state's. */
    public static AffineWelfare masked(long seed, Mdp mdp, AffineWelfare welfare) {
        UniformRandomProvider random = generator(seed, "mask");
        double[] boosts = welfare.boosts().toArray();
        for (int s = 0; s < mdp.stateCount(); s++) {
            int[] possible = IntStream.range(mdp.firstPair(s), mdp.endPair(s)).toArray();
            int kept = possible[random.nextInt(possible.length)];
            for (int pair : possible) {
                if (pair != kept && random.nextDouble() < 1.0 / 3) {
                    boosts[pair] = Double.NEGATIVE_INFINITY;
                }
            }
        }
        return new AffineWelfare(welfare.weights(), Reals.of(boosts));
    }

    private static UniformRandomProvider generator(long seed, String name) {
        return new RandomStream(seed, name).generator(0);
    }

    private static Mdp mdp(Transitions transitions, double[] initial, Horizon horizon) {
        return new Mdp(
                IntStream.range(0, transitions.states())
                        .mapToObj(s -> "state " + s)
                        .toList(),
                IntStream.range(0, transitions.actions())
                        .mapToObj(a -> "action " + a)
                        .toList(),
                transitions,
                Reals.of(initial),
                horizon);
    }

    /** Bounded away from zero, sum one. */
    private static double[] probabilities(UniformRandomProvider random, int count) {
        double[] odds = random.doubles(count, 0.1, 1).toArray();
        double sum = DoubleStream.of(odds).sum();
        return DoubleStream.of(odds).map(p -> p / sum).toArray();
    }

    /** Each action with probability 0.9, and one for certain. */
    private static int[] feasible(UniformRandomProvider random, int actions) {
        int certain = random.nextInt(actions);
        return IntStream.range(0, actions)
                .filter(a -> random.nextDouble() < 0.9 || a == certain)
                .toArray();
    }

    /** One to three distinct successors, as far as there are so many, among {@code first .. first + states - 1}. */
    private static void connect(
            Transitions.Builder builder,
            UniformRandomProvider random,
            int s,
            int a,
            int first,
            int states,
            boolean[] entered) {
        double[] p = probabilities(random, Math.min(states, 1 + random.nextInt(3)));
        boolean[] taken = new boolean[states];
        for (double share : p) {
            int next = random.nextInt(states);
            while (taken[next]) {
                next = (next + 1) % states;
            }
            taken[next] = true;
            entered[first + next] = true;
            builder.to(s, a, first + next, share);
        }
    }
}
