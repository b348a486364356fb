package org.dynama.learned.baseline;

import java.util.Arrays;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;

/**
 * The most that any truthful mechanism earns of one good in one period, from agents with values in intervals: the good goes to
 * the highest virtual value above cost. Uniform and cut normal values are regular, so that virtual values rise by themselves.
 *
 * @see <a href="https://doi.org/10.1287/moor.6.1.58">Myerson (1981)</a>
 */
final class OptimalSale {
    /** Cells of equal probability for each agent's values; what is lost by them is less than a millionth of the highest value. */
    private static final int CELLS = 4096;

    private OptimalSale() {}

    static boolean fits(World world) {
        return world.periods() == 1 && world.goods() == 1 && world.types() instanceof Types.Interval;
    }

    /** The mean of the highest virtual value less cost, where that is positive. */
    static double profit(World world) {
        double[][] worths = new double[world.agents()][];
        Arrays.setAll(worths, i -> worths(world, i));
        double[] steps =
                Arrays.stream(worths).flatMapToDouble(Arrays::stream).sorted().toArray();
        int[] below = new int[worths.length];
        double profit = 0;
        double from = 0;
        for (double to : steps) {
            if (to > from) {
                double none = 1;
                for (int i = 0; i < below.length; i++) {
                    while (below[i] < CELLS && worths[i][below[i]] < to) {
                        below[i]++;
                    }
                    none *= (double) below[i] / CELLS;
                }
                profit += (to - from) * (1 - none);
                from = to;
            }
        }
        return profit;
    }

    /**
     * An agent's virtual values less cost, means over cells: by how much the revenue of a price falls from one to the next.
     *
     * @return shape {@code [CELLS]}, ascending
     */
    private static double[] worths(World world, int agent) {
        Types own = world.types(agent);
        double cost = world.costs().get(agent);
        double[] worths = new double[CELLS];
        double revenue = own.low();
        for (int k = 0; k < CELLS; k++) {
            double left = 1 - (k + 1.0) / CELLS;
            double next = left > 0 ? own.quantile(1 - left) * left : 0;
            worths[k] = (revenue - next) * CELLS - cost;
            revenue = next;
        }
        Arrays.sort(worths);
        return worths;
    }
}
