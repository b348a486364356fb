package org.dynama.baseline;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dynama.baseline.Incentives.Lie;
import org.dynama.baseline.PolicyFeatures.Policies;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;

/**
 * The mixtures of known policies where types stay: a utility for each agent in each of her cases, which is not negative, and for
 * every lie {@code U(truth) >= U(report) + (truth - report) . enjoyed(report)}.
 */
final class MasterProgram implements ColumnGeneration {
    /** No more rows than this for chances: profiles share blocks. */
    private static final int MOST_BLOCKS = 64;

    private final PolicyFeatures features;
    private final Incentives incentives;
    private final Profiles types;
    private final Reals odds;
    private final int[] firstCase;
    private final Mixing mixing;
    private final double price;
    private Policies policies;

    /** @param price of what agents are left, in welfare */
    MasterProgram(PolicyFeatures features, Incentives incentives, double price) {
        this.price = price;
        this.features = features;
        this.incentives = incentives;
        types = incentives.grid.all();
        odds = incentives.grid.probabilities();
        firstCase = new int[incentives.chances.length + 1];
        for (int i = 0; i < incentives.chances.length; i++) {
            firstCase[i + 1] = firstCase[i] + incentives.chances[i].length;
        }
        double[] chances = new double[Math.min(MOST_BLOCKS, types.count())];
        for (int g = 0; g < chances.length; g++) {
            for (int b = from(g, chances.length); b < from(g + 1, chances.length); b++) {
                chances[g] += odds.get(b);
            }
        }
        double[] costs = Arrays.stream(incentives.chances)
                .flatMapToDouble(Arrays::stream)
                .map(chance -> price * chance)
                .toArray();
        List<Mixing.Lie> rows = incentives.lies.stream()
                .map(lie -> new Mixing.Lie(
                        new int[] {firstCase[lie.agent()] + lie.truth(), firstCase[lie.agent()] + lie.report()},
                        new double[] {-1, 1}))
                .toList();
        mixing = new Mixing(chances, costs, new BitSet(), rows);
        policies = features.best(types);
    }

    private int from(int block, int blocks) {
        return (int) ((long) block * types.count() / blocks);
    }

    @Override
    public double price() {
        return price;
    }

    @Override
    public Mixing mixing() {
        return mixing;
    }

    @Override
    public double[] priced(double[] multipliers) {
        policies = features.best(incentives.virtual(incentives.feasible(multipliers, price)));
        double[] values = new double[mixing.blocks()];
        for (int g = 0; g < values.length; g++) {
            for (int b = from(g, values.length); b < from(g + 1, values.length); b++) {
                values[g] += odds.get(b) * policies.values()[b];
            }
        }
        return values;
    }

    @Override
    public void add(int block) {
        int n = incentives.chances.length;
        int d = types.dimension();
        double[][][] enjoyed = new double[n][][];
        for (int i = 0; i < n; i++) {
            enjoyed[i] = new double[incentives.chances[i].length][d];
        }
        double welfare = 0;
        for (int b = from(block, mixing.blocks()); b < from(block + 1, mixing.blocks()); b++) {
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
        }
        double[] gains = new double[incentives.lies.size()];
        for (int m = 0; m < gains.length; m++) {
            Lie lie = incentives.lies.get(m);
            double[] excess = incentives.excess(lie);
            for (int k = 0; k < excess.length; k++) {
                gains[m] += excess[k] * enjoyed[lie.agent()][lie.report()][k];
            }
        }
        mixing.add(block, welfare, gains);
    }

    @Override
    public Reals utilities(Reals cases) {
        double[] utilities = new double[incentives.chances.length];
        for (int i = 0; i < utilities.length; i++) {
            for (int at = 0; at < incentives.chances[i].length; at++) {
                utilities[i] += incentives.chances[i][at] * cases.get(firstCase[i] + at);
            }
        }
        return Reals.of(utilities);
    }
}
