package org.dynama.pivot.quote;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.exact.rational.Rational;
import org.dynama.exact.season.SeasonDesign;
import org.dynama.exact.season.SeasonWorld;
import org.dynama.model.Reals;
import org.dynama.model.Transitions;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.Boost;
import org.dynama.pivot.world.PivotStage;

/** A world and its mechanism in fractions: amounts are the decimals that name them, probabilities the shares of their decimals. */
final class ExactSeason {
    private final AllocationWorld world;
    private final int agents;

    private ExactSeason(AllocationWorld world) {
        this.world = world;
        agents = world.agentCount();
    }

    static SeasonDesign of(AffineWorld affine) {
        List<SeasonDesign.Boost> boosts = affine.boosts().stream()
                .filter(boost -> boost.amount() != 0)
                .map(boost -> new SeasonDesign.Boost(
                        boost.action(),
                        decimal(boost.amount()),
                        boost.period() == Boost.ANY || !affine.world().isFinite() ? null : boost.period() + 1,
                        boost.state() == Boost.ANY ? null : boost.state(),
                        boost.draw() == Boost.ANY ? null : boost.draw()))
                .toList();
        return new SeasonDesign(new ExactSeason(affine.world()).world(), decimals(affine.weights()), boosts);
    }

    private SeasonWorld world() {
        IdentityHashMap<PivotStage, Integer> numbers = new IdentityHashMap<>();
        List<SeasonWorld.Stage> stages = new ArrayList<>();
        List<Integer> periods = new ArrayList<>();
        for (PivotStage stage : world.stages()) {
            Integer known = numbers.get(stage);
            if (known == null) {
                known = stages.size();
                numbers.put(stage, known);
                stages.add(stage(stage));
            }
            periods.add(known);
        }
        return new SeasonWorld(
                world.name(),
                world.agents().stream()
                        .map(agent -> new SeasonWorld.Agent(agent.name(), agent.types()))
                        .toList(),
                world.states(),
                world.actions(),
                world.draws(),
                world.isFinite() ? SeasonWorld.FINITE : SeasonWorld.DISCOUNTED,
                decimal(world.discount()),
                stages,
                periods,
                end());
    }

    private SeasonWorld.End end() {
        return world.isFinite()
                ? new SeasonWorld.End(
                        decimals(world.terminal().publicUtility()),
                        world.terminal().utilities().stream()
                                .map(ExactSeason::decimals)
                                .toList())
                : new SeasonWorld.End(List.of(), List.of());
    }

    private SeasonWorld.Stage stage(PivotStage stage) {
        List<IdentityHashMap<double[], Integer>> known = new ArrayList<>();
        List<List<List<Rational>>> kernels = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            known.add(new IdentityHashMap<>());
            kernels.add(new ArrayList<>());
        }
        List<SeasonWorld.Move> moves = new ArrayList<>();
        for (int s = 0; s < world.stateCount(); s++) {
            for (int a : stage.used(s)) {
                List<Integer> mine = new ArrayList<>();
                for (int i = 0; i < agents; i++) {
                    List<List<Rational>> all = kernels.get(i);
                    double[] kernel = stage.kernel(i, s, a);
                    int size = stage.types(i);
                    mine.add(known.get(i).computeIfAbsent(kernel, fresh -> {
                        all.add(rows(fresh, size));
                        return all.size() - 1;
                    }));
                }
                moves.add(move(stage, s, a, mine));
            }
        }
        return new SeasonWorld.Stage(
                shares(IntStream.range(0, stage.draws())
                        .mapToDouble(stage::probability)
                        .toArray()),
                kernels,
                moves);
    }

    private SeasonWorld.Move move(PivotStage stage, int s, int a, List<Integer> kernels) {
        List<List<Integer>> without = new ArrayList<>();
        List<List<Rational>> rewards = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            int agent = i;
            without.add(IntStream.range(0, stage.draws())
                    .filter(z -> stage.isFeasibleWithout(agent, s, z, a))
                    .boxed()
                    .toList());
            rewards.add(IntStream.range(0, stage.types(i))
                    .mapToObj(k -> decimal(stage.utility(agent, s, a, k)))
                    .toList());
        }
        Transitions transitions = stage.next();
        int pair = transitions.pair(s, a);
        double[] row = new double[transitions.end(pair) - transitions.begin(pair)];
        Arrays.setAll(row, k -> transitions.probability(transitions.begin(pair) + k));
        List<Rational> shares = shares(row);
        Map<Integer, Rational> next = new LinkedHashMap<>();
        for (int k = 0; k < row.length; k++) {
            next.merge(transitions.next(transitions.begin(pair) + k), shares.get(k), Rational::plus);
        }
        return new SeasonWorld.Move(
                s,
                a,
                IntStream.range(0, stage.draws())
                        .filter(z -> Arrays.binarySearch(stage.feasible(s, z), a) >= 0)
                        .boxed()
                        .toList(),
                without,
                next.entrySet().stream()
                        .filter(entry -> entry.getValue().signum() > 0)
                        .map(entry -> new SeasonWorld.Next(entry.getKey(), entry.getValue()))
                        .toList(),
                decimal(stage.publicUtility(s, a)),
                rewards,
                kernels);
    }

    private static List<Rational> rows(double[] kernel, int size) {
        List<Rational> rows = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            rows.addAll(shares(Arrays.copyOfRange(kernel, k * size, (k + 1) * size)));
        }
        return rows;
    }

    private static List<Rational> shares(double... probabilities) {
        List<Rational> decimals =
                Arrays.stream(probabilities).mapToObj(ExactSeason::decimal).toList();
        Rational sum = decimals.stream().reduce(Rational.ZERO, Rational::plus);
        return decimals.stream()
                .map(decimal -> decimal.dividedBy(sum).reduced())
                .toList();
    }

    private static List<Rational> decimals(Reals amounts) {
        return amounts.stream().mapToObj(ExactSeason::decimal).toList();
    }

    private static Rational decimal(double amount) {
        return Rational.of(BigDecimal.valueOf(amount));
    }
}
