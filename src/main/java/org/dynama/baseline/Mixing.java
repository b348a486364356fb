package org.dynama.baseline;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dynama.exact.CheckedProgram;
import org.dynama.model.Reals;

/**
 * The best mixture of known policies under incentive constraints, a linear program in the chances of policies, block by block, and
 * in what agents are left:
 *
 * <pre>
 * max  sum_policies chance * welfare - sum_utilities cost * utility
 * s.t. sum_policies chance * gain + sum_utilities coefficient * utility &lt;= 0    for every lie
 *      the chances of each block sum to 1 and are not negative; some utilities are not
 * </pre>
 */
final class Mixing {
    /**
     * Chances that sum to at most 1 need no first phase of the simplex method, which fails in doubles; so using them earns a
     * premium, in multiples of the largest welfare, so large that all are used.
     */
    private static final double PREMIUM = 64;

    private static final double SURE = 1e-9;

    private final double[] chances;
    private final double[] costs;
    private final BitSet free;
    private final List<Lie> lies;
    private final List<Column> columns = new ArrayList<>();
    /** The largest size of a block's welfare, for each unit of its chance. */
    private double largest;

    /**
     * A constraint, without the policies.
     *
     * @param utilities by number
     * @param coefficients of each
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Lie(int[] utilities, double[] coefficients) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Column(int block, double welfare, double[] gains) {}

    /**
     * The best mixture.
     *
     * @param welfare expected
     * @param utilities by number
     * @param multipliers shape {@code [lies]}
     * @param values shape {@code [blocks]}: what a block's best column is worth at the multipliers
     */
    record Mixture(double welfare, Reals utilities, Reals multipliers, Reals values) {}

    /**
     * Before any policy is known.
     *
     * @param chances shape {@code [blocks]}; how probable each is
     * @param costs of utilities, not negative
     * @param free which utilities may be negative
     */
    Mixing(double[] chances, double[] costs, BitSet free, List<Lie> lies) {
        this.chances = chances;
        this.costs = costs;
        this.free = free;
        this.lies = lies;
    }

    int blocks() {
        return chances.length;
    }

    /**
     * Adds policies of a block.
     *
     * @param welfare their share in expected welfare
     * @param gains shape {@code [lies]}
     */
    void add(int block, double welfare, double[] gains) {
        largest = Math.max(largest, Math.abs(welfare) / chances[block]);
        columns.add(new Column(block, welfare, gains));
    }

    /**
     * The best mixture of what was added.
     *
     * @throws IllegalStateException if the simplex method in doubles finds none
     */
    Mixture best() {
        int first = columns.size();
        int negative = first + costs.length;
        int width = negative + costs.length;
        List<CheckedProgram.Row> rows = new ArrayList<>();
        for (int m = 0; m < lies.size(); m++) {
            double[] row = new double[width];
            for (int c = 0; c < first; c++) {
                row[c] = columns.get(c).gains[m];
            }
            Lie lie = lies.get(m);
            for (int e = 0; e < lie.utilities.length; e++) {
                int u = lie.utilities[e];
                row[first + u] += lie.coefficients[e];
                row[negative + u] -= free.get(u) ? lie.coefficients[e] : 0;
            }
            rows.add(new CheckedProgram.Row(false, 0, row));
        }
        double[] cost = new double[width];
        for (int g = 0; g < chances.length; g++) {
            double[] row = new double[width];
            for (int c = 0; c < first; c++) {
                row[c] = columns.get(c).block == g ? 1 : 0;
            }
            rows.add(new CheckedProgram.Row(false, 1, row));
        }
        for (int c = 0; c < first; c++) {
            cost[c] = columns.get(c).welfare + premium(columns.get(c).block);
        }
        for (int u = 0; u < costs.length; u++) {
            cost[first + u] = -costs[u];
            cost[negative + u] = free.get(u) ? costs[u] : 0;
        }
        return read(new CheckedProgram(rows, width).optimum(cost));
    }

    /** What using a block's chances earns beside welfare: more than leaving them could. */
    private double premium(int block) {
        return PREMIUM * largest * chances[block];
    }

    private Mixture read(CheckedProgram.Optimum optimum) {
        double welfare = 0;
        double[] used = new double[chances.length];
        for (int c = 0; c < columns.size(); c++) {
            welfare += optimum.point().get(c) * columns.get(c).welfare;
            used[columns.get(c).block] += optimum.point().get(c);
        }
        double[] values = new double[chances.length];
        for (int g = 0; g < used.length; g++) {
            if (!(Math.abs(used[g] - 1) <= SURE)) {
                throw new IllegalStateException(
                        "the chances of block " + g + " sum to " + used[g] + " and must sum to 1");
            }
            values[g] = optimum.multipliers().get(lies.size() + g) - premium(g);
        }
        double[] utilities = new double[costs.length];
        for (int u = 0; u < utilities.length; u++) {
            utilities[u] = optimum.point().get(columns.size() + u);
            utilities[u] -= free.get(u) ? optimum.point().get(columns.size() + costs.length + u) : 0;
        }
        double[] multipliers = new double[lies.size()];
        System.arraycopy(optimum.multipliers().toArray(), 0, multipliers, 0, multipliers.length);
        return new Mixture(welfare, Reals.of(utilities), Reals.of(multipliers), Reals.of(values));
    }
}
