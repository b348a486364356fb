package org.dynama.solver.tensor.discounted;

import static org.dynama.solver.tensor.TensorDevice.keep;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import org.dynama.solver.tensor.TensorDevice;
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

    TensorPolicyIteration(TensorDevice device, NDManager manager, TensorFlow flow, Elimination elimination) {
        this.flow = flow;
        this.elimination = elimination;
        stage = flow.stage;
        rounding = device.upload(manager, new double[] {flow.runs.sum(ROUNDING)}, new Shape(1));
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
            NDArray value = sweep(c, mask);
            NDArray slack = slack(c);
            NDArray policy = greedy(actionValues(c, mask, value), slack.zerosLike());
            value = evaluate(policy, c);
            NDArray open = slack.onesLike();
            boolean improves = true;
            while (improves) {
                try (NDScope step = new NDScope()) {
                    step.suppressNotUsedWarning();
                    NDArray q = actionValues(c, mask, value);
                    NDArray margin = stage.most(q).subi(value);
                    open.muli(number(margin.max(new int[] {0}).gt(slack)));
                    improves = open.sum().toDoubleArray()[0] > 0;
                    if (improves) {
                        NDArray moved = number(margin.gt(slack)).muli(open).expandDims(1);
                        NDArray taken = greedy(q, slack.zerosLike());
                        policy.addi(taken.subi(policy).muli(moved));
                        NDArray rise = evaluate(policy, c).subi(value);
                        value.addi(rise);
                        open.muli(number(rise.sum(new int[] {0}).gt(0)));
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
            NDArray policy = greedy(actionValues(c, mask, value), slack(c));
            NDArray visits = flow.initial(value);
            elimination.solve(elimination.factor(flow.flowMatrix(policy)), visits);
            return keep(stage.flat(policy.muli(visits.expandDims(1))));
        }
    }

    static NDArray number(NDArray condition) {
        return condition.toType(ai.djl.ndarray.types.DataType.FLOAT64, false);
    }

    /** What rounding can feign, shape {@code [B]}. */
    private NDArray slack(NDArray c) {
        return c.abs().max(new int[] {0}).muli(rounding);
    }

    private NDArray sweep(NDArray c, @Nullable NDArray mask) {
        NDArray value = stage.most(
                actionValues(c, mask, stage.action(stage.byState(c), 0).zerosLike()));
        for (int k = 0; k < SWEEPS; k++) {
            try (NDScope step = new NDScope()) {
                step.suppressNotUsedWarning();
                value = keep(stage.most(actionValues(c, mask, value)));
            }
            NDScope.register(value);
        }
        return value;
    }

    private NDArray actionValues(NDArray c, @Nullable NDArray mask, NDArray value) {
        NDArray q = stage.byState(flow.ahead(value).addi(c));
        return mask == null ? q : q.addi(mask);
    }

    /** All mass on the lowest action within {@code slack} of the best, shape {@code [S, A, B]}. */
    private NDArray greedy(NDArray q, NDArray slack) {
        NDArray least = stage.most(q).subi(slack);
        NDArray policy = number(q.gte(least.expandDims(1)));
        NDArray left = least.onesLike();
        for (int a = 0; a < stage.actions; a++) {
            NDArray chosen = stage.action(policy, a);
            chosen.muli(left);
            left.subi(chosen);
        }
        return policy;
    }

    /** What a policy earns from each state on, by linear equations. */
    private NDArray evaluate(NDArray policy, NDArray c) {
        NDArray value = policy.mul(stage.byState(c)).sum(new int[] {1});
        elimination.solveTransposed(elimination.factor(flow.flowMatrix(policy)), value);
        return value;
    }
}
