package org.dynama.ama.mechanism;

import java.util.Arrays;
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
     * Says of the outcome how far payments in profile {@code b} may be from those of any optimal policy, where that is more
     * than is allowed.
     *
     * @param tied whether another policy may be optimal; else only values are uncertain
     */
    void measure(Maximizer maximizer, Profiles reports, Outcome outcome, int b, boolean tied) {
        double[] errors = new double[outcome.agents()];
        for (int i = 0; i < errors.length; i++) {
            boolean matters = allowed.get(i) < Double.POSITIVE_INFINITY;
            double error =
                    tied && matters ? error(maximizer, reports.slice(b, b + 1), outcome, b, i) : outcome.error(i, b);
            boolean settled = !matters || error <= allowed.get(i);
            errors[i] = settled ? 0 : Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        }
        if (Arrays.stream(errors).anyMatch(error -> error > 0)) {
            outcome.leaveOpen(b, errors);
        }
    }

    private double error(Maximizer maximizer, Profiles one, Outcome outcome, int b, int i) {
        AffineWelfare grand = mechanism.grand();
        double weight = grand.weights().get(i);
        double least = Double.NEGATIVE_INFINITY;
        double most = Double.POSITIVE_INFINITY;
        double error = Double.POSITIVE_INFINITY;
        for (double step : STEPS) {
            BoundedValues more = maximizer.values(grand.with(i, weight * (1 + step)), one);
            BoundedValues less = maximizer.values(grand.with(i, weight * (1 - step)), one);
            double unsure = outcome.affineError(b);
            double value = outcome.affineWelfare(b);
            most = Math.min(most, (more.value(0) - value + more.error(0) + unsure) / (step * weight));
            least = Math.max(least, (value - less.value(0) - less.error(0) - unsure) / (step * weight));
            double earned = outcome.reward(i, b);
            error = Math.max(0, Math.max(most - earned, earned - least)) + outcome.error(i, b);
            // What values leave uncertain, no step takes away.
            if (error <= Math.max(allowed.get(i), 2 * outcome.error(i, b))) {
                break;
            }
        }
        return error;
    }
}
