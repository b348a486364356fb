package org.dynama.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Stages;
import org.dynama.model.Transitions;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;

/** A seeded batch of problems: an MDP, who earns what in it, types, and a welfare to maximize. */
record Problem(String name, Mdp mdp, RewardMap rewards, int dimension, Profiles profiles, AffineWelfare welfare) {
    private static final int AGENTS = 3;
    private static final int DIMENSION = 2;
    /** Fewer than a block, so that padding must not show. */
    private static final int COUNT = 50;

    /** Trees of uniform depth, with and without chance moves. */
    static List<Problem> trees(long seed) {
        Environment sales = SequentialSales.uniform(AGENTS, 3);
        return List.of(
                new Problem(
                        "sales " + seed,
                        sales.mdp(),
                        sales.rewards(),
                        1,
                        Profiles.draw(sales.agents(), new RandomStream(seed, "profiles"), 0, COUNT),
                        RandomMdps.welfare(seed, AGENTS, sales.mdp().pairCount())),
                of("tree " + seed, RandomMdps.tree(seed, 3, 3, 1), seed),
                of("chance tree " + seed, RandomMdps.tree(seed, 3, 2, 2, 3), seed));
    }

    /** An acyclic graph whose transitions skip stages, with infeasible pairs and runs that end early. */
    static Problem graph(long seed) {
        return of("graph " + seed, RandomMdps.acyclic(seed, 14, 3), seed);
    }

    /** Trees and a graph. */
    static List<Problem> all(long seed) {
        List<Problem> all = new ArrayList<>(trees(seed));
        all.add(graph(seed));
        return all;
    }

    /** Problems that never end: a random graph with cycles, a torus, a grid with walls. */
    static List<Problem> discounted(long seed) {
        return List.of(
                of("cyclic graph " + seed, RandomMdps.discounted(seed, 7, 3, 0.8), seed),
                grid("torus " + seed, Gridworld.torus(AGENTS, 3), seed),
                grid("walls " + seed, Gridworld.of(AGENTS, 4, 0.9, true, Gridworld.Types.EVERY_CELL), seed));
    }

    /** Problems whose runs end under every policy, sooner or later. */
    static List<Problem> total(long seed) {
        return List.of(
                of("sure end " + seed, RandomMdps.total(seed, 7, 3), seed),
                of("wide sure end " + seed, RandomMdps.total(seed + 1000, 15, 2), seed));
    }

    static Problem grid(String name, Environment grid, long seed) {
        return new Problem(
                name,
                grid.mdp(),
                grid.rewards(),
                grid.dimension(),
                Profiles.draw(grid.agents(), new RandomStream(seed, "profiles"), 0, COUNT),
                RandomMdps.welfare(seed, grid.agentCount(), grid.mdp().pairCount()));
    }

    boolean isDiscounted() {
        return mdp.horizon() instanceof Horizon.Discounted;
    }

    boolean hasCycles() {
        return !(mdp.horizon() instanceof Horizon.Finite);
    }

    /** The factor on the values of next states. */
    double discount() {
        return mdp.horizon().discount();
    }

    /** The total mass of every occupancy: the depth of a tree, or of discounted visits; else the most it can be. */
    double length() {
        return isDiscounted() ? 1 / (1 - discount()) : Stages.of(mdp).count();
    }

    /** Every regularizer that the MDP admits: on tensors, joint entropy on trees of uniform depth only. */
    List<Regularizer> regularizers(SolverKind kind, double temperature) {
        Regularizer conditional = new Regularizer.ConditionalEntropy(temperature);
        return kind == SolverKind.KERNEL || hasCycles() || Stages.of(mdp).isUniformTree()
                ? List.of(conditional, new Regularizer.JointEntropy(temperature))
                : List.of(conditional);
    }

