package org.dynama.learned.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.dynama.learned.world.World;

/**
 * What an agent believes of the others where reports are sealed: histories that she cannot tell apart, and how likely each is.
 *
 * <p>She knows her own reports, and hears allocations or payments too. The others are truthful, and her own types and
 * reports say nothing of theirs but by what is disclosed, so a history is as likely as the reports of the others and the
 * draws that lead to it (Bayes' rule, without its denominator, which is the same for all that she cannot tell apart).
 *
 * @see "Learned dynamic mechanisms, Appendix B.1.2, equations 13 to 15 and Remark 1"
 */
final class SealedBeliefs {
    /** Shares that differ by less, and payments that differ by less of the world's unit, are the same to her. */
    private static final double SAME = 1e-9;

    private final int types;
    /** Per period, shape {@code [N]}: what she knows at each node of its start. */
    private final int[][] known;
    /** Per period, shape {@code [N]}: how likely each is, but for her own reports. */
    private final double[][] weights;

    SealedBeliefs(Histories histories, List<Stage> stages, int agent) {
        types = histories.grid.types;
        known = new int[stages.size()][];
        weights = new double[stages.size()][];
        known[0] = new int[] {0};
        weights[0] = new double[] {1};
        for (int t = 1; t < known.length; t++) {
            known[t] = known(histories, stages.get(t), known[t - 1], agent);
            weights[t] = weights(histories, stages.get(t - 1), weights[t - 1], agent);
        }
    }

    private static int[] known(Histories histories, Stage stage, int[] before, int agent) {
        World world = histories.world;
        boolean payments = world.disclosed() == World.Disclosed.PAYMENTS;
        double[] last = stage.last().toDoubleArray();
        double[] paid = payments ? stage.paid().toDoubleArray() : new double[0];
        int profiles = histories.grid.profiles();
        int nodes = before.length * profiles * histories.outcomes;
        Map<List<Long>, Integer> seen = new HashMap<>();
        int[] known = new int[nodes];
        for (int node = 0; node < nodes; node++) {
            int profile = node / histories.outcomes % profiles;
            LongStream own =
                    LongStream.of(before[node / histories.outcomes / profiles], histories.grid.type(profile, agent));
            LongStream heard = LongStream.concat(
                    near(last, node, last.length / nodes, SAME),
                    near(paid, node, paid.length / nodes, SAME * world.unit()));
            known[node] =
                    seen.computeIfAbsent(LongStream.concat(own, heard).boxed().toList(), key -> seen.size());
        }
        return known;
    }

    private static LongStream near(double[] rows, int row, int width, double same) {
        return Arrays.stream(rows, row * width, (row + 1) * width).mapToLong(x -> Math.round(x / same));
    }

    private static double[] weights(Histories histories, Stage stage, double[] before, int agent) {
        TypeGrid grid = histories.grid;
        double[] draws = stage.draws().toDoubleArray();
        double[][] chances =
                stage.distribution().stream().map(one -> one.toDoubleArray()).toArray(double[][]::new);
        double[] weights = new double[draws.length];
        for (int node = 0; node < weights.length; node++) {
            int profile = node / histories.outcomes % grid.profiles();
            int parent = node / histories.outcomes / grid.profiles();
            weights[node] = before[parent] * draws[node];
            for (int j = 0; j < grid.n; j++) {
                weights[node] *= j == agent ? 1 : chances[j][parent * grid.types + grid.type(profile, j)];
            }
        }
        return weights;
    }

    /**
     * One for the report that is best in expectation over what she believes, shape {@code [N, R(report), R(type)]}.
     *
     * @param byReport what reports are worth at each node, in the same shape
     * @param loyalty what a lie must gain beside truth
     */
    double[] chosen(int period, double[] byReport, double loyalty) {
        int[] groups = known[period];
        int count = Arrays.stream(groups).max().orElseThrow() + 1;
        int each = types * types;
        double[] pooled = new double[count * each];
        double[] likely = new double[count];
        for (int node = 0; node < groups.length; node++) {
            double weight = weights[period][node];
            likely[groups[node]] += weight;
            for (int k = 0; k < each; k++) {
                pooled[groups[node] * each + k] += weight * byReport[node * each + k];
            }
        }
        double[] chosen = new double[byReport.length];
        for (int node = 0; node < groups.length; node++) {
            int group = groups[node];
            for (int v = 0; v < types; v++) {
                int best = v;
                double most = pooled[group * each + v * types + v] + loyalty * likely[group];
                for (int r = 0; r < types; r++) {
                    double worth = pooled[group * each + r * types + v];
                    if (r != v && worth > most) {
                        best = r;
                        most = worth;
                    }
                }
                chosen[node * each + best * types + v] = 1;
            }
        }
        return chosen;
    }
}
