package org.dynama.learned.baseline;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.learned.world.TypeChain;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.model.Reals;

/**
 * The best price path on a grid: in each period agents are offered what is left, in fixed order, at the period's price,
 * and each buys if that is best for her, foreseeing how she and those before her will act.
 *
 * <p>An agent sees who bought before and infers the others' types from it; those after her never change what she is
 * offered. Goods of a bandit auction never meet: each has the same prices. Exact for discrete types, on
 * {@link TypeChain}'s grid for intervals; the search goes from period to period until no price helps.
 */
public final class PostedPrices {
    private static final int GRID = 24;

    /** Beside the unit of values: a gain of less is even with none, and she buys. */
    private static final double ROUNDING = 1e-9;

    /** Beside the unit of values: more profit than that is worth another price. */
    private static final double EVEN = 1e-12;

    /** The probability of what never happens. */
    private static final double NEVER = 1e-12;

    private final World world;
    private final List<TypeChain> chains;
    /** Shape {@code [n, G]}; values, as many for each agent. */
    private final double[][] points;

    private final int size;
    private final int units;
    private final boolean unitDemand;
    private final double cost;
    private final Map<List<Integer>, double[][]> kernels = new HashMap<>();
    private double[] prices = new double[0];

    private PostedPrices(World world) {
        this.world = world;
        chains = TypeChain.all(world);
        points = chains.stream().map(TypeChain::points).toArray(double[][]::new);
        size = points[0].length;
        units = world.dynamics().goodsApart() ? 1 : world.goods();
        unitDemand = world.dynamics().unitDemand();
        cost = world.costs().stream().average().orElse(0);
    }

    /**
     * The best path.
     *
     * @param prices per period
     * @param profit the designer's expected profit
     */
    public record Result(Reals prices, double profit) {}

    /** Searches the grid. */
    public static Result solve(World world) {
        PostedPrices posted = new PostedPrices(world);
        double[] grid = posted.grid();
        double[] best = new double[world.periods()];
        double profit = Double.NEGATIVE_INFINITY;
        for (double price : grid) {
            double[] constant = new double[world.periods()];
            Arrays.fill(constant, price);
            double value = posted.profit(constant);
            if (value > profit) {
                profit = value;
                best = constant;
            }
        }
        boolean improved = true;
        while (improved) {
            improved = false;
            for (int t = 0; t < best.length; t++) {
                for (double price : grid) {
                    double[] trial = best.clone();
                    trial[t] = price;
                    double value = posted.profit(trial);
                    if (value > profit + EVEN * world.unit()) {
                        profit = value;
                        best = trial;
                        improved = true;
                    }
                }
            }
        }
        int goods = world.dynamics().goodsApart() ? world.goods() : 1;
        return new Result(Reals.of(best), profit * goods);
    }

    /** Prices between the grid's points for intervals, so that no price sells to a whole cell by a hair. */
    private double[] grid() {
        return world.types().match(this::grid, interval -> {
            return Arrays.stream(points)
                    .flatMapToDouble(own -> IntStream.range(1, size).mapToDouble(g -> (own[g - 1] + own[g]) / 2))
                    .distinct()
                    .toArray();
        });
    }

    private double[] grid(Types.Discrete types) {
        double low = Math.min(0, types.low());
        // A good that makes later values is worth more than its own.
        double high = types.high() * 1.5;
        double[] grid = new double[GRID + 1 + size];
        for (int k = 0; k <= GRID; k++) {
            grid[k] = low + (high - low) * k / GRID;
        }
        System.arraycopy(points[0], 0, grid, GRID + 1, size);
        return grid;
    }

    private double profit(double[] path) {
        prices = path;
        double[][] beliefs = new double[world.agents()][];
        Arrays.setAll(beliefs, i -> chains.get(i).initial());
        return profit(0, beliefs, new int[world.agents()]);
    }

    /**
     * The expected profit from a period on, all agents' beliefs given the public history; product form is kept since
     * each one's purchase depends on her own type only.
     */
    private double profit(int t, double[][] beliefs, int[] memory) {
        return t == world.periods() ? 0 : offered(t, 0, 0, beliefs, memory, new boolean[beliefs.length]);
    }

    /** Offers to agent {@code k} what the earlier ones left. */
    private double offered(int t, int k, int sold, double[][] beliefs, int[] memory, boolean[] bought) {
        if (k == beliefs.length) {
            double[][] later = new double[k][];
            int[] remembered = memory.clone();
            for (int i = 0; i < k; i++) {
                later[i] = moved(i, beliefs[i], bought[i], memory[i]);
                remembered[i] += consumed(bought[i], memory[i]);
            }
            return world.discount() * profit(t + 1, later, remembered);
        }
        if (sold == units) {
            return offered(t, k + 1, sold, beliefs, memory, bought);
        }
        boolean[] buys = buys(t, k, beliefs, memory, bought);
        double chance = 0;
        double[] yes = new double[size];
        double[] no = new double[size];
        for (int v = 0; v < size; v++) {
            if (buys[v]) {
                yes[v] = beliefs[k][v];
                chance += beliefs[k][v];
            } else {
                no[v] = beliefs[k][v];
            }
        }
        double value = 0;
        if (chance > NEVER) {
            value += chance
                    * (prices[t]
                            - cost
                            + offered(t, k + 1, sold + 1, with(beliefs, k, yes, chance), memory, with(bought, k)));
        }
        if (chance < 1 - NEVER) {
            value += (1 - chance) * offered(t, k + 1, sold, with(beliefs, k, no, 1 - chance), memory, bought);
        }
        return value;
    }

