package org.dynama.solver.terminal;

import java.util.Arrays;
import java.util.List;
import org.dynama.model.Profiles;
import org.dynama.solver.kernel.Rows;

/**
 * Revenue and its gradient in the boosts of classes of endings, for a block of profiles; weights are one. One solver serves
 * one thread at a time.
 *
 * <p>With {@code M_c} the most welfare that ends in class {@code c}, {@code W = max_c M_c + b_c}, attained at {@code c*}, and
 * {@code W_-i} the same without agent {@code i}, revenue is
 *
 * <pre>
 * R = sum_i W_-i - (n - 1) W - b_c*
 * </pre>
 *
 * in which only the last term jumps. There alone the softmax of {@code (M + b) / t} takes the place of the best class; the
 * gradient of the rest is that of maxima.
 */
public final class EndingSolver {
    private final Endings endings;
    private final double[][] types;
    private final double[][] value;
    /** By class, {@code M_c + b_c}, then its weight in the softmax. */
    private final double[][] worth;

    private final double[] row = new double[Rows.WIDTH];
    private final double[] best = new double[Rows.WIDTH];
    private final double[] sum = new double[Rows.WIDTH];
    private final double[] boosted = new double[Rows.WIDTH];
    private final int[] chosen = new int[Rows.WIDTH];

    public EndingSolver(Endings endings) {
        this.endings = endings;
        types = new double[endings.agents() * endings.dimension()][Rows.WIDTH];
        value = new double[endings.maxima().size()][Rows.WIDTH];
        worth = new double[endings.classes()][Rows.WIDTH];
    }

    /**
     * What a block comes to.
     *
     * @param revenue shape {@code [B]}; with hard choices
     * @param gradient by class, summed over profiles; of the smoothed revenue
     */
    @SuppressWarnings("ArrayRecordComponent") // Added up, and compared with nothing.
    public record Block(double[] revenue, double[] gradient) {}

    /**
     * The most welfare that ends in each class; minus infinity where no ending is of it. Shape {@code [classes][B]}.
     *
     * @param profiles at most {@link Profiles#BLOCK} of them
     */
    public double[][] welfare(Profiles profiles) {
        load(profiles);
        fillWelfare();
        return Arrays.stream(worth)
                .map(each -> Arrays.copyOf(each, profiles.count()))
                .toArray(double[][]::new);
    }

    /**
     * Revenue and gradient.
     *
     * @param profiles at most {@link Profiles#BLOCK} of them
     * @param boosts by class
     * @param temperature of the softmax; positive
     */
    public Block solve(Profiles profiles, double[] boosts, double temperature) {
        int count = profiles.count();
        load(profiles);
        double[] revenue = new double[count];
        double[] gradient = new double[boosts.length];
        for (int i = 0; i < endings.agents(); i++) {
            choose(endings.choices(i + 1), boosts);
            for (int b = 0; b < count; b++) {
                revenue[b] += best[b];
                gradient[chosen[b]]++;
            }
        }
        choose(endings.choices(0), boosts);
        int others = endings.agents() - 1;
        for (int b = 0; b < count; b++) {
            revenue[b] -= others * best[b] + boosts[chosen[b]];
            gradient[chosen[b]] -= others;
        }
        soften(count, boosts, temperature, gradient);
        return new Block(revenue, gradient);
    }

    private void load(Profiles profiles) {
        for (int k = 0; k < types.length; k++) {
            profiles.copyTypes(k / endings.dimension(), k % endings.dimension(), 0, profiles.count(), types[k], 0);
        }
        endings.maxima().fill(types, value, row);
    }

    /** The best value and class of each profile. */
    private void choose(List<Endings.Choice> choices, double[] boosts) {
        Rows.fill(best, Double.NEGATIVE_INFINITY);
        for (Endings.Choice choice : choices) {
            int dearest = choice.classes()[0];
            for (int c : choice.classes()) {
                dearest = boosts[c] > boosts[dearest] ? c : dearest;
            }
            double[] most = most(choice.parts());
            for (int w = 0; w < Rows.WIDTH; w++) {
                double with = most[w] + boosts[dearest];
                if (with > best[w]) {
                    best[w] = with;
                    chosen[w] = dearest;
                }
            }
        }
    }

    /** The largest of some parts, in a row that may be the part's own. */
    private double[] most(int[] parts) {
        if (parts.length == 1) {
            return value[parts[0]];
        }
        System.arraycopy(value[parts[0]], 0, row, 0, Rows.WIDTH);
        for (int k = 1; k < parts.length; k++) {
            Rows.max(row, value[parts[k]]);
        }
        return row;
    }

    private void fillWelfare() {
        for (double[] each : worth) {
            Rows.fill(each, Double.NEGATIVE_INFINITY);
        }
        for (Endings.Choice choice : endings.choices(0)) {
            double[] most = most(choice.parts());
            for (int c : choice.classes()) {
                Rows.max(worth[c], most);
            }
        }
    }

    /** Takes the gradient of the boost that the softmax chooses; {@code best} holds the maximum. */
    private void soften(int count, double[] boosts, double temperature, double[] gradient) {
        fillWelfare();
        Rows.fill(sum, 0);
        Rows.fill(boosted, 0);
        for (int c = 0; c < boosts.length; c++) {
            for (int w = 0; w < Rows.WIDTH; w++) {
                worth[c][w] += boosts[c];
            }
            Rows.softWeight(worth[c], best, 1 / temperature, sum);
            Rows.addScaled(boosted, boosts[c], worth[c]);
        }
        for (int w = 0; w < Rows.WIDTH; w++) {
            sum[w] = 1 / sum[w];
            boosted[w] *= sum[w];
        }
        for (int c = 0; c < boosts.length; c++) {
            Rows.multiply(row, worth[c], sum);
            for (int w = 0; w < Rows.WIDTH; w++) {
                row[w] *= 1 + (boosts[c] - boosted[w]) / temperature;
            }
            gradient[c] -= Rows.sum(row, count);
        }
    }
}