    static Problem of(String name, Mdp mdp, long seed) {
        return new Problem(
                name,
                mdp,
                RandomMdps.rewards(seed, mdp, AGENTS, DIMENSION),
                DIMENSION,
                RandomMdps.profiles(seed, AGENTS, DIMENSION, COUNT),
                RandomMdps.welfare(seed, AGENTS, mdp.pairCount()));
    }

    int agents() {
        return rewards.agents();
    }

    Problem maximizing(AffineWelfare other) {
        return new Problem(name, mdp, rewards, dimension, profiles, other);
    }

    /** Every boost raised by the same number. */
    Problem shifted(double constant) {
        return maximizing(new AffineWelfare(
                welfare.weights(),
                Reals.of(welfare.boosts().stream().map(b -> b + constant).toArray())));
    }

    /** The same problem with the agents in reverse order. */
    Problem reversed() {
        int last = agents() - 1;
        RewardMap.Builder builder = new RewardMap.Builder(agents(), rewards.pairs());
        for (int pair = 0; pair < rewards.pairs(); pair++) {
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                builder.add(pair, last - rewards.agent(m), rewards.component(m), rewards.coefficient(m));
            }
        }
        int count = profiles.count();
        double[] types = IntStream.range(0, agents() * dimension * count)
                .mapToDouble(k -> profiles.type(last - k / (dimension * count), k / count % dimension, k % count))
                .toArray();
        double[] weights = IntStream.rangeClosed(0, last)
                .mapToDouble(i -> welfare.weights().get(last - i))
                .toArray();
        return new Problem(
                name,
                mdp,
                builder.build(),
                dimension,
                Profiles.of(agents(), dimension, count, types),
                new AffineWelfare(Reals.of(weights), welfare.boosts()));
    }

    /** The coefficients of a welfare in profile {@code b}, shape {@code [S * A]}. */
    double[] coefficients(AffineWelfare function, int b) {
        return IntStream.range(0, mdp.pairCount())
                .mapToDouble(pair -> function.coefficient(rewards, pair, profiles, b))
                .toArray();
    }

    /** The optimal value: by a plain recursion over histories, or by a thousand sweeps of value iteration. */
    double value(double[] coefficients) {
        if (hasCycles()) {
            return iterate(coefficients);
        }
        double value = 0;
        for (int s = 0; s < mdp.stateCount(); s++) {
            double odds = mdp.initial().get(s);
            value += odds == 0 ? 0 : odds * best(coefficients, s);
        }
        return value;
    }

    private double best(double[] coefficients, int s) {
        Transitions transitions = mdp.transitions();
        double most = Double.NEGATIVE_INFINITY;
        for (int pair = mdp.firstPair(s); pair < mdp.endPair(s); pair++) {
            if (coefficients[pair] > Double.NEGATIVE_INFINITY) {
                double q = coefficients[pair];
                for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                    q += transitions.probability(k) * best(coefficients, transitions.next(k));
                }
                most = Math.max(most, q);
            }
        }
        return most;
    }

    private double iterate(double[] coefficients) {
        double[] value = new double[mdp.stateCount()];
        for (int sweep = 0; sweep < 1000; sweep++) {
            double[] next = new double[value.length];
            java.util.Arrays.fill(next, Double.NEGATIVE_INFINITY);
            for (int pair = 0; pair < coefficients.length; pair++) {
                int s = mdp.stateOf(pair);
                double q = coefficients[pair];
                for (int k = mdp.transitions().begin(pair);
                        k < mdp.transitions().end(pair);
                        k++) {
                    q += discount()
                            * mdp.transitions().probability(k)
                            * value[mdp.transitions().next(k)];
                }
                next[s] = Math.max(next[s], q);
            }
            value = next;
        }
        double sum = 0;
        for (int s = 0; s < value.length; s++) {
            sum += mdp.initial().get(s) == 0 ? 0 : mdp.initial().get(s) * value[s];
        }
        return sum;
    }

    @Override
    public String toString() {
        return name;
    }
}
