package org.dynama.learned.world;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.model.Horizon;
import org.dynama.model.IndependentTypes;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.model.Univariate;
import org.dynama.refusal.Refusal;
import org.dynama.world.market.Expansion;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.MarketAgent.Listed;
import org.dynama.world.market.Marketplace;
import org.dynama.world.market.Payoff;

/**
 * A world of goods that are sold whole, written out as a market: an action for every assignment of goods to agents, types that
 * evolve by names, what was used as public state. A discount is a part of the amounts.
 */
public final class MarketOfWorld {
    private static final double MOST_ENTRIES = 50_000;
    private static final double MOST_TYPES = 1000;
    private static final double MOST_NUMBERS = 4e6;

    private final World world;
    private final WholeGoods goods;
    private final List<Reals> types;
    private final List<TypeChain> chains;
    private final Reals weights;
    /** How an agent's types move where she gets nothing. */
    private final List<Reals> resting;

    private MarketOfWorld(World world, List<Reals> types) {
        this.world = world;
        this.types = types;
        goods = new WholeGoods(world);
        chains = TypeChain.all(world);
        weights = goods.weights();
        resting = IntStream.range(0, world.agents())
                .mapToObj(i -> kernel(0, new int[0], i))
                .toList();
    }

    /**
     * The market of such a world.
     *
     * @throws Refusal if goods are sold in shares that matter later, or there are too many types or histories
     */
    public static Expansion of(World world) {
        requireWhole(world);
        requireSmall(world);
        List<Reals> types =
                world.types().match(discrete -> joint(discrete.values(), world.components()), i -> List.of());
        return new Expansion(new MarketOfWorld(world, types).market(), List.of());
    }

    private static void requireWhole(World world) {
        if (!world.allocation().isDrawn() && world.periods() > 1) {
            boolean discrete = world.types().match(finite -> true, interval -> false);
            throw Refusal.of(
                    "shares of goods are continuous actions, and a market's file lists its actions one by one"
                            + (discrete ? "" : "; nor has it a kernel for types that evolve on an interval"),
                    discrete
                            ? "Maybe world.allocation: lottery, which sells goods whole."
                            : "Maybe world.types: discrete with world.allocation: lottery, or world.periods: 1.");
        }
    }

    private static void requireSmall(World world) {
        double count =
                Math.pow(world.types().match(discrete -> discrete.values().size(), interval -> 1), world.components());
        double entries = WholeGoods.entries(world) * (world.discount() == 1 ? 1 : world.periods());
        if (count > MOST_TYPES || entries > MOST_ENTRIES || entries * count * count > MOST_NUMBERS) {
            throw Refusal.of(
                    String.format(
                            Locale.ROOT,
                            "%,.0f types of an agent and %,.0f actions with their histories are too many for a market's file",
                            count,
                            entries),
                    "Maybe fewer goods, values or periods.");
        }
    }

    /** All vectors of values, the last number first. */
    static List<Reals> joint(Reals values, int components) {
        List<Reals> all = new ArrayList<>();
        int count = (int) Math.round(Math.pow(values.size(), components));
        for (int code = 0; code < count; code++) {
            double[] vector = new double[components];
            int rest = code;
            for (int k = components - 1; k >= 0; k--) {
                vector[k] = values.get(rest % values.size());
                rest /= values.size();
            }
            all.add(Reals.of(vector));
        }
        return all;
    }

    private Marketplace market() {
        List<MarketAgent> agents = IntStream.rangeClosed(1, world.agents())
                .mapToObj(i -> new MarketAgent("agent " + i, types(i - 1)))
                .toList();
        double[] initial = new double[goods.states()];
        initial[0] = 1;
        return new Marketplace(
                world.name(),
                "",
                new Horizon.Finite(),
                world.periods(),
                agents,
                new Marketplace.Labels(
                        IntStream.range(0, goods.states())
                                .mapToObj(goods::state)
                                .toList(),
                        IntStream.range(0, goods.actions())
                                .mapToObj(goods::action)
                                .toList(),
                        List.of(Marketplace.SURE)),
                List.of(Reals.of(1)),
                Reals.of(initial),
                actions(),
                List.of());
    }

    private MarketAgent.Types types(int agent) {
        return world.types(agent).match(discrete -> listed(discrete, agent), this::drawn);
    }

