package org.dynama.solver.tensor;

import static org.dynama.solver.tensor.TensorDevice.keep;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Backward and forward sweeps over the stages of an acyclic MDP, on tensors; {@code solver.acyclic.SoftMeasures} gives the
 * formulas.
 *
 * <p>Every stage has a scope of its own, so that no more than one stage's intermediate tables live at a time. What a
 * sweep returns lies outside every scope: whoever called must close it.
 */
record TensorSweeps(List<TensorStage> stages) {

    /** A rule that turns a stage's action values, shape {@code [states, A, B]}, into a policy and the states' values. */
    interface Rule {
        Choice choose(int t, NDArray actionValues);
    }

    /**
     * What a rule chose.
     *
     * @param policy shape {@code [states, A, B]}; null where only values are wanted
     * @param values shape {@code [states, B]}
     */
    record Choice(@Nullable NDArray policy, NDArray values) {}

    /** The largest values, no policy. */
    Choice most(int t, NDArray actionValues) {
        return new Choice(null, stages.get(t).most(actionValues));
    }

    /** All mass on the lowest action that attains the maximum. */
    Choice lowestOfTheBest(int t, NDArray actionValues) {
        TensorStage stage = stages.get(t);
        NDArray values = stage.most(actionValues);
        NDArray policy = actionValues.eq(values.expandDims(1)).toType(values.getDataType(), true);
        NDArray left = values.onesLike();
        for (int a = 0; a < stage.actions; a++) {
            NDArray chosen = stage.action(policy, a);
            chosen.muli(left);
            left.subi(chosen);
        }
        return new Choice(policy, values);
    }

    /** Mass in proportion to {@code exp(Q / alpha_t)}. */
    Rule soft(TensorTemperatures temperatures) {
        return (t, actionValues) -> {
            NDArray most = stages.get(t).most(actionValues);
            NDArray policy = actionValues
                    .subi(most.expandDims(1))
                    .muli(temperatures.inverse(t))
                    .exp();
            NDArray sum = policy.sum(new int[] {1});
            policy.divi(sum.expandDims(1));
            return new Choice(
                    policy, sum.log().muli(temperatures.temperature(t)).addi(most));
        };
    }

    /**
     * The backward sweep.
     *
     * @param policy receives the policy of each stage; null where only values are wanted
     * @return the expected value of the initial state, shape {@code [B]}
     */
    double[] backward(
            TensorWelfare welfare,
            NDArray types,
            Rule rule,
            @Nullable TensorTemperatures temperatures,
            NDArray @Nullable [] policy) {
        NDArray[] values = new NDArray[stages.size()];
        try (NDScope sweep = new NDScope()) {
            sweep.suppressNotUsedWarning();
            for (int t = values.length - 1; t >= 0; t--) {
                try (NDScope stage = new NDScope()) {
                    stage.suppressNotUsedWarning();
                    NDArray table = welfare.table(t, types);
                    addIfAny(table, temperatures == null ? null : temperatures.bonus(t));
                    NDArray q = stages.get(t).byState(continuation(t, table, values));
                    addIfAny(q, welfare.mask(t));
                    Choice choice = rule.choose(t, q);
                    values[t] = keep(choice.values);
                    if (policy != null && choice.policy != null) {
                        policy[t] = keep(choice.policy);
                    }
                }
                NDScope.register(values[t]);
            }
            return initialValue(values);
        }
    }

    private static void addIfAny(NDArray table, @Nullable NDArray summand) {
        if (summand != null) {
            table.addi(summand);
        }
    }

    /** Adds the expected value of the successor, in place. */
    private NDArray continuation(int t, NDArray table, NDArray[] values) {
        TensorGather successors = stages.get(t).successors;
        return successors == null ? table : table.addi(successors.of(values));
    }

    private double[] initialValue(NDArray[] values) {
        NDArray sum = values[0].zerosLike().sum(new int[] {0}).toType(DataType.FLOAT64, true);
        for (int t = 0; t < values.length; t++) {
            addIfAny(sum, stages.get(t).initialValue(values[t]));
        }
        return TensorDevice.download(sum);
    }

    /** The occupancies of a policy, by stage, shape {@code [states * A, B]}. */
    NDArray[] forward(NDArray[] policy) {
        NDArray[] occupancy = new NDArray[policy.length];
        for (int t = 0; t < policy.length; t++) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                TensorStage stage = stages.get(t);
                NDArray reach = stage.reach(occupancy, policy[t]);
                occupancy[t] = keep(stage.flat(policy[t].mul(reach.expandDims(1))));
            }
        }
        return occupancy;
    }

    /**
     * The sensitivities of a regularized solution, by stage, shape {@code [states * A, B]}.
     *
     * @param losses added to the gain, by stage; empty for none
     */
    NDArray[] pullback(
            TensorWelfare gain,
            NDArray types,
            NDArray[] losses,
            TensorTemperatures temperatures,
            NDArray[] policy,
            NDArray[] occupancy) {
        NDArray[] lambda = new NDArray[policy.length];
        NDArray[] mean = new NDArray[policy.length];
        try (NDScope sweep = new NDScope()) {
            sweep.suppressNotUsedWarning();
            for (int t = policy.length - 1; t >= 0; t--) {
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    TensorStage stage = stages.get(t);
                    NDArray table = continuation(t, gain.table(t, types), mean);
                    addIfAny(table, losses.length == 0 ? null : losses[t]);
                    NDArray byState = stage.byState(table);
                    mean[t] = keep(policy[t].mul(byState).sum(new int[] {1}));
                    byState.subi(mean[t].expandDims(1));
                    lambda[t] = keep(table.muli(occupancy[t]).muli(temperatures.inverse(t)));
                }
                NDScope.register(mean[t]);
            }
        }
        pushSensitivities(policy, lambda);
        return lambda;
    }

    private void pushSensitivities(NDArray[] policy, NDArray[] lambda) {
        for (int t = 0; t < policy.length; t++) {
            TensorStage stage = stages.get(t);
            if (stage.predecessors != null) {
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    NDArray into = stage.predecessors.of(lambda);
                    lambda[t].addi(stage.flat(policy[t].mul(into.expandDims(1))));
                }
            }
        }
    }
}
