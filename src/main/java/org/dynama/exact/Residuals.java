package org.dynama.exact;

/**
 * How far a solved linear program is from a proven optimum: a feasible primal and a feasible dual of one value prove
 * each other.
 *
 * @param flow largest violation of a flow constraint, or of {@code nu >= 0}; visits, absolute
 * @param dual largest violation of {@code V(s) >= c(s,a) + discount * E[V(s')]}, divided by {@code 1 + max |c|}
 * @param gap difference between the primal and the dual value, divided by {@code 1 + |value|}
 */
public record Residuals(double flow, double dual, double gap) {}
