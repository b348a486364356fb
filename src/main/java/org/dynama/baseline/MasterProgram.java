package org.dynama.baseline;

import java.util.ArrayList;
import java.util.List;
import org.dynama.baseline.Incentives.Lie;
import org.dynama.baseline.PolicyFeatures.Policies;
import org.dynama.exact.CheckedProgram;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;

/**
 * The best mechanism that mixes known policies: a linear program in the chances of policies, block of profiles by block, and in
 * the utility {@code U} that each agent is left in each of her cases.
 *
 * <pre>
 * max  sum_policies chance * welfare - sum_cases probability * U
 * s.t. U(truth) &gt;= U(report) + (truth - report) . enjoyed(report)    for every lie
 *      the chances of each block sum to 1;  chances and U are not negative
 * </pre>
 */
final class MasterProgram {
    /** No more rows than this for chances: profiles share blocks. */
    private static final int MOST_BLOCKS = 64;

    /**
     * Chances that sum to at most 1 need no first phase of the simplex method, which fails in doubles; so using them earns a
     * premium, in multiples of the largest welfare, so large that all are used.
     */
    private static final double PREMIUM = 64;

    private static final double SURE = 1e-9;

    private final Incentives incentives;
    private final Profiles types;
    private final Reals odds;
    private final int[] firstCase;
    final int blocks;

    /** The largest size of a block's welfare. */
    private double largest;

    private final List<Column> columns = new ArrayList<>();

    /**
     * Policies of a block's profiles.
     *
     * @param welfare their share in expected welfare
     * @param lies shape {@code [lies]}: what they add to the gain from each
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Column(int block, double welfare, double[] lies) {}

    /**
     * The best mixture.
     *
     * @param profit expected payments plus the designer's reward
     * @param welfare expected
     * @param utilities shape {@code [n]}, expected
     * @param multipliers shape {@code [lies]}
     * @param values shape {@code [blocks]}: what a block's best column is worth at the multipliers
     */
    record Mixture(double profit, double welfare, Reals utilities, Reals multipliers, Reals values) {}

    MasterProgram(Incentives incentives) {
        this.incentives = incentives;
        types = incentives.grid.all();
        odds = incentives.grid.probabilities();
        blocks = Math.min(MOST_BLOCKS, incentives.grid.size());
        firstCase = new int[incentives.chances.length + 1];
        for (int i = 0; i < incentives.chances.length; i++) {
            firstCase[i + 1] = firstCase[i] + incentives.chances[i].length;
        }
    }

    /** The first profile of a block. */
    private int from(int block) {
        return (int) ((long) block * types.count() / blocks);
    }

    /** What policies are worth in each block, shape {@code [blocks]}. */
    double[] values(Policies policies) {
        double[] values = new double[blocks];
        for (int g = 0; g < blocks; g++) {
            for (int b = from(g); b < from(g + 1); b++) {
                values[g] += odds.get(b) * policies.values()[b];
            }
        }
        return values;
    }

    /** Adds the policies of a block to those that can be mixed. */
    void add(int block, Policies policies) {
        int n = incentives.chances.length;
        int d = types.dimension();
        double[][][] enjoyed = new double[n][][];
        for (int i = 0; i < n; i++) {
            enjoyed[i] = new double[incentives.chances[i].length][d];
        }
        double welfare = 0;
        double chance = 0;
        for (int b = from(block); b < from(block + 1); b++) {
            double earned = policies.fixed()[b];
            for (int i = 0; i < n; i++) {
                double weight = incentives.weight(i, b);
                for (int k = 0; k < d; k++) {
                    double amount = policies.enjoyed()[b][i * d + k];
                    earned += amount * types.type(i, k, b);
                    enjoyed[i][incentives.caseOf(i, b)][k] += weight * amount;
                }
            }
            welfare += odds.get(b) * earned;
            chance += odds.get(b);
        }
        double[] gains = new double[incentives.lies.size()];
        for (int m = 0; m < gains.length; m++) {
            Lie lie = incentives.lies.get(m);
            double[] excess = incentives.excess(lie);
            for (int k = 0; k < excess.length; k++) {
                gains[m] += excess[k] * enjoyed[lie.agent()][lie.report()][k];
            }
        }
        largest = Math.max(largest, Math.abs(welfare) / chance);
        columns.add(new Column(block, welfare, gains));
    }

    /**
     * The best mixture of what was added.
     *
     * @throws IllegalStateException if the simplex method in doubles finds none
     */
    Mixture best() {
        int cases = firstCase[firstCase.length - 1];
        int width = columns.size() + cases;
        List<CheckedProgram.Row> rows = new ArrayList<>();
        for (int m = 0; m < incentives.lies.size(); m++) {
            Lie lie = incentives.lies.get(m);
            double[] row = new double[width];
            for (int c = 0; c < columns.size(); c++) {
                row[c] = columns.get(c).lies[m];
            }
            row[columns.size() + firstCase[lie.agent()] + lie.truth()] = -1;
            row[columns.size() + firstCase[lie.agent()] + lie.report()] = 1;
            rows.add(new CheckedProgram.Row(false, 0, row));
        }
        for (int g = 0; g < blocks; g++) {
            double[] row = new double[width];
            for (int c = 0; c < columns.size(); c++) {
                row[c] = columns.get(c).block == g ? 1 : 0;
            }
            rows.add(new CheckedProgram.Row(false, 1, row));
        }
        double[] cost = new double[width];
        for (int c = 0; c < columns.size(); c++) {
            cost[c] = columns.get(c).welfare + premium(columns.get(c).block);
        }
        for (int i = 0; i < incentives.chances.length; i++) {
            for (int at = 0; at < incentives.chances[i].length; at++) {
                cost[columns.size() + firstCase[i] + at] = -incentives.chances[i][at];
            }
        }
        return read(new CheckedProgram(rows, width).optimum(cost));
    }

    /** What using a block's chances earns beside welfare: more than leaving them could. */
    private double premium(int block) {
        double chance = 0;
        for (int b = from(block); b < from(block + 1); b++) {
            chance += odds.get(b);
        }
        return PREMIUM * largest * chance;
    }

    private Mixture read(CheckedProgram.Optimum optimum) {
        double welfare = 0;
        double[] used = new double[blocks];
        for (int c = 0; c < columns.size(); c++) {
            welfare += optimum.point().get(c) * columns.get(c).welfare;
            used[columns.get(c).block] += optimum.point().get(c);
        }
        for (int g = 0; g < blocks; g++) {
            if (!(Math.abs(used[g] - 1) <= SURE)) {
                throw new IllegalStateException(
                        "the chances of block " + g + " sum to " + used[g] + " and must sum to 1");
            }
        }
        double[] utilities = new double[incentives.chances.length];
        for (int i = 0; i < utilities.length; i++) {
            for (int at = 0; at < incentives.chances[i].length; at++) {
                utilities[i] += incentives.chances[i][at] * optimum.point().get(columns.size() + firstCase[i] + at);
            }
        }
        double[] y = optimum.multipliers().toArray();
        int lies = incentives.lies.size();
        double[] values = new double[blocks];
        for (int g = 0; g < blocks; g++) {
            values[g] = y[lies + g] - premium(g);
        }
        double[] multipliers = new double[lies];
        System.arraycopy(y, 0, multipliers, 0, lies);
        return new Mixture(
                welfare - Reals.of(utilities).stream().sum(),
                welfare,
                Reals.of(utilities),
                Reals.of(multipliers),
                Reals.of(values));
    }
}
