package org.dynama.solver.soft;

import java.util.Arrays;
import org.dynama.solver.kernel.Rows;

/** The algebra of the joint entropy by iteration: memory and every sweep linear in the transitions. */
final class IteratedJoint implements JointAlgebra {
    private static final double EXACT = 1e-14;

    private final FlowGraph graph;
    private final FlowMatrix flow;
    private final FlowSolver solver;
    private final SoftBellman bellman;
    private final VisitDigits digits;
    private final double[][] start;
    private final double[][] right;
    private final double[] exactly = new double[Rows.WIDTH];
    private final boolean[] all = new boolean[Rows.WIDTH];
    private final double[] sum = new double[Rows.WIDTH];
    final JointProducts products;
    final MetricSolver metric;
    private final MetricLevels levels;

    IteratedJoint(FlowGraph graph, FlowMatrix flow, FlowSolver solver, SoftBellman bellman, double[] initial) {
        this.graph = graph;
        this.flow = flow;
        this.solver = solver;
        this.bellman = bellman;
        digits = new VisitDigits(flow);
        products = new JointProducts(graph);
        metric = new MetricSolver(flow, products);
        levels = new MetricLevels(metric);
        start = new double[initial.length][Rows.WIDTH];
        right = new double[initial.length][Rows.WIDTH];
        for (int s = 0; s < start.length; s++) {
            Rows.fill(start[s], initial[s]);
        }
        Rows.fill(exactly, EXACT);
        Arrays.fill(all, true);
    }

    /** What one takes, in rows. */
    static long rows(long states) {
        return 2 * states + MetricSolver.rows(states) + VisitDigits.rows(states);
    }

    @Override
    public void soften(double[][] policy, double[][] soft, double[][] c, double[][] v, double alpha) {
        bellman.soften(policy, soft, c, v, alpha);
    }

    @Override
    public void visits(double[][] policy, double[][] out) {
        flow.load(policy);
        solver.solve(out, start, exactly, all, true);
        for (double[] row : out) {
            Rows.atLeast(row, 0);
        }
        digits.improve(out, start);
    }

    /** {@inheritDoc} Or as near as conjugate gradients come: a direction that is not exact still rises. */
    @Override
    public void solve(double[][] policy, double[][] visits, double[][] x, double[] relative) {
        for (int s = 0; s < x.length; s++) {
            System.arraycopy(x[s], 0, right[s], 0, Rows.WIDTH);
            Rows.atLeast(visits[s], JointNewton.TINY);
        }
        levels.solve(x, right, policy, visits, relative);
    }

    @Override
    public void push(double[][] out, double scale, double[][] policy, double[][] x) {
        for (int p = 0; p < policy.length; p++) {
            int s = graph.transitions.stateOf(p);
            for (int k = graph.first[p]; k < graph.first[p + 1]; k++) {
                Rows.addScaledProduct(out[graph.next[k]], scale * graph.weight[k], policy[p], x[s]);
            }
            Rows.addScaledProduct(out[s], scale * graph.stay[p], policy[p], x[s]);
        }
    }

    @Override
    public void expected(double[] out, int s, double[][] policy, double[][] x) {
        Rows.fill(out, 0);
        for (int p = graph.transitions.firstPair(s); p < graph.transitions.endPair(s); p++) {
            Rows.fill(sum, 0);
            Gather.add(sum, graph.weight, graph.next, graph.first[p], graph.first[p + 1], x);
            Rows.addScaled(sum, graph.stay[p], x[s]);
            Rows.addProduct(out, policy[p], sum);
        }
    }
}
