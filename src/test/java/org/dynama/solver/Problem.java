package org.dynama.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.environment.Environment;
import org.dynama.environment.SequentialSales;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Stages;
import org.dynama.model.Transitions;

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

    /** Every regularizer that the MDP admits. */
    List<Regularizer> regularizers(double temperature) {
        Regularizer conditional = new Regularizer.ConditionalEntropy(temperature);
        return Stages.of(mdp).isUniformTree()
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

    /** The optimal value, by a plain recursion over histories. */
    double value(double[] coefficients) {
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
        for (int pair = s * mdp.actionCount(); pair < (s + 1) * mdp.actionCount(); pair++) {
            if (transitions.feasible(pair) && coefficients[pair] > Double.NEGATIVE_INFINITY) {
                double q = coefficients[pair];
                for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                    q += transitions.probability(k) * best(coefficients, transitions.next(k));
                }
                most = Math.max(most, q);
            }
        }
        return most;
    }

    @Override
    public String toString() {
        return name;
    }
}
