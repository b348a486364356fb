package org.dynama.solver.soft;

/**
 * What Newton's method for the joint entropy asks of linear algebra, for {@code Rows.WIDTH} profiles side by side, on rows by state
 * or by pair. No lane's numbers depend on another's.
 */
public interface JointAlgebra {
    /** Fills {@code policy = softmax(Q / alpha)}, by pair, and {@code soft = alpha logsumexp(Q / alpha)}, by state. */
    void soften(double[][] policy, double[][] soft, double[][] c, double[][] v, double alpha);

    /** Fills in how often a policy comes to each state, small numbers to as many digits as large ones. */
    void visits(double[][] policy, double[][] out);

    /**
     * Solves {@code E diag(nu) E' x = x} in the same rows, {@code nu = visits * policy}, {@code E} the flow out of states less that
     * into them.
     *
     * @param relative by lane, by which part of the largest number of the solution, about, any may be off; 1 asks for nothing
     */
    void solve(double[][] policy, double[][] visits, double[][] x, double[] relative);

    /** {@code out += scale * discount * P' (policy x)}, by state. */
    void push(double[][] out, double scale, double[][] policy, double[][] x);

    /** {@code out = discount * E[x'| s]} under a policy, for one state. */
    void expected(double[] out, int s, double[][] policy, double[][] x);
}
