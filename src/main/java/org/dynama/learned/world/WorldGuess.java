package org.dynama.learned.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dynama.model.IndependentTypes;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.model.Univariate;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAgent.Drawn;
import org.dynama.world.market.MarketAgent.Listed;
import org.dynama.world.market.Marketplace;
import org.jspecify.annotations.Nullable;

/** What a market would be if it were of one of the kinds: only its first two periods are looked at. */
final class WorldGuess {
    /** Decimals that a file's number is rounded to where it was computed from a shorter one. */
    private static final double DIGITS = 1e9;

    private final Marketplace market;
    private final String kind;
    private final int n;
    private final int periods;
    private final int start;
    private final List<MarketAction> actions;

    /** Of a market in which one state is the first, and nothing is drawn. */
    WorldGuess(Marketplace market, String kind) {
        this.market = market;
        this.kind = kind;
        n = market.agents().size();
        periods = WorldOfMarket.periods(market);
        start = SameMarket.sure(market.initial());
        actions = SameMarket.actions(market, start, 0);
    }

    /** The world; null where it cannot be of the kind. */
    @Nullable
    World world() {
        try {
            List<World.Own> each = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                Types types = types(i);
                if (types == null) {
                    return null;
                }
                each.add(new World.Own(types, dynamics(types, i)));
            }
            int goods = goods();
            if (goods < 1) {
                return null;
            }
            Types types = among(each);
            World.Allocation allocation =
                    types.match(discrete -> World.Allocation.LOTTERY, interval -> World.Allocation.SHARE);
            boolean alike = each.stream().distinct().count() == 1;
            return new World(
                    new World.Size(n, goods, periods),
                    discount(),
                    types,
                    each.get(0).dynamics(),
                    allocation,
                    costs(goods),
                    alike ? List.of() : each);
        } catch (IllegalArgumentException refused) {
            return null;
        }
    }

    private int dimension() {
        return Math.max(1, market.agents().get(0).dimension());
    }

    /** What may be anybody's: the first agent's where that holds all, else an interval that does. */
    private static Types among(List<World.Own> each) {
        Types first = each.get(0).types();
        return each.stream().allMatch(one -> first.hold(one.types()))
                ? first
                : Types.Interval.uniform(
                        each.stream()
                                .mapToDouble(one -> one.types().low())
                                .min()
                                .orElseThrow(),
                        each.stream()
                                .mapToDouble(one -> one.types().high())
                                .max()
                                .orElseThrow());
    }

    private @Nullable Types types(int i) {
        if (market.agents().get(i).types() instanceof Listed listed) {
            List<Reals> values = listed.values().isEmpty() ? tabled() : listed.values();
            if (values.isEmpty() || values.size() != listed.initial().size()) {
                return null;
            }
            Reals each = WorldOfMarket.values(values, 0);
            if (!values.equals(MarketOfWorld.joint(each, values.get(0).size()))) {
                return null;
            }
            double[] initial = new double[each.size()];
            for (int code = 0; code < values.size(); code++) {
                initial[code / (values.size() / initial.length)] +=
                        listed.initial().get(code);
            }
            boolean equal = SameMarket.near(Reals.of(initial), Reals.filled(initial.length, 1.0 / initial.length), 1);
            return equal ? Types.Discrete.uniform(each.toArray()) : new Types.Discrete(each, Reals.of(initial));
        }
        TypeDistribution distribution = ((Drawn) market.agents().get(i).types()).distribution();
        if (distribution instanceof TypeDistribution.Uniform uniform) {
            return Types.Interval.uniform(uniform.low(0), uniform.high(0));
        }
        return distribution instanceof IndependentTypes independent
                        && independent.components().get(0) instanceof Univariate.Normal normal
                ? new Types.Interval(normal.low(), normal.high(), normal.mean(), normal.deviation())
                : null;
    }

    /** What types are worth where they are names: the first table of rewards that tells them apart. */
    private List<Reals> tabled() {
        for (MarketAction action : actions) {
            Reals amounts = SameMarket.earned(market, action, 0);
            if (amounts.stream().distinct().count() == amounts.size()) {
                return amounts.stream().mapToObj(Reals::of).toList();
            }
        }
        return List.of();
    }

    private int goods() {
        int slots = (int) Math.round(Math.log(actions.size()) / Math.log(n + 1.0));
        boolean exact = Math.round(Math.pow(n + 1.0, slots)) == actions.size();
        int most = actions.stream().mapToInt(this::served).max().orElse(0);
        return switch (kind) {
            case "bandit-auction" -> dimension();
            case "habit-service" -> exact ? slots : most;
            default -> 1;
        };
    }

    private int served(MarketAction action) {
        int served = 0;
        for (int i = 0; i < n; i++) {
            served += serves(action, i) ? 1 : 0;
        }
        return served;
    }

    private boolean serves(MarketAction action, int i) {
        return SameMarket.earned(market, action, i).stream().anyMatch(amount -> amount != 0);
    }

    private Dynamics dynamics(Types types, int i) {
        return switch (kind) {
            case "fixed-sales" -> new Dynamics.FixedSales();
            case "bandit-auction" ->
                new Dynamics.Bandit(types.match(discrete -> rate(discrete, i), interval -> 0.5), 0.01);
            default -> new Dynamics.Habit(types.match(discrete -> habit(discrete, i), interval -> 0.5), 0.01);
        };
    }

    /** How fast use moves types, by where the lowest value goes when it is used for the first time. */
    private double rate(Types.Discrete discrete, int i) {
        MarketAction used = actions.stream()
                .filter(action -> serves(action, i))
                .filter(action -> !moved(action, i).equals(resting(i)))
                .findFirst()
                .orElse(null);
        if (used == null) {
            return 0.5;
        }
        Reals kernel = moved(used, i);
        int size = discrete.values().size();
        // The first component that moves is the one that is used: neighbours in it are so many types apart.
        for (int stride = kernelSize(kernel) / size; stride >= 1; stride /= size) {
            double stays = kernel.get(0);
            double moves = kernel.get(stride);
            if (moves > 0 && stays > 0) {
                double steps = (discrete.values().get(1) - discrete.values().get(0)) / discrete.step();
                return rounded(Math.max(0, -Math.log(moves / stays) / steps));
            }
        }
        return 0.5;
    }

    private static int kernelSize(Reals kernel) {
        return (int) Math.round(Math.sqrt(kernel.size()));
    }

    /** The chance that the highest value falls when it is not served. */
    private double habit(Types.Discrete discrete, int i) {
        int size = discrete.values().size();
        Reals resting = resting(i);
        return periods == 1 ? 0.5 : rounded(resting.get((size - 1) * size + size - 2));
    }

    private Reals moved(MarketAction action, int i) {
        return SameMarket.drift(market, action, i);
    }

    private Reals resting(int i) {
        return ((Listed) market.agents().get(i).types()).drift();
    }

    private static double rounded(double number) {
        double near = Math.rint(number * DIGITS) / DIGITS;
        return Math.abs(near - number) <= 1e-12 * Math.abs(number) + 1e-14 ? near : number;
    }

    /** What the second period's largest amount is beside the first one's. */
    private double discount() {
        double first = largest(actions);
        MarketAction keep = actions.stream()
                .filter(action -> served(action) == 0)
                .findFirst()
                .orElse(null);
        if (periods == 1 || first == 0 || keep == null) {
            return 1;
        }
        double ratio = largest(SameMarket.actions(market, SameMarket.next(keep), 1)) / first;
        return SameMarket.near(ratio, 1, 1) ? 1 : rounded(ratio);
    }

    private double largest(List<MarketAction> those) {
        double largest = 0;
        for (MarketAction action : those) {
            for (int i = 0; i < n; i++) {
                largest = Math.max(
                        largest,
                        SameMarket.earned(market, action, i).stream()
                                .map(Math::abs)
                                .max()
                                .orElse(0));
            }
        }
        return largest;
    }

    /** What the designer pays where one good goes to one agent. */
    private Reals costs(int goods) {
        double[] costs = new double[n * goods];
        boolean complete = Math.round(Math.pow(n + 1.0, goods)) == actions.size();
        List<MarketAction> ordered = new ArrayList<>(actions);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < goods; k++) {
                int code = (int) Math.round((i + 1) * Math.pow(n + 1.0, goods - 1.0 - k));
                MarketAction only = complete ? ordered.get(code) : alone(i);
                costs[i * goods + k] = only == null ? 0 : 0 - only.effect().designer();
            }
        }
        return Reals.of(costs);
    }

    private @Nullable MarketAction alone(int i) {
        return actions.stream()
                .filter(action -> served(action) == 1 && serves(action, i))
                .max((a, b) -> Double.compare(a.effect().designer(), b.effect().designer()))
                .map(Objects::requireNonNull)
                .orElse(null);
    }
}
