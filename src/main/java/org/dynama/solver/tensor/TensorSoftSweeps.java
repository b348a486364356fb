package org.dynama.solver.tensor;

import static org.dynama.solver.tensor.TensorDevice.keep;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.List;
import org.dynama.solver.tensor.TensorSweeps.Choice;

/**
 * Sweeps of regularized solutions; {@code solver.acyclic.SoftMeasures} gives the formulas. Rewards, values and gains are
 * in units of their stage's temperature, which enters with the types: no table is divided by it.
 *
 * @param types by stage, shape {@code [n * d + 1, B]}, over the temperature
 */
record TensorSoftSweeps(TensorSweeps sweeps, TensorTemperatures temperatures, List<NDArray> types) {

    /**
     * The backward sweep.
     *
     * @param policy receives the policy of each stage, shape {@code [states, A, B]}
     * @return the value in units of the first stage's temperature, shape {@code [B]}, in float64
     */
    NDArray backward(TensorWelfare welfare, NDArray[] policy) {
        return sweeps.backward(
                t -> {
                    NDArray table = welfare.maximized(t, types.get(t));
                    NDArray bonus = temperatures.bonus(t);
                    return bonus == null ? table : table.addi(bonus);
                },
                this::soften,
                policy);
    }

    /** Mass in proportion to {@code exp(q)}; the value {@code q - log p} is the same for every action. */
    private Choice soften(int t, NDArray q) {
        TensorStage stage = stage(t);
        NDArray logarithms = q.logSoftmax(1);
        NDArray values = stage.action(q, 0).sub(stage.action(logarithms, 0));
        NDArray ratio = temperatures.ratio(t);
        return new Choice(logarithms.exp(), ratio == null ? values : values.muli(ratio));
    }

    /** The occupancies of a policy, by stage, shape {@code [states * A, B]}. */
    NDArray[] forward(NDArray[] policy) {
        NDArray[] occupancy = new NDArray[policy.length];
        for (int t = 0; t < policy.length; t++) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray reach = stage(t).reach(occupancy);
                occupancy[t] = keep(stage(t).flat(policy[t].mul(reach.expandDims(1))));
            }
        }
        return occupancy;
    }

    /**
     * The sensitivities of a solution, by stage, shape {@code [states * A, B]}: {@code policy * (reach * (gain - mean) + into)},
     * where the gain contains what follows, the mean is the policy's, and what flows into a state comes from earlier
     * sensitivities.
     *
     * @param losses added to the gain, by stage; empty for none; overwritten
     */
    NDArray[] pullback(TensorWelfare gain, NDArray[] losses, NDArray[] policy, NDArray[] occupancy) {
        NDArray[] lambda = new NDArray[policy.length];
        NDArray[] mean = new NDArray[policy.length];
        try (NDScope sweep = new NDScope()) {
            sweep.suppressNotUsedWarning();
            gains(gain, losses, policy, lambda, mean);
            for (int t = 0; t < policy.length; t++) {
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    NDArray reach = stage(t).reach(occupancy);
                    NDArray less = reach.mul(mean[t]);
                    TensorGather into = stage(t).predecessors;
                    NDArray rest = into == null ? less.negi() : into.of(lambda).sub(less);
                    stage(t).byState(lambda[t])
                            .muli(reach.expandDims(1))
                            .addi(rest.expandDims(1))
                            .muli(policy[t]);
                }
            }
        }
        return lambda;
    }

    /** Fills in the gains, which outlive every scope, and their means, which belong to the scope at hand. */
    private void gains(TensorWelfare gain, NDArray[] losses, NDArray[] policy, NDArray[] gains, NDArray[] mean) {
        NDArray[] ahead = new NDArray[policy.length];
        for (int t = policy.length - 1; t >= 0; t--) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray table = stage(t).continuation(gain.table(t, types.get(t)), ahead);
                if (losses.length > 0) {
                    table.addi(losses[t].muli(temperatures.inverse(t)));
                }
                gains[t] = keep(table);
                mean[t] = keep(policy[t].mul(stage(t).byState(table)).sum(new int[] {1}));
            }
            NDScope.register(mean[t]);
            NDArray ratio = temperatures.ratio(t);
            ahead[t] = ratio == null ? mean[t] : mean[t].mul(ratio);
        }
    }

    private TensorStage stage(int t) {
        return sweeps.stages().get(t);
    }
}
