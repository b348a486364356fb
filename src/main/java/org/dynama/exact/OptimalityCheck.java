package org.dynama.exact;

import java.util.Locale;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;
import org.dynama.refusal.Failure;

/**
 * Holds a primal and a dual solution against the occupancy program itself, with no help from whoever solved it.
 *
 * <p>Cost: {@code O(S A + entries)}.
 */
final class OptimalityCheck {
    /** What no residual may exceed. */
    static final double TOLERANCE = 1e-7;

    private final Mdp mdp;
    private final FlowProgram program;
    private final double[] flow;

    OptimalityCheck(Mdp mdp, FlowProgram program) {
        this.mdp = mdp;
        this.program = program;
        flow = new double[mdp.stateCount()];
    }

    /**
     * The residuals of a solution.
     *
     * @param gain the multiplier of the normalisation; used for an average-reward horizon only
     * @param profile for the message
     * @throws IllegalStateException if one exceeds the tolerance or is not a number
     */
    Residuals residuals(double[] c, double[] nu, double[] v, double gain, double value, int profile) {
        double dualValue = gain;
        for (int s : program.allowed.states) {
            dualValue += program.average ? 0 : mdp.initial().get(s) * v[s];
        }
        Residuals residuals = new Residuals(
                flowResidual(nu), dualViolation(c, v, gain), Math.abs(value - dualValue) / (1 + Math.abs(value)));
        require("flow residual", residuals.flow(), profile, value);
        require("dual violation", residuals.dual(), profile, value);
        require("duality gap", residuals.gap(), profile, value);
        return residuals;
    }

    private double flowResidual(double[] nu) {
        double worst = 0;
        double total = 0;
        for (int s : program.allowed.states) {
            flow[s] = program.average ? 0 : -mdp.initial().get(s);
        }
        Transitions transitions = mdp.transitions();
        for (int pair : program.allowed.pairs) {
            worst = Math.max(worst, -nu[pair]);
            total += nu[pair];
            flow[pair / mdp.actionCount()] += nu[pair];
            for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                flow[transitions.next(k)] -= program.discount * transitions.probability(k) * nu[pair];
            }
        }
        for (int s : program.allowed.states) {
            worst = Math.max(worst, Math.abs(flow[s]));
        }
        return program.average ? Math.max(worst, Math.abs(total - 1)) : worst;
    }

    private double dualViolation(double[] c, double[] v, double gain) {
        double worst = 0;
        double largest = 0;
        Transitions transitions = mdp.transitions();
        for (int pair : program.allowed.pairs) {
            double excess = c[pair] - gain - v[pair / mdp.actionCount()];
            for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                excess += program.discount * transitions.probability(k) * v[transitions.next(k)];
            }
            worst = Math.max(worst, excess);
            largest = Math.max(largest, Math.abs(c[pair]));
        }
        return worst / (1 + largest);
    }

    private void require(String name, double residual, int profile, double value) {
        if (!(residual <= TOLERANCE)) {
            throw new Failure(
                    String.format(
                            Locale.ROOT,
                            "%s = %.3g of profile %d (value %.6g, %d states, %d pairs) must be at most %.0e",
                            name,
                            residual,
                            profile,
                            value,
                            program.allowed.states.length,
                            program.allowed.pairs.length,
                            TOLERANCE),
                    "Maybe rescale the rewards to about 1, or look for probabilities below 1e-8"
                            + " and discounts above 0.9999.");
        }
    }
}
