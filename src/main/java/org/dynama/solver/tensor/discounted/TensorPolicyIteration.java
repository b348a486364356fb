package org.dynama.solver.tensor.discounted;

import static org.dynama.solver.tensor.TensorDevice.keep;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import org.dynama.solver.tensor.TensorStage;
import org.jspecify.annotations.Nullable;

/**
 * Optimal policies of a batch: sweeps of value iteration, then policy iteration with exact evaluation, until no profile's
 * policy improves. {@code solver.discounted.PolicyIteration} says why it ends.
 */
final class TensorPolicyIteration {
    /** Of value iteration, before policies are evaluated: each costs a hundredth of an evaluation. */
    private static final int SWEEPS = 40;

    /** Rounding of a value beside the largest coefficient times the largest number of visits. */
    private static final double ROUNDING = 4e-14;

    private final TensorFlow flow;
    private final TensorStage stage;
    private final Elimination elimination;
    private final NDArray rounding;

    TensorPolicyIteration(TensorFlow flow, Elimination elimination) {
        this.flow = flow;
        this.elimination = elimination;
        stage = flow.stage;
        rounding = flow.numbers.of(flow.runs.sum(ROUNDING));
    }

    /**
     * The optimal values, shape {@code [S, B]}; they belong to the caller.
     *
     * @param c coefficients, shape {@code [S * A, B]}
     * @param mask minus infinity where a pair is not allowed, shape {@code [S, A, 1]}; every state keeps one
     */
    NDArray values(NDArray c, @Nullable NDArray mask) {
        try (NDScope run = new NDScope()) {
            run.suppressNotUsedWarning();
            NDArray masked = masked(c, mask);
            NDArray value = sweep(masked);
            NDArray slack = slack(c);
            NDArray none = flow.numbers.of(0);
            NDArray swept = actionValues(masked, value);
            NDArray policy = stage.lowestOf(swept, stage.most(swept));
            value = evaluate(policy, c);
            NDArray open = slack.onesLike();
            boolean improves = true;
            while (improves) {
                try (NDScope step = new NDScope()) {
                    step.suppressNotUsedWarning();
                    NDArray q = actionValues(masked, value);
                    NDArray most = stage.most(q);
                    NDArray margin = most.sub(value);
                    open.muli(number(margin.max(new int[] {0}).gt(slack)));
                    improves = open.sum().toDoubleArray()[0] > 0;
                    if (improves) {
                        NDArray moved = number(margin.gt(slack)).muli(open).expandDims(1);
                        policy.addi(stage.lowestOf(q, most).subi(policy).muli(moved));
                        NDArray rise = evaluate(policy, c).subi(value);
                        value.addi(rise);
                        open.muli(number(rise.sum(new int[] {0}).gt(none)));
                    }
                }
            }
            return keep(value);
        }
    }

    /** The occupancies of the lowest optimal actions, shape {@code [S * A, B]}; they belong to the caller. */
    NDArray occupancies(NDArray c, @Nullable NDArray mask, NDArray value) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray q = actionValues(masked(c, mask), value);
            NDArray policy = stage.lowestOf(q, stage.most(q).subi(slack(c)));
            NDArray visits = flow.initial(value);
            elimination.solve(elimination.factor(flow.flowMatrix(policy)), visits);
            return keep(stage.flat(policy.muli(visits.expandDims(1))));
        }
    }

    static NDArray number(NDArray condition) {
        return condition.toType(DataType.FLOAT64, false);
    }

    /** What rounding can feign, shape {@code [B]}. */
    private NDArray slack(NDArray c) {
        return c.abs().max(new int[] {0}).muli(rounding);
    }

    private NDArray sweep(NDArray masked) {
        NDArray value = stage.most(stage.byState(masked));
        for (int k = 0; k < SWEEPS; k++) {
            try (NDScope step = new NDScope()) {
                step.suppressNotUsedWarning();
                value = keep(stage.most(actionValues(masked, value)));
            }
            NDScope.register(value);
        }
        return value;
    }

    /** The coefficients, minus infinity where a pair is not allowed; they may be {@code c} itself. */
    private NDArray masked(NDArray c, @Nullable NDArray mask) {
        return mask == null ? c : stage.flat(stage.byState(c).add(mask));
    }

    /** Shape {@code [S, A, B]}. */
    private NDArray actionValues(NDArray masked, NDArray value) {
        return stage.byState(flow.ahead(value).addi(masked));
    }

    /** What a policy earns from each state on, by linear equations. */
    private NDArray evaluate(NDArray policy, NDArray c) {
        NDArray value = policy.mul(stage.byState(c)).sum(new int[] {1});
        elimination.solveTransposed(elimination.factor(flow.flowMatrix(policy)), value);
        return value;
    }
}