    private Listed listed(Types.Discrete discrete, int agent) {
        int size = discrete.values().size();
        double[] initial = new double[types.size()];
        for (int code = 0; code < initial.length; code++) {
            initial[code] = 1;
            for (int rest = code, k = 0; k < world.components(); k++, rest /= size) {
                initial[code] *= discrete.initial().get(rest % size);
            }
        }
        return new Listed(
                types.stream().map(MarketOfWorld::name).toList(), types, Reals.of(initial), resting.get(agent));
    }

    private static String name(Reals type) {
        List<String> numbers = type.stream()
                .mapToObj(x -> x == Math.rint(x) && Math.abs(x) < 1e15 ? String.valueOf((long) x) : String.valueOf(x))
                .toList();
        return numbers.size() == 1 ? numbers.get(0) : "(" + String.join(", ", numbers) + ")";
    }

    private MarketAgent.Drawn drawn(Types.Interval interval) {
        int d = world.components();
        TypeDistribution distribution = interval.isUniform()
                ? new TypeDistribution.Uniform(Reals.filled(d, interval.low()), Reals.filled(d, interval.high()))
                : IndependentTypes.of(
                        d,
                        k -> new Univariate.Normal(
                                interval.mean(), interval.deviation(), interval.low(), interval.high()));
        return new MarketAgent.Drawn(distribution, "");
    }

    private List<MarketAction> actions() {
        boolean alike = world.discount() == 1;
        BitSet draw = new BitSet();
        draw.set(0);
        List<MarketAction> actions = new ArrayList<>();
        for (int s = 0; s < goods.states(); s++) {
            for (int a = 0; a < goods.actions(); a++) {
                for (int t = 0; t < (alike ? 1 : world.periods()); t++) {
                    BitSet periods = new BitSet();
                    periods.set(alike ? 0 : t, alike ? world.periods() : t + 1);
                    actions.add(new MarketAction(
                            s,
                            a,
                            new MarketAction.Condition(draw, periods, new BitSet(), new BitSet()),
                            effect(s, a, weights.get(t))));
                }
            }
        }
        return actions;
    }

    private MarketAction.Effect effect(int s, int a, double weight) {
        Map<Integer, Payoff> rewards = new LinkedHashMap<>();
        Map<Integer, Reals> drift = new LinkedHashMap<>();
        for (int i = 0; i < world.agents(); i++) {
            double[] coefficients = new double[world.components()];
            boolean gets = false;
            for (int k = 0; k < world.goods(); k++) {
                if (goods.consumes(s, a, i, k)) {
                    coefficients[world.dynamics().goodsApart() ? k : 0] = weight;
                    gets = true;
                }
            }
            if (gets) {
                rewards.put(i, new Payoff.Linear(Reals.of(coefficients), 0));
                Reals kernel = kernel(s, goods.assignment(a), i);
                if (!types.isEmpty() && !kernel.equals(resting.get(i))) {
                    drift.put(i, kernel);
                }
            }
        }
        double designer = goods.cost(a) == 0 ? 0 : -goods.cost(a) * weight;
        return new MarketAction.Effect(Map.of(goods.next(s, a), 1.0), rewards, designer, Map.of(), drift);
    }

    /** How an agent's types move by an assignment, or where nothing is assigned; shape {@code [K, K]}. */
    private Reals kernel(int s, int[] assignment, int i) {
        int count = types.size();
        if (count == 0) {
            return Reals.of();
        }
        int size = chains.get(i).points().length;
        double[][][] each = new double[world.components()][][];
        for (int d = 0; d < each.length; d++) {
            each[d] = chains.get(i).next(gets(assignment, i, d) ? 1 : 0, memory(s, i, d, assignment.length > 0));
        }
        double[] kernel = new double[count * count];
        for (int from = 0; from < count; from++) {
            for (int to = 0; to < count; to++) {
                double p = 1;
                int a = from;
                int b = to;
                for (int d = each.length - 1; d >= 0; d--) {
                    p *= each[d][a % size][b % size];
                    a /= size;
                    b /= size;
                }
                kernel[from * count + to] = p;
            }
        }
        return Reals.of(kernel);
    }

    private boolean gets(int[] assignment, int i, int component) {
        boolean apart = world.dynamics().goodsApart();
        for (int k = 0; k < assignment.length; k++) {
            if (assignment[k] == i + 1 && (!apart || k == component)) {
                return true;
            }
        }
        return false;
    }

    private int memory(int s, int i, int component, boolean assigned) {
        return assigned && world.dynamics().goodsApart() ? goods.used(s, i, component) : 0;
    }
}