    /** Which types of agent {@code k} buy, when it is her turn. */
    private boolean[] buys(int t, int k, double[][] beliefs, int[] memory, boolean[] bought) {
        double[] ifBought = own(t, k, beliefs, memory, with(bought, k));
        double[] ifNot = own(t, k, beliefs, memory, bought);
        boolean[] buys = new boolean[size];
        for (int v = 0; v < size; v++) {
            double gain = consumed(true, memory[k]) * points[k][v] - prices[t] + ifBought[v] - ifNot[v];
            buys[v] = gain >= -ROUNDING * world.unit();
        }
        return buys;
    }

    /** What the future is worth to agent {@code k} by her present type, once this period is over for her. */
    private double[] own(int t, int k, double[][] beliefs, int[] memory, boolean[] bought) {
        double[] worth = new double[size];
        if (t + 1 == world.periods()) {
            return worth;
        }
        double[][] later = beliefs.clone();
        int[] remembered = memory.clone();
        for (int i = 0; i <= k; i++) {
            later[i] = i == k ? beliefs[i] : moved(i, beliefs[i], bought[i], memory[i]);
            remembered[i] += consumed(bought[i], memory[i]);
        }
        double[] next = waiting(t + 1, 0, k, 0, later, remembered, new boolean[bought.length]);
        double[][] kernel = kernel(k, consumed(bought[k], memory[k]), memory[k]);
        for (int v = 0; v < worth.length; v++) {
            for (int w = 0; w < worth.length; w++) {
                worth[v] += world.discount() * kernel[v][w] * next[w];
            }
        }
        return worth;
    }

    /** What a period is worth to agent {@code k} by her type, while agent {@code j} before her is offered. */
    private double[] waiting(int t, int j, int k, int sold, double[][] beliefs, int[] memory, boolean[] bought) {
        if (sold == units) {
            return own(t, k, beliefs, memory, bought);
        }
        if (j == k) {
            double[] ifBought = own(t, k, beliefs, memory, with(bought, k));
            double[] ifNot = own(t, k, beliefs, memory, bought);
            double[] worth = new double[size];
            for (int v = 0; v < worth.length; v++) {
                double now = consumed(true, memory[k]) * points[k][v] - prices[t];
                worth[v] = Math.max(ifNot[v], now + ifBought[v]);
            }
            return worth;
        }
        boolean[] buys = buys(t, j, beliefs, memory, bought);
        double chance = 0;
        double[] yes = new double[size];
        double[] no = new double[size];
        for (int v = 0; v < size; v++) {
            chance += buys[v] ? beliefs[j][v] : 0;
            yes[v] = buys[v] ? beliefs[j][v] : 0;
            no[v] = buys[v] ? 0 : beliefs[j][v];
        }
        double[] worth = new double[size];
        if (chance > NEVER) {
            addTo(
                    worth,
                    chance,
                    waiting(t, j + 1, k, sold + 1, with(beliefs, j, yes, chance), memory, with(bought, j)));
        }
        if (chance < 1 - NEVER) {
            addTo(worth, 1 - chance, waiting(t, j + 1, k, sold, with(beliefs, j, no, 1 - chance), memory, bought));
        }
        return worth;
    }

    private double[][] kernel(int i, int consumed, int memory) {
        return kernels.computeIfAbsent(
                List.of(i, consumed, memory), key -> chains.get(i).next(consumed, memory));
    }

    private static void addTo(double[] sum, double weight, double[] values) {
        for (int v = 0; v < sum.length; v++) {
            sum[v] += weight * values[v];
        }
    }

    private int consumed(boolean bought, int memory) {
        return !bought ? 0 : unitDemand ? 1 - memory : 1;
    }

    private double[] moved(int i, double[] belief, boolean bought, int memory) {
        double[][] kernel = kernel(i, consumed(bought, memory), memory);
        double[] next = new double[belief.length];
        for (int v = 0; v < belief.length; v++) {
            addTo(next, belief[v], kernel[v]);
        }
        return next;
    }

    private static double[][] with(double[][] beliefs, int k, double[] mass, double chance) {
        double[][] other = beliefs.clone();
        other[k] = Arrays.stream(mass).map(p -> p / chance).toArray();
        return other;
    }

    private static boolean[] with(boolean[] bought, int k) {
        boolean[] other = bought.clone();
        other[k] = true;
        return other;
    }
}
