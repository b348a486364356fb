package org.dynama.learned.baseline;

import java.util.Arrays;
import java.util.List;
import org.dynama.learned.world.TypeChain;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;

/**
 * What no surplus exceeds where goods may be shared and types are finite.
 *
 * <p>Shares move types by kernels that are linear in what each agent consumes, as if each had been served whole with that
 * chance, all independently. A relaxation: served agents may be drawn jointly, with no more goods than there are in
 * expectation; and what a bandit auction's memory makes of a kernel may be chosen, between none and the most there can be,
 * agent after agent, each time knowing where those before have moved. Then memory need not be known. The choice is on a grid,
 * and what lies between its points is bounded by Gruss's inequality for covariances.
 */
final class SharedSurplus {
    private static final int GRID = 32;

    private final World world;
    private final List<TypeChain> chains;
    private final double[] points;
    private final int n;
    /** Of the goods that are solved together. */
    private final int goods;
    /** Shape {@code [n]}; of serving an agent. */
    private final double[] costs;

    private SharedSurplus(World world, int first, int goods) {
        this.world = world;
        this.goods = goods;
        n = world.agents();
        chains = TypeChain.all(world);
        points = chains.get(0).points();
        costs = new double[n];
        for (int i = 0; i < n; i++) {
            int row = i * world.goods() + first;
            costs[i] = world.costs().stream().skip(row).limit(goods).min().orElse(0);
        }
    }

    /** Whether there is a bound; several slots of one service must cost something, since more of them serve no better. */
    static boolean bounds(World world) {
        boolean together = !world.dynamics().goodsApart() && world.goods() > 1;
        return world.types() instanceof Types.Discrete
                && (!together || world.costs().stream().allMatch(cost -> cost >= 0));
    }

    /** The bound; for a world that is {@link Efficient#solvable}. */
    static double of(World world) {
        if (!world.dynamics().goodsApart()) {
            return new SharedSurplus(world, 0, world.goods()).expected();
        }
        double sum = 0;
        for (int j = 0; j < world.goods(); j++) {
            sum += new SharedSurplus(world, j, 1).expected();
        }
        return sum;
    }

    private double expected() {
        double[] values = new double[(int) Math.pow(points.length, n)];
        for (int t = world.periods() - 1; t >= 0; t--) {
            values = values(t, values);
        }
        double[] rest = values;
        for (int i = n - 1; i >= 0; i--) {
            rest = Efficient.contracted(rest, chains.get(i).initial());
        }
        return rest[0];
    }

    private double[] values(int t, double[] later) {
        boolean last = t == world.periods() - 1;
        double[][] byCount = new double[n + 1][later.length];
        for (double[] each : byCount) {
            Arrays.fill(each, Double.NEGATIVE_INFINITY);
        }
        for (int served = 0; served < 1 << n; served++) {
            double[] worth = later;
            for (int i = 0; i < n && !last; i++) {
                worth = moved(worth, t, i, isIn(i, served));
            }
            double[] best = byCount[Integer.bitCount(served)];
            for (int k = 0; k < worth.length; k++) {
                best[k] = Math.max(best[k], world.discount() * worth[k] + now(k, served));
            }
        }
        double[] values = new double[later.length];
        Arrays.setAll(values, k -> mixed(byCount, k));
        return values;
    }

    private static boolean isIn(int i, int served) {
        return (served >> i & 1) == 1;
    }

    private double now(int profile, int served) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += isIn(i, served) ? points[profile / stride(i) % points.length] - costs[i] : 0;
        }
        return sum;
    }

    /** The best of few served, or a lottery between few and many that gives away the goods in expectation. */
    private double mixed(double[][] byCount, int profile) {
        double best = Double.NEGATIVE_INFINITY;
        for (int few = 0; few <= Math.min(goods, n); few++) {
            best = Math.max(best, byCount[few][profile]);
            for (int many = goods + 1; many <= n; many++) {
                double share = (double) (goods - few) / (many - few);
                best = Math.max(best, share * byCount[many][profile] + (1 - share) * byCount[few][profile]);
            }
        }
        return best;
    }

    private int stride(int i) {
        return (int) Math.pow(points.length, n - 1.0 - i);
    }

    /** The largest expectation over an agent's next type. */
    private double[] moved(double[] later, int t, int i, boolean isServed) {
        double y = isServed ? 1 : 0;
        boolean chosen = isServed && world.dynamics().match(bandit -> true, fixedSales -> false, habit -> false);
        double[] best = Efficient.expected(
                later, points.length, stride(i), chains.get(i).next(y, 0));
        if (!chosen) {
            return best;
        }
        // The kernel's rate goes with memory and what is consumed now: from none, at a memory of -1, to all periods'.
        for (int g = 0; g <= GRID; g++) {
            double memory = -1 + (t + 1.0) * g / GRID;
            double[] tried = Efficient.expected(
                    later, points.length, stride(i), chains.get(i).next(y, memory));
            for (int k = 0; k < best.length; k++) {
                best[k] = Math.max(best[k], tried[k]);
            }
        }
        double range = Arrays.stream(later).max().orElse(0)
                - Arrays.stream(later).min().orElse(0);
        double rate = world.dynamics(i).match(bandit -> bandit.rate(), fixedSales -> 0.0, habit -> 0.0);
        double between = range * (points.length - 1) / 4 * rate * (t + 1) / GRID / 2;
        return Arrays.stream(best).map(value -> value + between).toArray();
    }
}
