package org.dynama.ama.menu.candidates;

import java.util.Arrays;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.world.Environment;

/** What the best of some entries, which share a boost, comes to in every economy of many profiles, that boost left out. */
final class OrbitRows {
    private final Environment menu;
    private final TypeTerms terms;
    private final double[][] losses;
    private final double rewardWeight;
    private final Reals weights;
    private final double[][] own;
    private final double[] total;
    private final double[] plain;
    /** Affine welfare of the best entry; shape {@code [B]}. */
    final double[] grand;
    /** What the objective makes of that entry; shape {@code [B]}. */
    final double[] made;
    /** The same as {@code grand} without each agent; minus infinity where none is left; shape {@code [n][B]}. */
    final double[][] without;

    OrbitRows(Environment menu, MenuGradient gradient, Profiles profiles, Reals weights) {
        this(
                menu,
                weights,
                new TypeTerms(profiles),
                gradient.losses(profiles),
                gradient.objective.rewardWeight(),
                profiles.count());
    }

    private OrbitRows(
            Environment menu, Reals weights, TypeTerms terms, double[][] losses, double rewardWeight, int count) {
        this.menu = menu;
        this.weights = weights;
        this.terms = terms;
        this.losses = losses;
        this.rewardWeight = rewardWeight;
        own = new double[menu.agentCount()][count];
        total = new double[count];
        plain = new double[count];
        grand = new double[count];
        made = new double[count];
        without = new double[menu.agentCount()][count];
    }

    /** Other rows for the same profiles, for another thread. */
    OrbitRows view() {
        return new OrbitRows(menu, weights, terms.view(), losses, rewardWeight, grand.length);
    }

    /** Fills the rows. */
    void fill(int... entries) {
        Arrays.fill(grand, Double.NEGATIVE_INFINITY);
        for (double[] row : without) {
            Arrays.fill(row, Double.NEGATIVE_INFINITY);
        }
        for (int k : entries) {
            add(k);
        }
    }

    private void add(int k) {
        terms.earn(menu.rewards(), k, own);
        Arrays.fill(total, 0);
        Arrays.fill(plain, 0);
        for (int i = 0; i < own.length; i++) {
            double weight = weights.get(i);
            for (int b = 0; b < total.length; b++) {
                plain[b] += own[i][b];
                total[b] += weight * own[i][b];
            }
        }
        for (int b = 0; b < total.length; b++) {
            if (total[b] > grand[b]) {
                grand[b] = total[b];
                made[b] = rewardWeight * plain[b] + (losses.length == 0 ? 0 : losses[k][b]);
            }
        }
        for (int i = 0; i < own.length; i++) {
            double weight = weights.get(i);
            for (int b = 0; b < total.length && menu.absence().isAllowed(i, k); b++) {
                without[i][b] = Math.max(without[i][b], total[b] - weight * own[i][b]);
            }
        }
    }
}
