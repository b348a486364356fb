package org.dynama.baseline;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.learned.LearnedWorlds;
import org.dynama.learned.world.TypeChain;
import org.dynama.learned.world.World.Allocation;
import org.dynama.model.Horizon;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.Marketplace;
import org.dynama.world.market.Payoff;

/** Markets whose types move, for laws and known optima. */
final class EvolvingMarkets {
    private EvolvingMarkets() {}

    /** The bandit auction with one good, types 1, 2, 3 and whole goods: whom it was sold to moves types. */
    static Marketplace bandit(int agents, int periods) {
        TypeChain chain = TypeChain.of(LearnedWorlds.discrete(agents, 1, periods, Allocation.LOTTERY));
        int memories = (int) Math.pow(periods + 1, agents);
        BitSet all = bits(periods);
        List<MarketAction> actions = new ArrayList<>();
        for (int s = 0; s < memories; s++) {
            for (int a = 0; a <= agents; a++) {
                Map<Integer, Reals> drift = new LinkedHashMap<>();
                for (int i = 0; i < agents; i++) {
                    int memory = s / (int) Math.pow(periods + 1, i) % (periods + 1);
                    drift.put(i, flat(chain.next(a == i + 1 ? 1 : 0, memory)));
                }
                int next = a == 0 ? s : Math.min(memories - 1, s + (int) Math.pow(periods + 1, a - 1));
                Map<Integer, Payoff> rewards =
                        a == 0 ? Map.of() : Map.of(a - 1, new Payoff.Table(Reals.of(chain.points())));
                actions.add(new MarketAction(
                        s,
                        a,
                        new MarketAction.Condition(bits(1), all, new BitSet(), new BitSet()),
                        new MarketAction.Effect(Map.of(next, 1.0), rewards, 0, Map.of(), drift)));
            }
        }
        MarketAgent.Listed types = new MarketAgent.Listed(
                List.of("1", "2", "3"), List.of(), Reals.of(chain.initial()), MarketAgent.Listed.staying(3));
        double[] initial = new double[memories];
        initial[0] = 1;
        return market("bandit", periods, agents, types, initial, actions, List.of(Reals.of(1)));
    }

    private static Reals flat(double[][] kernel) {
        double[] flat = new double[kernel.length * kernel.length];
        for (int k = 0; k < flat.length; k++) {
            flat[k] = kernel[k / kernel.length][k % kernel.length];
        }
        return Reals.of(flat);
    }

    /** Two periods, draws, rewards of either sign, a designer's reward, kernels with zeros; one agent of three types, or two. */
    static Marketplace random(long seed) {
        UniformRandomProvider random = new RandomStream(seed, "market").generator(0);
        int agents = 1 + (int) (seed % 2);
        int types = agents == 1 ? 3 : 2;
        int draws = 1 + random.nextInt(2);
        List<MarketAction> actions = new ArrayList<>();
        for (int s = 0; s < 2; s++) {
            for (int a = 0; a < 2; a++) {
                Map<Integer, Payoff> rewards = new LinkedHashMap<>();
                Map<Integer, Reals> drift = new LinkedHashMap<>();
                for (int i = 0; i < agents; i++) {
                    rewards.put(
                            i,
                            new Payoff.Table(
                                    Reals.of(random.doubles(types, -1, 2).toArray())));
                    drift.put(i, kernel(random, types));
                }
                double p = random.nextDouble(0.1, 0.9);
                BitSet left = a == 0 ? bits(draws) : bits(1 + random.nextInt(draws));
                actions.add(new MarketAction(
                        s,
                        a,
                        new MarketAction.Condition(left, bits(2), new BitSet(), new BitSet()),
                        new MarketAction.Effect(
                                Map.of(0, p, 1, 1 - p), rewards, random.nextDouble(-1, 1), Map.of(), drift)));
            }
        }
        MarketAgent.Listed listed = new MarketAgent.Listed(
                IntStream.range(0, types).mapToObj(k -> "type " + k).toList(),
                List.of(),
                Reals.of(random.doubles(types, 0.1, 1).toArray()),
                MarketAgent.Listed.staying(types));
        return market(
                "random " + seed,
                2,
                agents,
                listed,
                new double[] {0.4, 0.6},
                actions,
                List.of(Reals.of(random.doubles(draws, 0.1, 1).toArray())));
    }

    private static Reals kernel(UniformRandomProvider random, int types) {
        double[] kernel = random.doubles((long) types * types).toArray();
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] = random.nextDouble() < 0.3 && k % types != 0 ? 0 : 0.1 + kernel[k];
        }
        return Reals.of(kernel);
    }

    private static Marketplace market(
            String name,
            int periods,
            int agents,
            MarketAgent.Listed types,
            double[] initial,
            List<MarketAction> actions,
            List<Reals> draws) {
        int count = actions.stream().mapToInt(MarketAction::action).max().orElse(0) + 1;
        return new Marketplace(
                name,
                "",
                new Horizon.Finite(),
                periods,
                IntStream.rangeClosed(1, agents)
                        .mapToObj(i -> new MarketAgent("agent " + i, types))
                        .toList(),
                new Marketplace.Labels(
                        IntStream.range(0, initial.length)
                                .mapToObj(s -> "state " + s)
                                .toList(),
                        IntStream.range(0, count).mapToObj(a -> "action " + a).toList(),
                        IntStream.range(0, draws.get(0).size())
                                .mapToObj(z -> "draw " + z)
                                .toList()),
                draws,
                Reals.of(initial),
                actions,
                List.of());
    }

    private static BitSet bits(int count) {
        BitSet bits = new BitSet();
        bits.set(0, count);
        return bits;
    }
}
