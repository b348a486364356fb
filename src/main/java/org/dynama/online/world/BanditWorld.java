package org.dynama.online.world;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.online.bandit.BanditMarket;
import org.dynama.online.outcome.OutcomeTable;
import org.dynama.online.outcome.Outcomes;
import org.dynama.world.file.Fit;
import org.dynama.world.market.MarketAction;

/**
 * A market of one public state from a file, as rounds that are alike: each action is an outcome, and whatever an agent may have
 * by some action is one of her allocations.
 *
 * @param market with amounts counted in a unit of money
 * @param unit the most that an agent may have in a round
 * @param name of the market
 */
public record BanditWorld(BanditMarket market, double unit, String name) {
    /** What VCG-Learn needs of a market. */
    public static final String NEEDS = "online of kind bandit needs types that stay, one public state without draws and"
            + " periods, and actions that are possible without each agent";

    /** Amounts that differ by less, relative to the largest, are the same. */
    private static final double NEAR = 1e-12;

    /**
     * Reads a market; where types have a distribution they are drawn once.
     *
     * @throws org.dynama.config.ConfigException if it is none, or does not fit, or with every reward that is more than
     *     the ceiling or less than nothing
     */
    public static BanditWorld read(Path path, RandomStream stream) {
        ObservedWorld world = ObservedWorld.of(path, NEEDS, stream, 0);
        Fit fit = world.fit(NEEDS);
        if (world.environment().mdp().stateCount() > 1) {
            fit.not(
                    "actions",
                    "has " + world.environment().mdp().stateCount() + " states, with their draws and periods");
        }
        fit.throwIfAny("Maybe kind: mdp, or dynama search.");
        RewardFaults.throwIfAny(world, false);
        return new Reader(world).read();
    }

    /** One reading. */
    private static final class Reader {
        private final ObservedWorld world;
        private final int n;
        private final int[] pairs;
        /** What somebody may have, by number, nothing first: components of her type with their coefficients. */
        private final Map<List<Double>, Integer> allocations = new LinkedHashMap<>();

        Reader(ObservedWorld world) {
            this.world = world;
            n = world.environment().agentCount();
            pairs = world.pairs().toArray();
            allocations.put(List.of(), 0);
            int d = world.environment().dimension();
            boolean own = IntStream.of(pairs)
                    .boxed()
                    .flatMap(pair -> IntStream.range(0, n).mapToObj(i -> form(i, pair)))
                    .allMatch(form -> form.isEmpty() || (form.size() == 2 && form.get(0) >= 0 && form.get(1) == 1));
            for (int k = 0; k < d && own; k++) {
                allocations.put(List.of((double) k, 1.0), k + 1);
            }
            for (int pair : pairs) {
                for (int i = 0; i < n; i++) {
                    allocations.putIfAbsent(form(i, pair), allocations.size());
                }
            }
        }

        private List<Double> form(int i, int pair) {
            RewardMap rewards = world.environment().rewards();
            List<Double> form = new ArrayList<>();
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                if (rewards.agent(m) == i && rewards.coefficient(m) != 0) {
                    form.add((double) rewards.component(m));
                    form.add(rewards.coefficient(m));
                }
            }
            return form;
        }

        BanditWorld read() {
            List<List<Integer>> outcomes = new ArrayList<>();
            for (int pair : pairs) {
                outcomes.add(IntStream.range(0, n)
                        .mapToObj(i -> allocations.getOrDefault(form(i, pair), 0))
                        .toList());
            }
            int size = Math.max(2, allocations.size());
            double unit = world.unit();
            List<Double> worth = IntStream.of(pairs)
                    .mapToObj(pair -> world.environment().designer().get(pair))
                    .toList();
            Outcomes space = OutcomeShape.of(size, outcomes, units());
            double[] designer = space instanceof OutcomeTable ? new double[0] : parts(space, outcomes, worth);
            if (designer.length == 0) {
                space = new OutcomeTable(size, outcomes);
                designer = worth.stream().mapToDouble(amount -> amount).toArray();
            }
            List<Boolean> known = new ArrayList<>(Collections.nCopies(size, false));
            known.set(0, true);
            BanditMarket market = new BanditMarket(
                    space,
                    counted(values(size), unit),
                    world.noise(unit),
                    known,
                    counted(designer, unit),
                    world.observation().designerNoise() / unit);
            return new BanditWorld(market, unit, world.environment().name());
        }

        private static Reals counted(double[] amounts, double unit) {
            return Reals.of(IntStream.range(0, amounts.length)
                    .mapToDouble(k -> amounts[k] / unit)
                    .toArray());
        }

        /** What each agent has of each allocation; 0 where she never has it and her type has no such numbers. */
        private double[] values(int size) {
            double[] values = new double[n * size];
            allocations.forEach((form, s) -> {
                for (int i = 0; i < n; i++) {
                    for (int k = 0; k < form.size(); k += 2) {
                        int component = form.get(k).intValue();
                        int d = world.environment().agents().get(i).types().dimension();
                        double number = component == RewardMap.CONSTANT
                                ? 1
                                : component < d ? world.types().type(i, component, 0) : 0;
                        values[i * size + s] += form.get(k + 1) * number;
                    }
                }
            });
            return values;
        }

        /** What each outcome takes of a capacity; nothing where the file does not count units. */
        private List<Double> units() {
            Map<Integer, Double> units = new HashMap<>();
            for (MarketAction action : world.file().market().actions()) {
                MarketAction.NamedLoss loss = action.effect().losses().get(RoundsOfOutcomes.UNITS);
                if (loss == null || !loss.byAgent().isEmpty()) {
                    return List.of();
                }
                units.put(action.action(), loss.constant());
            }
            return IntStream.of(pairs)
                    .mapToObj(pair -> units.getOrDefault(pair, 0.0))
                    .toList();
        }

        /** What each agent's allocation is worth to the designer, if her worths are sums of those; else nothing. */
        private double[] parts(Outcomes space, List<List<Integer>> outcomes, List<Double> worth) {
            int size = space.allocations();
            double[] parts = new double[n * size];
            for (int k = 0; k < outcomes.size(); k++) {
                List<Integer> outcome = outcomes.get(k);
                if (outcome.stream().filter(s -> s > 0).count() == 1) {
                    int i = IntStream.range(0, n)
                            .filter(agent -> outcome.get(agent) > 0)
                            .findFirst()
                            .orElseThrow();
                    parts[i * size + outcome.get(i)] = worth.get(k);
                }
            }
            double largest = worth.stream().mapToDouble(Math::abs).max().orElse(0);
            for (int k = 0; k < outcomes.size(); k++) {
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    sum += parts[i * size + outcomes.get(k).get(i)];
                }
                if (Math.abs(sum - worth.get(k)) > NEAR * largest) {
                    return new double[0];
                }
            }
            return parts;
        }
    }
}
