package org.dynama.solver.tensor;

import static org.dynama.solver.tensor.TensorDevice.keep;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Backward and forward sweeps over the stages of an acyclic MDP, on tensors.
 *
 * <p>No more than one stage's intermediate tables live at a time. What a sweep returns is its caller's to close.
 */
record TensorSweeps(List<TensorStage> stages) {

    /** A rule that turns a stage's action values, shape {@code [states, A, B]}, which it may overwrite, into a choice. */
    interface Rule {
        Choice choose(int t, NDArray actionValues);
    }

    /**
     * What a rule chose.
     *
     * @param policy as the rule's forward sweep reads it; null where only values are wanted
     * @param values shape {@code [states, B]}, in the units of the stage before
     */
    record Choice(@Nullable NDArray policy, NDArray values) {}

    /** The largest values, no policy. */
    Choice most(int t, NDArray actionValues) {
        return new Choice(null, stages.get(t).most(actionValues));
    }

    /** The lowest action that attains the maximum. */
    Choice lowestOfTheBest(int t, NDArray actionValues) {
        return stages.get(t).lowestOfTheBest(actionValues);
    }

    /**
     * The backward sweep.
     *
     * @param tables a stage's rewards, fresh, shape {@code [states * A, B]}
     * @param policy receives the policy of each stage; null where only values are wanted
     * @return the expected value of the initial state, shape {@code [B]}, in float64
     */
    NDArray backward(IntFunction<NDArray> tables, Rule rule, NDArray @Nullable [] policy) {
        NDArray[] values = new NDArray[stages.size()];
        try (NDScope sweep = new NDScope()) {
            sweep.suppressNotUsedWarning();
            for (int t = values.length - 1; t >= 0; t--) {
                try (NDScope stage = new NDScope()) {
                    stage.suppressNotUsedWarning();
                    NDArray table = stages.get(t).continuation(tables.apply(t), values);
                    Choice choice = rule.choose(t, stages.get(t).byState(table));
                    values[t] = keep(choice.values);
                    if (policy != null && choice.policy != null) {
                        policy[t] = keep(choice.policy);
                    }
                }
                NDScope.register(values[t]);
            }
            return keep(initialValue(values));
        }
    }

    private NDArray initialValue(NDArray[] values) {
        return IntStream.range(0, values.length)
                .mapToObj(t -> stages.get(t).initialValue(values[t]))
                .filter(Objects::nonNull)
                .reduce(NDArray::add)
                .orElseThrow();
    }

    /** The occupancies of hard choices, which it closes, by stage, shape {@code [states * A, B]}. */
    NDArray[] follow(NDArray[] choices) {
        NDArray[] occupancy = new NDArray[choices.length];
        for (int t = 0; t < choices.length; t++) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                TensorStage stage = stages.get(t);
                NDScope.register(choices[t]);
                occupancy[t] = keep(stage.flat(stage.visit(choices[t], stage.reach(occupancy))));
            }
        }
        return occupancy;
    }
}
