package org.dynama.ama.menu.candidates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.dynama.ama.menu.Menu;
import org.dynama.ama.menu.MenuBuilder;
import org.dynama.ama.menu.MenuWorld;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Workers;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/** Collects candidates. */
final class PoolBuilder {
    private final Environment environment;
    private final Environment plain;
    private final PolicyBatch policies;
    private final Exchangeable exchangeable;
    private final Reals weights;
    private final int threads;
    private final MenuBuilder menu;
    private final List<Seed> seeds = new ArrayList<>();
    private final List<Double> given = new ArrayList<>();

    /** @param weights of agents where seeds are virtual; shape {@code [n]} */
    PoolBuilder(Environment environment, PolicyBatch policies, Exchangeable exchangeable, Reals weights, int threads) {
        this.environment = environment;
        plain = environment.with(environment.absence().taken());
        this.policies = policies;
        this.exchangeable = exchangeable;
        this.weights = weights;
        this.threads = threads;
        menu = Menu.of(environment.mdp());
    }

    /** Adds the best policies of seeds with virtual types. */
    PoolBuilder add(List<Seed> more) {
        return add(more, new AffineWelfare(weights, environment.designer()), null);
    }

    /**
     * Adds what an affine welfare makes best.
     *
     * @param perVisit by pair, boosts that a policy adds up; null where seeds tell the boost
     */
    PoolBuilder add(List<Seed> more, AffineWelfare welfare, @Nullable Reals perVisit) {
        policies.best(more, welfare, (seed, visited) -> {
            if (menu.add(seed.name(), visited::visits)) {
                seeds.add(seed);
                double boost = 0;
                for (int m = 0; m < visited.pairs().length && perVisit != null; m++) {
                    boost += visited.visits()[m] * perVisit.get(visited.pairs()[m]);
                }
                given.add(perVisit == null ? Double.NaN : boost);
            }
        });
        return this;
    }

    /** Adds lotteries over what is equally good at seeds. */
    PoolBuilder addLotteries(List<Seed> more) {
        int[] next = new int[1];
        try (Workers<TieLottery> workers = new Workers<>(() -> new TieLottery(plain), threads)) {
            workers.forEach(
                    more.size(), 1, (lottery, from, to) -> Optional.ofNullable(lottery.of(more.get(from))), policy -> {
                        Seed seed = more.get(next[0]++);
                        if (policy.isPresent() && menu.add(seed.name(), policy.get()::visits)) {
                            seeds.add(seed);
                            given.add(Double.NaN);
                        }
                    });
        }
        return this;
    }

    /** Adds what is best for the two agents who earn most by the policies of seeds. */
    PoolBuilder addPairs(List<Seed> whole, Seeds of) {
        if (environment.agentCount() < 3) {
            return this;
        }
        List<Seed> pairs = new ArrayList<>();
        RewardMap rewards = environment.rewards();
        int d = environment.dimension();
        policies.best(whole, new AffineWelfare(weights, environment.designer()), (seed, visited) -> {
            double[] earned = new double[environment.agentCount()];
            for (int m = 0; m < visited.pairs().length; m++) {
                int pair = visited.pairs()[m];
                for (int term = rewards.begin(pair); term < rewards.end(pair); term++) {
                    int i = rewards.agent(term);
                    int k = rewards.component(term);
                    double type = k < 0 ? 1 : seed.types().get(i * d + k);
                    earned[i] += visited.visits()[m] * rewards.coefficient(term) * type;
                }
            }
            pairs.add(of.pair(seed, earned));
        });
        return addLotteries(pairs);
    }

    /**
     * The pool.
     *
     * @param largest orbits of more entries stay as they were found
     * @param most seeds, all in all, after which no more orbits are made whole
     */
    Pool build(int largest, int most) {
        permute(largest, most);
        Menu all = menu.build();
        Environment world = MenuWorld.open(environment, all);
        int[][] looks = new Looks().of(world);
        Set<List<Integer>> known = new HashSet<>();
        List<Integer> kept = new ArrayList<>();
        for (int k = 0; k < looks.length; k++) {
            if (known.add(Arrays.stream(looks[k]).boxed().toList())) {
                kept.add(k);
            }
        }
        int[] entries = kept.stream().mapToInt(Integer::intValue).toArray();
        Menu distinct = all.only(environment.mdp(), entries);
        Map<Object, Integer> orbitOf = new HashMap<>();
        List<Integer> orbits = new ArrayList<>();
        double[] boosts = new double[entries.length];
        for (int at = 0; at < entries.length; at++) {
            Object orbit = orbit(looks[entries[at]]);
            orbits.add(orbitOf.computeIfAbsent(orbit, key -> orbitOf.size()));
            boosts[at] = boost(world, entries[at]);
        }
        List<Seed> of = kept.stream().map(seeds::get).toList();
        return new Pool(distinct, MenuWorld.open(environment, distinct), of, Reals.of(boosts), orbits, orbitOf.size());
    }

    /** Makes orbits whole. */
    private void permute(int largest, int most) {
        int[][] looks = new Looks().of(MenuWorld.open(environment, menu.build()));
        Set<Object> done = new HashSet<>();
        List<Seed> more = new ArrayList<>();
        for (int k = 0; k < looks.length && seeds.size() + more.size() < most; k++) {
            if (Double.isNaN(given.get(k)) && done.add(orbit(looks[k]))) {
                int[] agents = Arrays.copyOf(looks[k], looks[k].length - 1);
                Seed seed = seeds.get(k);
                exchangeable.arrangements(agents, largest).stream()
                        .filter(from -> IntStream.range(0, from.length).anyMatch(i -> agents[from[i]] != agents[i]))
                        .forEach(from -> more.add(seed.permuted(from)));
            }
        }
        more.sort(Comparator.comparingInt(Seed::absent));
        add(more);
    }

    private Object orbit(int[] looks) {
        int[] agents = Arrays.copyOf(looks, looks.length - 1);
        return List.of(exchangeable.canonical(agents), looks[agents.length]);
    }

    private double boost(Environment world, int k) {
        if (!Double.isNaN(given.get(k))) {
            return given.get(k);
        }
        double boost = world.designer().get(k);
        RewardMap features = world.rewards();
        for (int m = features.begin(k); m < features.end(k); m++) {
            if (features.component(m) >= 0) {
                int i = features.agent(m);
                Reals due = seeds.get(k).reserves();
                double reserve = due.get(i * environment.dimension() + features.component(m));
                boost -= weights.get(i) * reserve * features.coefficient(m);
            }
        }
        return boost;
    }
}
