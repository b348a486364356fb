package org.dynama.ama.menu.candidates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Loss;
import org.dynama.model.Profiles;
import org.dynama.model.Workers;
import org.dynama.world.Environment;

/**
 * A menu's objective and its gradient in boosts, weights and features.
 *
 * <p>With {@code W_k} the affine welfare of entry {@code k}, {@code g_k} what an objective makes of rewards and losses there,
 * {@code F} and {@code F_-i} the maxima, {@code J = E[sum_k p_k g_k + revenue * sum_i (F_-i - F) / w_i]}, where {@code p} is
 * the softmax of {@code W / temperature}, or all on the best at temperature 0. The maxima are differentiated by the envelope
 * theorem, only {@code p} is smoothed.
 */
final class MenuGradient implements AutoCloseable {
    final FeatureTable table;
    final Objective objective;
    private final Environment menu;
    private final Workers<MenuBlock> workers;
    private final boolean hasLosses;

    /**
     * A menu.
     *
     * @param menu a world of one state whose actions are the entries
     */
    MenuGradient(Environment menu, Objective objective, int threads) {
        this.menu = menu;
        this.objective = objective;
        table = new FeatureTable(menu);
        workers = new Workers<>(() -> new MenuBlock(this), threads);
        hasLosses = objective.losses().stream().anyMatch(weight -> weight != 0);
    }

    /** The objective and its gradient in boosts and weights. */
    MenuSample at(AmaParameters parameters, Profiles profiles, double temperature) {
        return at(parameters, profiles, temperature, false);
    }

    /** The objective and its gradient. */
    MenuSample at(AmaParameters parameters, Profiles profiles, double temperature, boolean features) {
        int count = profiles.count();
        double[] values = new double[count];
        double[] boosts = new double[table.entries()];
        double[] weights = new double[table.agents()];
        double[][] slopes = features ? new double[table.entries()][width()] : null;
        double[] smoothed = new double[1];
        int[] done = new int[1];
        workers.forEach(
                count,
                Profiles.BLOCK,
                (block, from, to) -> block.sums(parameters, profiles, from, to, temperature, features),
                part -> {
                    System.arraycopy(part.values, 0, values, done[0], part.values.length);
                    done[0] += part.values.length;
                    add(boosts, part.boosts, count);
                    add(weights, part.weights, count);
                    smoothed[0] += part.smoothed / count;
                    for (int k = 0; slopes != null && k < slopes.length; k++) {
                        add(slopes[k], part.features[k], count);
                    }
                });
        return new MenuSample(values, boosts, weights, slopes, smoothed[0]);
    }

    /** The objective with hard choices; shape {@code [B]}. */
    double[] values(AmaParameters parameters, Profiles profiles) {
        List<double[]> all = new ArrayList<>();
        workers.forEach(
                profiles.count(),
                Profiles.BLOCK,
                (block, from, to) -> block.sums(parameters, profiles, from, to, 0, false).values,
                all::add);
        return all.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** By entry, in how many economies, the whole ones and those without an agent, it is the choice; shape {@code [K]}. */
    long[] chosen(AmaParameters parameters, Profiles profiles) {
        long[] all = new long[table.entries()];
        workers.forEach(
                profiles.count(),
                Profiles.BLOCK,
                (block, from, to) -> block.chosen(parameters, profiles, from, to),
                part -> Arrays.setAll(all, k -> all[k] + part[k]));
        return all;
    }

    /** What all agents earn together, on average. */
    double earned(AmaParameters parameters, Profiles profiles) {
        double[] sum = new double[1];
        workers.forEach(
                profiles.count(),
                Profiles.BLOCK,
                (block, from, to) -> block.earned(parameters, profiles, from, to),
                part -> sum[0] += part);
        return sum[0] / profiles.count();
    }

    /** What the objective's losses come to; shape {@code [K][B]}; no rows where it has none. */
    double[][] losses(Profiles profiles) {
        double[][] sum = new double[hasLosses ? table.entries() : 0][profiles.count()];
        for (int l = 0; hasLosses && l < objective.losses().size(); l++) {
            double weight = objective.losses().get(l);
            Loss loss = menu.losses().get(l);
            double[][] part = weight == 0 ? new double[0][] : loss.table(profiles, sum.length);
            for (int k = 0; k < part.length; k++) {
                for (int b = 0; b < part[k].length; b++) {
                    sum[k][b] += weight * part[k][b];
                }
            }
        }
        return sum;
    }

    /** The slopes in an entry's features. */
    int width() {
        return menu.agentCount() * (menu.dimension() + 1) + 1;
    }

    private static void add(double[] sum, double[] part, int count) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += part[k] / count;
        }
    }

    @Override
    public void close() {
        workers.close();
    }
}
