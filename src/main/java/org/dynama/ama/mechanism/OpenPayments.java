package org.dynama.ama.mechanism;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;

/**
 * How far payments may be off where exact arithmetic would take too long and another policy may be optimal.
 *
 * <p>An agent's utility is a difference of optimal values, and so the same at every optimum; what she earns there is bounded by
 * two more of them. With {@code F} the optimal affine welfare and {@code F(h)} the same with her weight {@code w (1 + h)}, every
 * optimal policy {@code pi} has {@code F + h w r(pi) <= F(h)}, so that
 *
 * <pre>
 * (F - F(-h)) / (h w)  <=  r(pi)  <=  (F(h) - F) / (h w).
 * </pre>
 *
 * <p>Where all optima earn her the same, both sides meet as soon as {@code h} is too small to make another policy better; a
 * large {@code h} magnifies rounding less.
 */
final class OpenPayments {
    /** From the one that magnifies rounding least. */
    private static final double[] STEPS = {0x1p-4, 0x1p-8, 0x1p-12, 0x1p-16};

    private final AffineMaximizer mechanism;
    private final Reals allowed;

    /**
     * For one mechanism.
     *
     * @param allowed shape {@code [n]}; the largest error of each agent's payment that counts as none; infinite for
     *     an agent to whom nothing matters
     */
    OpenPayments(AffineMaximizer mechanism, Reals allowed) {
        this.mechanism = mechanism;
        this.allowed = allowed;
    }

    /**
     * Says of the outcome how far payments may be from those of any optimal policy, in those of the profiles where that is more
     * than is allowed. The profiles are solved together: one alone would cost as much as a block.
     *
     * @param tied whether another policy may be optimal; else only values are uncertain
     * @param profiles numbers of some of the outcome's
     */
    void measure(Maximizer maximizer, Profiles reports, Outcome outcome, boolean tied, int... profiles) {
        if (profiles.length == 0) {
            return;
        }
        double[][] errors = new double[profiles.length][outcome.agents()];
        for (int i = 0; i < outcome.agents(); i++) {
            boolean matters = allowed.get(i) < Double.POSITIVE_INFINITY;
            double[] found = tied && matters ? errors(maximizer, reports, outcome, i, profiles) : null;
            for (int k = 0; k < profiles.length; k++) {
                double error = found == null ? outcome.error(i, profiles[k]) : found[k];
                boolean settled = !matters || error <= allowed.get(i);
                errors[k][i] = settled ? 0 : Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
            }
        }
        for (int k = 0; k < profiles.length; k++) {
            if (Arrays.stream(errors[k]).anyMatch(error -> error > 0)) {
                outcome.leaveOpen(profiles[k], errors[k]);
            }
        }
    }

    /** How far agent {@code i}'s payments may be off, by profile; what one step settles the next leaves out. */
    private double[] errors(Maximizer maximizer, Profiles reports, Outcome outcome, int i, int... profiles) {
        AffineWelfare grand = mechanism.grand();
        double weight = grand.weights().get(i);
        double[] least = filled(profiles.length, Double.NEGATIVE_INFINITY);
        double[] most = filled(profiles.length, Double.POSITIVE_INFINITY);
        double[] errors = filled(profiles.length, Double.POSITIVE_INFINITY);
        int[] left = IntStream.range(0, profiles.length).toArray();
        for (double step : STEPS) {
            Profiles some = reports.at(Arrays.stream(left).map(k -> profiles[k]).toArray());
            BoundedValues more = maximizer.values(grand.with(i, weight * (1 + step)), some);
            BoundedValues less = maximizer.values(grand.with(i, weight * (1 - step)), some);
            for (int at = 0; at < left.length; at++) {
                int k = left[at];
                int b = profiles[k];
                double unsure = outcome.affineError(b);
                double value = outcome.affineWelfare(b);
                most[k] = Math.min(most[k], (more.value(at) - value + more.error(at) + unsure) / (step * weight));
                least[k] = Math.max(least[k], (value - less.value(at) - less.error(at) - unsure) / (step * weight));
                double earned = outcome.reward(i, b);
                errors[k] = Math.max(0, Math.max(most[k] - earned, earned - least[k])) + outcome.error(i, b);
            }
            // What values leave uncertain, no step takes away.
            left = Arrays.stream(left)
                    .filter(k -> !(errors[k] <= Math.max(allowed.get(i), 2 * outcome.error(i, profiles[k]))))
                    .toArray();
            if (left.length == 0) {
                break;
            }
        }
        return errors;
    }

    private static double[] filled(int count, double value) {
        double[] row = new double[count];
        Arrays.fill(row, value);
        return row;
    }
}
