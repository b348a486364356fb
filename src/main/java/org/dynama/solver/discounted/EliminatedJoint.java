package org.dynama.solver.discounted;

import org.dynama.solver.soft.JointAlgebra;

/**
 * The algebra of the joint entropy by elimination: exact, whatever is asked for.
 *
 * @param policies of the MDP, with their flow
 * @param metric of the same
 */
record EliminatedJoint(SoftPolicies policies, OccupancyMetric metric) implements JointAlgebra {
    @Override
    public void soften(double[][] policy, double[][] soft, double[][] c, double[][] v, double alpha) {
        policies.soften(policy, soft, c, v, alpha);
    }

    @Override
    public void visits(double[][] policy, double[][] out) {
        policies.factor(policy);
        policies.visits(out);
    }

    @Override
    public void solve(double[][] policy, double[][] visits, double[][] x, double[] relative) {
        metric.factor(policy, visits);
        metric.solve(x);
    }

    @Override
    public void push(double[][] out, double scale, double[][] policy, double[][] x) {
        policies.push(out, scale, policy, x);
    }

    @Override
    public void expected(double[] out, int s, double[][] policy, double[][] x) {
        policies.expected(out, s, policy, x);
    }
}
