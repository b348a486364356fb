package org.dynama.solver.tensor.discounted;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.dynama.solver.tensor.TensorDevice;
import org.jspecify.annotations.Nullable;

/** Softmax policies of a batch on one discounted MDP: the work that both entropies share. */
final class TensorSoftPolicies {
    /** Where the logarithms of small occupancies matter: as far down as a double goes, nearly. */
    private static final double DEEP_FLOOR = -640;

    final TensorFlow flow;
    final Elimination elimination;
    /** Of what is filled; null where all is. */
    private final @Nullable NDArray logarithm;

    TensorSoftPolicies(TensorFlow flow, Elimination elimination) {
        this.flow = flow;
        this.elimination = elimination;
        // Log 0 = minus infinity of empty rows.
        logarithm = flow.filled == null ? null : flow.filled.log();
    }

    /**
     * At values {@code v}, shape {@code [S, B]}.
     *
     * @param policy {@code pi = softmax(Q / alpha)}, shape {@code [S, A, B]}, with {@code Q = c + gamma E[v']}
     * @param values {@code Z = alpha logsumexp(Q / alpha)}, shape {@code [S, B]}
     */
    record Softened(NDArray policy, NDArray values) {}

    Softened soften(NDArray c, NDArray v, Temperature temperature) {
        NDArray q = flow.stage.byState(flow.ahead(v).addi(c));
        if (logarithm != null) {
            q.addi(logarithm);
        }
        NDArray most = flow.stage.most(q);
        NDArray policy = q.subi(most.expandDims(1))
                .muli(temperature.inverse())
                .maximum(flow.numbers.of(DEEP_FLOOR))
                .exp();
        if (flow.filled != null) {
            policy.muli(flow.filled);
        }
        NDArray sum = policy.sum(new int[] {1});
        policy.divi(sum.expandDims(1));
        return new Softened(policy, sum.log().muli(temperature.alpha()).addi(most));
    }

    /** The factors of {@code I - gamma P_pi'}. */
    NDArray factor(NDArray policy) {
        return elimination.factor(flow.flowMatrix(policy));
    }

    /** The visits of a factored policy; {@code like} has their shape {@code [S, B]}. */
    NDArray visits(NDArray factors, NDArray like) {
        NDArray visits = flow.initial(like);
        elimination.solve(factors, visits);
        return visits;
    }

    /** A temperature on the device, as scalars. */
    record Temperature(NDArray alpha, NDArray inverse) implements AutoCloseable {
        static Temperature of(TensorDevice device, NDManager manager, double alpha) {
            return new Temperature(
                    device.upload(manager, new double[] {alpha}, new Shape(1)),
                    device.upload(manager, new double[] {1 / alpha}, new Shape(1)));
        }

        @Override
        public void close() {
            alpha.close();
            inverse.close();
        }
    }
}
