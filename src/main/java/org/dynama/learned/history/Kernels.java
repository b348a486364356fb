package org.dynama.learned.history;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.Dynamics;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.model.Reals;

/** Consumption and the movement of an agent's discrete types, on tensors. */
public final class Kernels {
    private final World world;
    private final Dynamics dynamics;
    private final Tensors tensors;
    private final int g;
    /** Shape {@code [1, G, G]}. */
    private final NDArray stay;

    private final double[] values;
    /** Numbers closer than this stand for the same value. */
    private final double near;
    /** Shape {@code [1, G]}. */
    private final NDArray row;

    private final NDArray distance;
    private final NDArray up;
    private final NDArray down;

    public Kernels(World world, Tensors tensors, int agent) {
        this.world = world;
        dynamics = world.dynamics(agent);
        this.tensors = tensors;
        Types.Discrete types = (Types.Discrete) world.types();
        Reals values = types.values();
        g = values.size();
        near = types.near();
        this.values = values.toArray();
        row = tensors.constant(this.values, 1, g);
        double rate = dynamics.match(bandit -> 0.0, fixedSales -> 0.0, habit -> habit.rate());
        double[] apart = new double[g * g];
        double[] same = new double[g * g];
        double[] rise = new double[g * g];
        double[] fall = new double[g * g];
        for (int v = 0; v < g; v++) {
            for (int w = 0; w < g; w++) {
                apart[v * g + w] = -Math.abs(values.get(v) - values.get(w)) / types.step();
            }
            same[v * g + v] = 1;
            rise[v * g + v] += 1 - rate;
            rise[v * g + Math.min(g - 1, v + 1)] += rate;
            fall[v * g + v] += 1 - rate;
            fall[v * g + Math.max(0, v - 1)] += rate;
        }
        distance = tensors.constant(apart, 1, g, g);
        stay = tensors.constant(same, 1, g, g);
        up = tensors.constant(rise, 1, g, g);
        down = tensors.constant(fall, 1, g, g);
    }

    /**
     * What an agent consumes; shape {@code [N, d]}.
     *
     * @param x shape {@code [N, m]}; shares of the goods that she gets
     * @param memory shape {@code [N, d]}
     */
    public static NDArray consumption(World world, Tensors tensors, NDArray x, NDArray memory) {
        NDArray one = tensors.scalar(1);
        return world.dynamics()
                .match(
                        bandit -> x,
                        fixedSales -> x.mul(one.sub(memory)),
                        habit -> one.sub(one.sub(x).prod(new int[] {1}, true)));
    }

    /**
     * Probabilities of next types; shape {@code [N, R, R]}, from the row's type to the column's.
     *
     * @param y shape {@code [N, d]}; what is consumed now
     * @param memory shape {@code [N, d]}; consumed up to now, this period included
     */
    public NDArray next(NDArray y, NDArray memory) {
        int d = world.components();
        NDArray joint = one(column(y, 0), column(memory, 0));
        for (int k = 1; k < d; k++) {
            NDArray other = one(column(y, k), column(memory, k));
            long rows = joint.getShape().get(1);
            joint = joint.reshape(-1, rows, 1, rows, 1)
                    .mul(other.reshape(-1, 1, g, 1, g))
                    .reshape(-1, rows * g, rows * g);
        }
        return joint;
    }

    private static NDArray column(NDArray array, int k) {
        return array.getShape().get(1) == 1
                ? array.expandDims(2)
                : array.get(":, " + k + ":" + (k + 1)).expandDims(2);
    }

    /** Values of one component. */
    public double[] values() {
        return values.clone();
    }

    /**
     * Probabilities of next values of one component; shape {@code [N, G]}.
     *
     * @param from shape {@code [N]}; present values
     * @param y shape {@code [N, 1, 1]}
     * @param memory shape {@code [N, 1, 1]}, this period included
     */
    public NDArray row(NDArray from, NDArray y, NDArray memory) {
        NDArray here =
                from.reshape(-1, 1).sub(row).abs().lt(tensors.scalar(near)).toType(DataType.FLOAT64, false);
        return one(y, memory).mul(here.expandDims(2)).sum(new int[] {1});
    }

    /** One component; {@code y} and {@code memory} of shape {@code [N, 1, 1]}. */
    private NDArray one(NDArray y, NDArray memory) {
        NDArray rest = tensors.scalar(1).sub(y);
        return dynamics.match(
                bandit -> y.mul(tensors.scaled(memory, bandit.rate())
                                .mul(distance)
                                .softmax(2))
                        .add(rest.mul(stay)),
                fixedSales -> y.add(rest).mul(stay),
                habit -> y.mul(up).add(rest.mul(down)));
    }
}
