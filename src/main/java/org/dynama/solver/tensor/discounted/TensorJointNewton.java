package org.dynama.solver.tensor.discounted;

import static org.dynama.solver.tensor.discounted.TensorPolicyIteration.number;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDScope;
import org.dynama.refusal.Failure;
import org.dynama.solver.tensor.discounted.TensorSoftPolicies.Softened;
import org.dynama.solver.tensor.discounted.TensorSoftPolicies.Temperature;

/**
 * The joint-entropy solution of a batch by Newton's method on policies; {@code solver.discounted.JointNewton} gives the
 * formulas, names the bounds, and says why it converges. All profiles step together; those that are done stay.
 */
final class TensorJointNewton {
    static final double TINY = 1e-280;
    private static final double NEAR = 1e-6;
    private static final double UNFELT = 1e-30;
    private static final int CYCLES = 4;
    private static final int SETTLED = 24;
    private static final double UNWANTED = -40;
    private static final int MOST_STEPS = 500;
    private static final int MOST_HALVINGS = 30;

    private final TensorSoftPolicies policies;
    private final TensorFlow flow;

    TensorJointNewton(TensorSoftPolicies policies) {
        this.policies = policies;
        flow = policies.flow;
    }

    /**
     * What values {@code V} make of a batch.
     *
     * @param policy shape {@code [S, A, B]}
     * @param visits {@code d}, shape {@code [S, B]}
     * @param rho {@code (Z - V) / alpha - 1 - log d}, shape {@code [S, B]}
     * @param objective shape {@code [B]}
     * @param error the largest {@code rho} that counts, shape {@code [B]}
     */
    record Point(NDArray policy, NDArray visits, NDArray rho, NDArray objective, NDArray error)
            implements AutoCloseable {
        /** Out of the innermost scope. */
        Point kept() {
            NDScope.unregister(policy, visits, rho, objective, error);
            return this;
        }

        /** Into the innermost scope. */
        Point registered() {
            for (NDArray array : new NDArray[] {policy, visits, rho, objective, error}) {
                NDScope.register(array);
            }
            return this;
        }

        @Override
        public void close() {
            for (NDArray array : new NDArray[] {policy, visits, rho, objective, error}) {
                array.close();
            }
        }
    }

    /** A step along {@code delta}, shape {@code [S, B]}, and the objective's slope along it, shape {@code [B]}. */
    private record Direction(NDArray delta, NDArray slope) {}

    /**
     * Solves from {@code value} on, shape {@code [S, B]}, which it moves.
     *
     * @param c coefficients, shape {@code [S * A, B]}
     * @return the solution, which belongs to the caller
     * @throws Failure if a profile has not converged after 500 steps, or the discount is too near 1 for doubles
     */
    Point run(NDArray c, NDArray value, Temperature temperature, double alpha) {
        flow.runs.requireJointEntropy();
        try (NDScope run = new NDScope()) {
            run.suppressNotUsedWarning();
            Point point = evaluate(c, value, temperature);
            NDArray open = point.objective.onesLike();
            NDArray flat = point.objective.zerosLike();
            for (int step = 0; open.sum().toDoubleArray()[0] > 0; step++) {
                if (step == MOST_STEPS) {
                    throw new Failure(
                            "Newton's method has taken " + MOST_STEPS + " steps at temperature " + alpha
                                    + " and must be done",
                            "Maybe a higher temperature, or rewards of a smaller scale.");
                }
                Point next;
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    Direction direction = direction(point, temperature);
                    settle(direction, point, flat, temperature);
                    NDArray last = point.error.lte(NEAR).logicalOr(flat.gt(SETTLED));
                    next = search(c, value, direction, open, point, temperature);
                    open.muli(number(last.logicalNot()));
                    next.kept();
                }
                point.close();
                point = next.registered();
            }
            return point.kept();
        }
    }

    /**
     * Moves values along the direction by a length at which the objective has risen enough; closes profiles where none
     * is found.
     */
    private Point search(
            NDArray c, NDArray value, Direction direction, NDArray open, Point from, Temperature temperature) {
        NDArray length = open.duplicate();
        NDArray rounding = from.objective.abs().addi(1).muli(flow.runs.rounding());
        for (int halving = 0; ; halving++) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray trial = direction.delta.mul(length).addi(value);
                Point point = evaluate(c, trial, temperature);
                NDArray wanted = direction
                        .slope
                        .mul(length)
                        .muli(1e-4)
                        .addi(from.objective)
                        .subi(rounding);
                NDArray better = number(point.objective.gte(wanted));
                NDArray failing = number(length.gt(0)).muli(better.negi().addi(1));
                if (failing.sum().toDoubleArray()[0] == 0) {
                    value.addi(direction.delta.mul(length));
                    open.muli(number(length.gt(0)));
                    return point.kept();
                }
                length.muli(failing.muli(halving < MOST_HALVINGS ? -0.5 : -1).addi(1));
            }
        }
    }

    private Point evaluate(NDArray c, NDArray v, Temperature temperature) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Softened soft = policies.soften(c, v, temperature);
            NDArray visits = policies.visits(policies.factor(soft.policy()), v).maximum(TINY);
            NDArray wanted = soft.values().sub(v).muli(temperature.inverse()).subi(1);
            NDArray rho = wanted.sub(visits.log());
            NDArray entropy = rho.add(1).muli(visits).sum(new int[] {0}).muli(temperature.alpha());
            NDArray counts = number(visits.gt(UNFELT).logicalOr(wanted.gt(UNWANTED)));
            NDArray error = rho.abs().muli(counts).max(new int[] {0});
            return new Point(soft.policy(), visits, rho, flow.expected(v).addi(entropy), error).kept();
        }
    }

    private Direction direction(Point point, Temperature temperature) {
        NDArray weighted = point.visits.mul(point.rho);
        NDArray delta = flow.outflow(flow.stage.flat(point.policy.mul(weighted.expandDims(1))))
                .muli(temperature.alpha());
        new TensorMetric(flow, policies.elimination, point.policy, point.visits).solve(delta);
        NDArray drop = flow.stage.byState(flow.drop(delta)).mul(point.policy).sum(new int[] {1});
        NDArray slope =
                point.rho.mul(temperature.alpha()).subi(drop).muli(weighted).sum(new int[] {0});
        return new Direction(delta, slope);
    }

    /** Where the objective has long been flat, half of the step that would be right if nothing else moved. */
    private void settle(Direction direction, Point point, NDArray flat, Temperature temperature) {
        NDArray felt = point.objective.abs().addi(1).muli(flow.runs.rounding());
        flat.addi(number(direction.slope.lt(felt)));
        NDArray cycling = number(flat.gt(CYCLES));
        if (cycling.sum().toDoubleArray()[0] > 0) {
            NDArray unfelt =
                    point.visits.lt(UNFELT).logicalAnd(cycling.expandDims(0).gt(0));
            NDArray alone = point.rho.mul(temperature.alpha()).muli(0.5);
            NDArray delta = NDArrays.where(unfelt, alone, direction.delta);
            direction.delta.subi(direction.delta).addi(delta);
        }
    }
}
