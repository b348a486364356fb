package org.dynama.solver.terminal;

import java.util.Arrays;
import java.util.List;
import org.dynama.model.Profiles;
import org.dynama.solver.kernel.Rows;

/**
 * A weighted sum of revenue and welfare, and its gradient in the boosts of classes of endings, for a block of profiles; agents'
 * weights are one. One solver serves one thread at a time.
 *
 * <p>With {@code M_c} the most welfare that ends in class {@code c}, {@code W = max_c M_c + b_c}, attained at {@code c*}, and
 * {@code W_-i} the same without agent {@code i}, revenue and welfare are
 *
 * <pre>
 * R = sum_i W_-i - (n - 1) W - b_c*,     V = W - b_c*,
 * </pre>
 *
 * in which only the last terms jump. There alone the softmax of {@code (M + b) / t} takes the place of the best class; the
 * gradient of the rest is that of maxima.
 */
public final class EndingSolver {
    private final Endings endings;
    private final double revenue;
    private final double welfare;
    private final double[][] types;
    private final double[][] value;
    /** By class, {@code M_c}, and what the softmax makes of it. */
    private final double[][] worth;

    private final double[] row = new double[Rows.WIDTH];
    private final double[] best = new double[Rows.WIDTH];
    private final SoftBoost softly = new SoftBoost();
    private final int[] chosen = new int[Rows.WIDTH];

    /**
     * A solver.
     *
     * @param revenue its weight in the sum
     * @param welfare its weight
     */
    public EndingSolver(Endings endings, double revenue, double welfare) {
        this.endings = endings;
        this.revenue = revenue;
        this.welfare = welfare;
        types = new double[endings.agents() * endings.dimension()][Rows.WIDTH];
        value = new double[endings.maxima().size()][Rows.WIDTH];
        worth = new double[endings.classes()][Rows.WIDTH];
    }

    /**
     * What a block comes to.
     *
     * @param values shape {@code [B]}; with hard choices
     * @param gradient by class, summed over profiles; of the smoothed sum
     */
    @SuppressWarnings("ArrayRecordComponent") // Added up, and compared with nothing.
    public record Block(double[] values, double[] gradient) {}

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
     * The sum and its gradient.
     *
     * @param profiles at most {@link Profiles#BLOCK} of them
     * @param boosts by class
     * @param temperature of the softmax; positive
     */
    public Block solve(Profiles profiles, double[] boosts, double temperature) {
        int count = profiles.count();
        load(profiles);
        double[] values = new double[count];
        double[] gradient = new double[boosts.length];
        for (int i = 0; i < endings.agents(); i++) {
            choose(endings.choices(i + 1), boosts);
            for (int b = 0; b < count; b++) {
                values[b] += revenue * best[b];
                gradient[chosen[b]] += revenue;
            }
        }
        choose(endings.choices(0), boosts);
        double rate = welfare - (endings.agents() - 1) * revenue;
        for (int b = 0; b < count; b++) {
            values[b] += rate * best[b] - (revenue + welfare) * boosts[chosen[b]];
            gradient[chosen[b]] += rate;
        }
        fillWelfare();
        softly.addGradient(worth, best, count, boosts, temperature, -(revenue + welfare), gradient);
        return new Block(values, gradient);
    }

    private void load(Profiles profiles) {
        for (int k = 0; k < types.length; k++) {
            profiles.copyTypes(k / endings.dimension(), k % endings.dimension(), 0, profiles.count(), types[k], 0);
        }
        endings.maxima().fill(types, value, row);
    }

    /** The best value and class of each profile. */
    private void choose(List<Choice> choices, double[] boosts) {
        Rows.fill(best, Double.NEGATIVE_INFINITY);
        for (Choice choice : choices) {
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
        for (Choice choice : endings.choices(0)) {
            double[] most = most(choice.parts());
            for (int c : choice.classes()) {
                Rows.max(worth[c], most);
            }
        }
    }
}
