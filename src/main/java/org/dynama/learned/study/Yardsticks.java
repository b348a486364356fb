package org.dynama.learned.study;

import java.util.List;
import org.dynama.ama.audit.Bound;
import org.dynama.ama.audit.ExactEvaluation;
import org.dynama.ama.objective.Objective;
import org.dynama.learned.baseline.Efficient;
import org.dynama.learned.baseline.Oracle;
import org.dynama.learned.baseline.PostedPrices;
import org.dynama.learned.history.TypeGrid;
import org.dynama.learned.world.Dynamics;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.solver.Settings;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.jspecify.annotations.Nullable;

/** What a learned mechanism is measured against. */
final class Yardsticks {
    private static final int PROFILES = 200_000;
    /** Price paths of longer or more crowded worlds take too long to search. */
    private static final int LONGEST_CROWD = 12;

    private Yardsticks() {}

    static LearnRecord.Yardsticks of(LearnSpec spec) {
        World world = spec.world();
        String obstacle = spec.oracle() ? Oracle.obstacle(world) : "it was not asked for";
        Double oracle = obstacle.isEmpty() ? Oracle.solve(world).value() : null;
        Efficient.Result efficient = Efficient.solvable(world) ? Efficient.solve(world) : null;
        PostedPrices.Result posted =
                world.agents() * world.periods() <= LONGEST_CROWD ? PostedPrices.solve(world) : null;
        return new LearnRecord.Yardsticks(
                oracle,
                obstacle.isEmpty() ? "lotteries over whole goods, all reports public" : obstacle,
                oracle == null && spec.oracle() ? oracleApart(world) : null,
                efficient == null ? null : efficient.pivotProfit(),
                posted == null ? null : posted.profit(),
                posted == null ? List.of() : posted.prices().stream().boxed().toList(),
                affineMaximizer(spec),
                efficient == null ? null : efficient.surplus());
    }

    private static @Nullable Double oracleApart(World world) {
        if (world.goods() == 1
                || !world.goodsAreAlike()
                || !Oracle.obstacle(world.oneGood()).isEmpty()) {
            return null;
        }
        return world.goods() * Oracle.solve(world.oneGood()).value();
    }

    /** Where types are fixed and uniform on [0, 1], the affine maximizer that attains Myerson's bound. */
    private static @Nullable Double affineMaximizer(LearnSpec spec) {
        World world = spec.world();
        boolean known = world.dynamics() instanceof Dynamics.FixedSales
                && world.types() instanceof Types.Interval interval
                && interval.isUniform()
                && interval.low() == 0
                && interval.high() == 1
                && world.discount() == 1
                && world.costs().stream().allMatch(cost -> cost == 0);
        if (!known) {
            return null;
        }
        Environment sales = SequentialSales.uniform(world.agents(), world.periods());
        Settings cpu = new Settings(Settings.Device.CPU, Settings.Precision.FLOAT64, 1, 1L << 28);
        try (Solvers solvers = Solvers.of(sales.mdp(), sales.rewards(), sales.dimension(), cpu)) {
            if (!(Bound.of(sales, Objective.REVENUE) instanceof Bound.Measured measured)) {
                return null;
            }
            Profiles profiles = Profiles.draw(sales.agents(), new RandomStream(spec.seed(), "evaluation"), 0, PROFILES);
            return new ExactEvaluation(sales, Objective.REVENUE, solvers)
                    .byDynamicPrograms(measured.mechanism(), profiles, done -> {})
                    .objective()
                    .mean();
        }
    }

    /** The first component of an initial type, or the middle of its stratum. */
    static double firstType(World world, int q, int count) {
        return world.types() instanceof Types.Interval interval
                ? interval.quantile((q + 0.5) / count)
                : new TypeGrid(world).values[q][0];
    }
}
