package org.dynama.solver.tensor.discounted;

import static org.dynama.solver.tensor.discounted.TensorPolicyIteration.number;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
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
    private static final int MOST_HALVINGS = 60;
    /** Of the slope, so that a length will do. */
    private static final double RISE = 1e-4;

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

    /**
     * A step along {@code delta}, shape {@code [S, B]}, and the objective's slope along it, shape {@code [B]}.
     *
     * @param felt a change of the objective that rounding cannot feign, shape {@code [B]}
     */
    private record Direction(NDArray delta, NDArray slope, NDArray felt) {}

    /** Where a step ended, and whether another one is needed. */
    private record Next(Point point, boolean isOpen) {}

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
            boolean isOpen = true;
            for (int step = 0; isOpen; step++) {
                if (step == MOST_STEPS) {
                    throw new Failure(
                            "Newton's method has taken " + MOST_STEPS + " steps at temperature " + alpha
                                    + " and must be done",
                            "Maybe a higher temperature, or rewards of a smaller scale.");
                }
                Next next;
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    Direction direction = settled(direction(point, temperature), point, flat, temperature);
                    NDArray last = point.error.lte(real(NEAR)).logicalOr(flat.gt(real(SETTLED)));
                    NDArray goesOn = number(last.logicalNot());
                    next = search(c, value, direction, open, goesOn, point, temperature, alpha);
                    next.point.kept();
                }
                point.close();
                point = next.point.registered();
                isOpen = next.isOpen;
            }
            return point.kept();
        }
    }

    /** On the device. */
    private NDArray real(double number) {
        return flow.numbers.of(number);
    }

    /**
     * Moves values along the direction by a length at which the objective has risen enough, and closes profiles that do not go
     * on. The host waits for the device here and nowhere else.
     *
     * @throws Failure if no length is one for some profile
     */
    private Next search(
            NDArray c,
            NDArray value,
            Direction direction,
            NDArray open,
            NDArray goesOn,
            Point from,
            Temperature temperature,
            double alpha) {
        NDArray length = open.duplicate();
        NDArray least = from.objective.sub(direction.felt);
        NDArray rise = direction.slope.mul(real(RISE));
        for (int halving = 0; ; halving++) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray move = direction.delta.mul(length);
                Point point = evaluate(c, move.add(value), temperature);
                NDArray rises = point.objective.gte(rise.mul(length).addi(least));
                NDArray moves = length.gt(real(0));
                NDArray failing = number(moves.logicalAnd(rises.logicalNot()));
                NDArray left = number(moves).muli(open).muli(goesOn);
                double[] counts = NDArrays.stack(new NDList(failing, left))
                        .sum(new int[] {1})
                        .toDoubleArray();
                if (counts[0] == 0) {
                    value.addi(move);
                    open.muli(left);
                    return new Next(point.kept(), counts[1] > 0);
                }
                if (halving == MOST_HALVINGS) {
                    throw new Failure(
                            "Newton's method has found no step that rises at temperature " + alpha,
                            "Maybe a higher temperature, or entropy: conditional.");
                }
                length.muli(failing.muli(real(-0.5)).addi(real(1)));
            }
        }
    }

    private Point evaluate(NDArray c, NDArray v, Temperature temperature) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Softened soft = policies.soften(c, v, temperature);
            NDArray visits = policies.visits(policies.factor(soft.policy()), v).maximum(real(TINY));
            NDArray wanted = soft.values().sub(v).muli(temperature.inverse()).subi(real(1));
            NDArray rho = wanted.sub(visits.log());
            NDArray entropy = rho.add(real(1)).muli(visits).sum(new int[] {0}).muli(temperature.alpha());
            NDArray counts = number(visits.gt(real(UNFELT)).logicalOr(wanted.gt(real(UNWANTED))));
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
        NDArray felt = point.objective.abs().addi(real(1)).muli(real(flow.runs.rounding()));
        return new Direction(delta, slope, felt);
    }

    /** Where the objective has long been flat, half of the step that would be right if nothing else moved. */
    private Direction settled(Direction direction, Point point, NDArray flat, Temperature temperature) {
        flat.addi(number(direction.slope.lt(direction.felt)));
        NDArray unfelt = point.visits.lt(real(UNFELT)).logicalAnd(flat.gt(real(CYCLES)));
        NDArray alone = point.rho.mul(temperature.alpha()).muli(real(0.5));
        return new Direction(NDArrays.where(unfelt, alone, direction.delta), direction.slope, direction.felt);
    }
}
