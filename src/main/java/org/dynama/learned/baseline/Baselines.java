package org.dynama.learned.baseline;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dynama.ama.audit.Attaining;
import org.dynama.ama.audit.ExactEvaluation;
import org.dynama.ama.objective.Objective;
import org.dynama.learned.plan.Oracle;
import org.dynama.learned.world.Dynamics;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.page.Numbers;
import org.dynama.solver.Settings;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.jspecify.annotations.Nullable;

/**
 * What else could be done in a world: what a learned mechanism is measured against.
 *
 * @param optimum that no incentive compatible mechanism exceeds
 * @param vcg profit of the dynamic pivot mechanism; null if the world is too large
 * @param posted prices, the best path
 * @param affineMaximizer revenue of the optimal affine maximizer; null where types move
 * @param surplus the largest welfare; null if the world is too large
 * @param surplusBounds whether no profit exceeds it; false for an interval's types and shares of goods, where it is that of whole
 *     goods; null in records of earlier versions
 */
public record Baselines(
        @JsonUnwrapped Optimum optimum,
        @Nullable Double vcg,
        @JsonUnwrapped Posted posted,
        @Nullable Double affineMaximizer,
        @Nullable Double surplus,
        @Nullable Boolean surplusBounds) {
    private static final int PROFILES = 200_000;
    /** Price paths of longer or more crowded worlds take too long to search. */
    private static final int LONGEST_CROWD = 12;

    /**
     * Profit of the optimal incentive compatible mechanism with lotteries.
     *
     * @param oracle null if it was not computed
     * @param oracleNote why not, or what it says
     * @param oracleBounds whether no truthful mechanism earns more than the oracle: not so where shares of goods may be given,
     *     or reports are sealed; null where there is none, and in records of earlier versions
     * @param oracleApart the same where goods are sold apart, each by the optimal mechanism for it alone; null if unknown
     */
    public record Optimum(
            @Nullable Double oracle,
            String oracleNote,
            @Nullable Boolean oracleBounds,
            @Nullable Double oracleApart) {

        private static Optimum of(World world) {
            String obstacle = Oracle.obstacle(world);
            if (obstacle.isEmpty()) {
                boolean bounds = !isShared(world) && world.reportsAreKnown();
                String note = "lotteries over whole goods, all reports public"
                        + (isShared(world) ? "; by shares of them more may be earned" : "")
                        + (world.reportsAreKnown() ? "" : "; where they are sealed, more may be earned");
                return new Optimum(Oracle.solve(world), note, bounds, null);
            }
            if (OptimalSale.fits(world)) {
                String note = "no program: the good goes to the highest virtual value, Myerson's optimum";
                return new Optimum(OptimalSale.profit(world), note, true, null);
            }
            boolean apart = world.goods() > 1
                    && world.goodsAreAlike()
                    && Oracle.obstacle(world.oneGood()).isEmpty();
            return new Optimum(
                    null, obstacle, null, apart ? (Double) (world.goods() * Oracle.solve(world.oneGood())) : null);
        }
    }

    /**
     * Profit of the best price path, and that path; null and empty if the world is too large.
     */
    public record Posted(@Nullable Double postedPrices, Reals prices) {

        private static Posted of(World world) {
            if (world.agents() * world.periods() > LONGEST_CROWD) {
                return new Posted(null, Reals.of());
            }
            PostedPrices.Result result = PostedPrices.solve(world);
            return new Posted(result.profit(), result.prices());
        }
    }

    /**
     * All that can be had.
     *
     * @param oracle whether to solve the optimum's linear program
     * @param evaluation profiles on which the affine maximizer is measured
     */
    public static Baselines of(World world, boolean oracle, RandomStream evaluation) {
        Efficient.Result efficient = Efficient.solvable(world) ? Efficient.solve(world) : null;
        boolean relaxed = isShared(world) && SharedSurplus.bounds(world);
        return new Baselines(
                oracle ? Optimum.of(world) : new Optimum(null, "it was not asked for", null, null),
                efficient == null ? null : efficient.pivotProfit(),
                Posted.of(world),
                affineMaximizer(world, evaluation),
                efficient == null ? null : relaxed ? (Double) SharedSurplus.of(world) : (Double) efficient.surplus(),
                efficient == null ? null : (Boolean) (relaxed || !isShared(world)));
    }

    /** Whether shares of goods move types otherwise than whole goods do; in the last period nothing moves. */
    private static boolean isShared(World world) {
        return !world.allocation().isDrawn()
                && world.periods() > 1
                && world.dynamics().moves();
    }

    /** The same with amounts that were counted in a unit of money. */
    public Baselines times(double unit) {
        double[] prices = posted.prices.stream().map(price -> price * unit).toArray();
        return new Baselines(
                new Optimum(
                        times(optimum.oracle, unit),
                        optimum.oracleNote,
                        optimum.oracleBounds,
                        times(optimum.oracleApart, unit)),
                times(vcg, unit),
                new Posted(times(posted.postedPrices, unit), Reals.of(prices)),
                times(affineMaximizer, unit),
                times(surplus, unit),
                surplusBounds);
    }

    private static @Nullable Double times(@Nullable Double amount, double unit) {
        return amount == null ? null : (Double) (amount * unit);
    }

    /** The profits that are known, by name: those that no truthful mechanism exceeds come first, unless they say otherwise. */
    public Map<String, Double> profits() {
        Map<String, @Nullable Double> profits = new LinkedHashMap<>();
        profits.put(Boolean.FALSE.equals(optimum.oracleBounds) ? "oracle, no bound" : "oracle", optimum.oracle);
        profits.put("oracle, goods apart", optimum.oracleApart);
        profits.put("affine maximizer", affineMaximizer);
        profits.put("posted prices", posted.postedPrices);
        profits.put("dynamic VCG", vcg);
        Map<String, Double> known = new LinkedHashMap<>();
        profits.forEach((name, profit) -> {
            if (profit != null) {
                known.put(name, profit);
            }
        });
        return known;
    }

    /** What all surplus says of profits, in words: nothing beside a tighter bound, which is the oracle's or Myerson's. */
    public String surplusSays() {
        boolean tight =
                (optimum.oracle != null && !Boolean.FALSE.equals(optimum.oracleBounds)) || affineMaximizer != null;
        boolean bounds = !Boolean.FALSE.equals(surplusBounds);
        return !bounds ? ", whole goods" : tight ? "" : ", which no profit exceeds";
    }

    /** What else there is to say, in words. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add((optimum.oracle == null ? "there is no oracle: " : "the oracle has ") + optimum.oracleNote);
        if (posted.prices.size() > 0) {
            notes.add("the posted prices are "
                    + posted.prices.stream().mapToObj(Numbers::plain).collect(Collectors.joining(", ")));
        }
        return notes;
    }

    /** What no welfare exceeds, or, for an interval's types and shares, the largest of whole goods. */
    public double bound(World world) {
        return surplus != null ? surplus : world.types().high() * world.goods() * world.periods();
    }

    /** Where types are fixed and uniform above zero, the affine maximizer that attains Myerson's bound. */
    private static @Nullable Double affineMaximizer(World world, RandomStream evaluation) {
        boolean known = world.own().isEmpty()
                && world.dynamics() instanceof Dynamics.FixedSales
                && world.types() instanceof Types.Interval interval
                && interval.isUniform()
                && interval.low() == 0
                && world.discount() == 1
                && world.costs().stream().allMatch(cost -> cost == 0);
        if (!known) {
            return null;
        }
        Environment sales = SequentialSales.uniform(world.agents(), world.periods());
        Settings cpu = new Settings(Settings.Device.CPU, Settings.Precision.FLOAT64, 1, 1L << 28);
        try (Solvers solvers = Solvers.of(sales.mdp(), sales.rewards(), sales.dimension(), cpu)) {
            return new ExactEvaluation(sales, Objective.REVENUE, solvers)
                            .ofDrawn()
                            .byDynamicPrograms(
                                    Attaining.myerson(sales).orElseThrow(),
                                    Profiles.draw(sales.agents(), evaluation, 0, PROFILES),
                                    done -> {})
                            .objective()
                            .mean()
                    * world.types().high();
        }
    }
}
