package org.dynama.learned.baseline;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dynama.learned.world.TypeChain;
import org.dynama.learned.world.World;

/**
 * The largest expected surplus, all types known, and what the dynamic pivot mechanism (dynamic VCG) earns: both by
 * dynamic programming over profiles and memories.
 *
 * <p>The pivot mechanism leaves each agent her marginal contribution, so its expected profit is
 * {@code sum_i W_-i - (n - 1) W}. Goods of a bandit auction never meet and are solved one by one. Interval types are
 * those of {@link TypeChain}'s grid.
 *
 * @see <a href="https://doi.org/10.3982/ECTA7260">Bergemann and Valimaki (2010)</a>
 */
public final class Efficient {
    /** More numbers than this in one table are too many. */
    private static final double LARGEST = 2e6;

    private final World world;
    private final List<TypeChain> chains;
    /** Shape {@code [n, G]}; values, as many for each agent. */
    private final double[][] values;

    private final int size;
    private final int[] agents;
    private final int firstGood;
    private final int goods;
    private final Map<List<Integer>, double[][]> kernels = new HashMap<>();
    private final Map<String, double[]> known = new HashMap<>();

    private Efficient(World world, int[] agents, int firstGood, int goods) {
        this.world = world;
        this.agents = agents;
        this.firstGood = firstGood;
        this.goods = goods;
        chains = Arrays.stream(agents).mapToObj(i -> TypeChain.of(world, i)).toList();
        values = chains.stream().map(TypeChain::points).toArray(double[][]::new);
        size = values[0].length;
    }

    /**
     * The result.
     *
     * @param surplus the largest expected surplus; no mechanism's profit exceeds it
     * @param pivotProfit the designer's expected profit of dynamic VCG
     */
    public record Result(double surplus, double pivotProfit) {}

    /** Numbers in the tables of all memories: 400 MB. */
    private static final double MOST = 5e7;

    /** Sums and products that take five minutes. */
    private static final double LONGEST = 3e11;

    /** Whether the tables fit, and are done in time. */
    public static boolean solvable(World world) {
        int points = TypeChain.of(world).points().length;
        double profiles = Math.pow(points, world.agents());
        double tables = profiles * memories(world);
        int together = world.dynamics().goodsApart() ? 1 : world.goods();
        double each = Math.pow(world.agents() + 1.0, together) * world.agents() * points;
        return profiles <= LARGEST && tables <= MOST && tables * each <= LONGEST;
    }

    /** What may have been consumed at the start of a period, counted over all periods. */
    private static double memories(World world) {
        double all = 0;
        double uses = 1;
        for (int t = 0; t < world.periods(); t++) {
            uses *= t == 0 ? 1 : (t + world.agents()) / (double) t;
            double used = uses;
            all += world.dynamics()
                    .match(bandit -> used, sales -> Math.min(used, Math.pow(2, world.agents())), habit -> 1.0);
        }
        return all;
    }

    /** Solves a world whose goods are given whole; by shares of them types move otherwise, and more may be had. */
    public static Result solve(World world) {
        int n = world.agents();
        int[] all = new int[n];
        Arrays.setAll(all, i -> i);
        double surplus = surplus(world, all);
        double profit = -(n - 1) * surplus;
        for (int i = 0; i < n; i++) {
            int out = i;
            profit += surplus(world, Arrays.stream(all).filter(j -> j != out).toArray());
        }
        return new Result(surplus, profit);
    }

    private static double surplus(World world, int[] agents) {
        if (agents.length == 0) {
            return 0;
        }
        if (!world.dynamics().goodsApart()) {
            return new Efficient(world, agents, 0, world.goods()).expected();
        }
        double sum = 0;
        for (int j = 0; j < world.goods(); j++) {
            sum += new Efficient(world, agents, j, 1).expected();
        }
        return sum;
    }

    private double expected() {
        double[] all = values(0, new int[agents.length]);
        for (int i = agents.length - 1; i >= 0; i--) {
            all = contracted(all, chains.get(i).initial());
        }
        return all[0];
    }

    /** Drops the fastest index by its distribution. */
    static double[] contracted(double[] values, double[] distribution) {
        double[] out = new double[values.length / distribution.length];
        for (int k = 0; k < values.length; k++) {
            out[k / distribution.length] += values[k] * distribution[k % distribution.length];
        }
        return out;
    }

    /** Values of all profiles, the first agent changing slowest. */
    private double[] values(int t, int[] memory) {
        String key = t + Arrays.toString(memory);
        double[] found = known.get(key);
        if (found == null) {
            found = computed(t, memory);
            known.put(key, found);
        }
        return found;
    }

    private double[] computed(int t, int[] memory) {
        double[] best = new double[(int) Math.pow(size, agents.length)];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        int assignments = (int) Math.pow(agents.length + 1.0, goods);
        for (int code = 0; code < assignments; code++) {
            int[] served = new int[agents.length];
            double cost = 0;
            int rest = code;
            for (int j = 0; j < goods; j++) {
                int winner = rest % (agents.length + 1);
                rest /= agents.length + 1;
                if (winner < agents.length) {
                    served[winner] = 1;
                    cost += world.costs().get(agents[winner] * world.goods() + firstGood + j);
                }
            }
            improve(best, t, memory, served, cost);
        }
        return best;
    }

    private void improve(double[] best, int t, int[] memory, int[] served, double cost) {
        int[] next = memory.clone();
        int[] consumed = served.clone();
        for (int i = 0; i < served.length; i++) {
            if (world.dynamics().unitDemand()) {
                consumed[i] = served[i] * (1 - memory[i]);
            }
            next[i] += consumed[i];
        }
        double[] later = new double[best.length];
        if (t < world.periods() - 1) {
            int[] remembered =
                    world.dynamics().match(bandit -> next, fixedSales -> next, habit -> new int[next.length]);
            later = values(t + 1, remembered);
            for (int i = 0; i < consumed.length; i++) {
                int stride = (int) Math.pow(size, agents.length - 1.0 - i);
                later = expected(later, size, stride, kernel(i, consumed[i], memory[i]));
            }
        }
        for (int k = 0; k < best.length; k++) {
            double value = world.discount() * later[k] - cost;
            int stride = best.length;
            for (int i = 0; i < consumed.length; i++) {
                stride /= size;
                value += consumed[i] * values[i][k / stride % size];
            }
            best[k] = Math.max(best[k], value);
        }
    }

    private double[][] kernel(int i, int consumed, int memory) {
        return kernels.computeIfAbsent(
                List.of(i, consumed, memory), key -> chains.get(i).next(consumed, memory));
    }

    /**
     * The expectation over an agent's next value.
     *
     * @param size values that she can have
     * @param stride of her value among the profiles
     */
    static double[] expected(double[] later, int size, int stride, double[][] kernel) {
        double[] out = new double[later.length];
        for (int k = 0; k < later.length; k++) {
            int v = k / stride % size;
            int base = k - v * stride;
            double sum = 0;
            double[] row = kernel[v];
            for (int w = 0; w < size; w++) {
                sum += row[w] * later[base + w * stride];
            }
            out[k] = sum;
        }
        return out;
    }
}
