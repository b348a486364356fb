package org.dynama.solver.tensor.discounted;

import static org.dynama.solver.tensor.TensorDevice.keep;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import org.dynama.refusal.Failure;
import org.dynama.solver.tensor.discounted.TensorSoftPolicies.Softened;
import org.dynama.solver.tensor.discounted.TensorSoftPolicies.Temperature;

/** The conditional-entropy solution of a batch by soft policy iteration, as {@code solver.discounted} has it. */
final class TensorConditionalNewton {
    /** An error, in temperatures, after which one last step leaves only rounding. */
    private static final double NEAR = 1e-7;

    /** Of a value, beside its size. */
    private static final double ROUNDING = 1e-14;

    private static final int MOST_STEPS = 500;

    private final TensorSoftPolicies policies;

    TensorConditionalNewton(TensorSoftPolicies policies) {
        this.policies = policies;
    }

    /** The caller's: policy and its flow's factors, shapes {@code [S, A, B]} and {@code [S, S, B]}, and visits. */
    record Solution(NDArray policy, NDArray factors, NDArray visits) {}

    /**
     * Moves {@code value}, shape {@code [S, B]}, to the solution.
     *
     * @throws IllegalStateException if a profile has not converged after 500 steps
     */
    Solution run(NDArray c, NDArray value, Temperature temperature, double alpha) {
        boolean open = true;
        try (NDScope run = new NDScope()) {
            run.suppressNotUsedWarning();
            // Profiles that are done stay: a policy then follows from its values alone, not from its neighbours.
            NDArray first = value.get("0");
            NDArray moving = first.onesLike();
            NDArray near = temperature.alpha().mul(policies.flow.numbers.of(NEAR));
            NDArray rounding = policies.flow.numbers.of(ROUNDING);
            for (int step = 0; ; step++) {
                if (step == MOST_STEPS) {
                    throw new Failure(
                            "soft policy iteration has taken " + MOST_STEPS + " steps at temperature " + alpha
                                    + " and must be done",
                            "Maybe a higher temperature.");
                }
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    Softened soft = policies.soften(c, value, temperature);
                    NDArray factors = policies.factor(soft.policy());
                    if (!open) {
                        return new Solution(keep(soft.policy()), keep(factors), keep(policies.visits(factors, value)));
                    }
                    NDArray move = soft.values().sub(value);
                    NDArray error = move.abs().max(new int[] {0});
                    policies.elimination.solveTransposed(factors, move);
                    value.addi(move.muli(moving));
                    NDArray least = first.abs().muli(rounding).maximum(near);
                    moving.muli(TensorPolicyIteration.number(error.gt(least)));
                    open = moving.sum().toDoubleArray()[0] > 0;
                }
            }
        }
    }
}
