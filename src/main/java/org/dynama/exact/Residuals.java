package org.dynama.exact;

/**
 * How far a solved linear program is from a proven optimum: a feasible primal and a feasible dual of one value prove
 * each other. None of the numbers has a unit, and none is divided by a coefficient that carries no visits.
 *
 * @param flow largest violation of a flow constraint, or of {@code nu >= 0}; visits
 * @param dual largest violation of {@code V(s) >= c(s,a) + discount * E[V(s')]}, each divided by the sizes of its own
 *     terms and the money that flows at a visit
 * @param gap difference between the primal and the dual value, divided by {@code sum nu |c|} and {@code sum initial |V|}
 */
public record Residuals(double flow, double dual, double gap) {
    /** What no residual may exceed. */
    static final double TOLERANCE = 1e-7;

    /** Of a program that was not solved. */
    static final Residuals UNSOLVED = new Residuals(Double.NaN, Double.NaN, Double.NaN);

    /** Whether all are small. */
    public boolean areSmall() {
        return flow <= TOLERANCE && dual <= TOLERANCE && gap <= TOLERANCE;
    }
}
