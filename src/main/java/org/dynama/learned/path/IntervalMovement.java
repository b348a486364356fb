package org.dynama.learned.path;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.Dynamics;
import org.dynama.learned.world.Normal;
import org.dynama.learned.world.World;

/** Types in an interval: normal steps of their logits, which the tape sees through. */
public final class IntervalMovement implements Movement {
    /** Keeps logits finite at the ends. */
    private static final double EDGE = 1e-9;

    private final World world;
    private final Tensors tensors;
    /** Of each agent's components, shape {@code [1, n d]}: the lowest value, the range, its inverse, and how types move. */
    private final NDArray low;

    private final NDArray range;
    private final NDArray inverse;
    private final NDArray rate;
    private final NDArray noise;

    public IntervalMovement(World world, Tensors tensors) {
        this.world = world;
        this.tensors = tensors;
        low = each(i -> world.types(i).low());
        range = each(i -> world.types(i).high() - world.types(i).low());
        inverse = each(i -> 1 / (world.types(i).high() - world.types(i).low()));
        rate = each(i -> world.dynamics(i).match(Dynamics.Bandit::rate, sales -> 0.0, Dynamics.Habit::rate));
        noise = each(i -> world.dynamics(i).match(Dynamics.Bandit::resting, sales -> 0.0, Dynamics.Habit::noise));
    }

    private NDArray each(IntToDoubleFunction ofAgent) {
        int d = world.components();
        double[] all = new double[world.agents() * d];
        Arrays.setAll(all, k -> ofAgent.applyAsDouble(k / d));
        return tensors.constant(all, 1, all.length);
    }

    @Override
    public Moved move(NDArray types, NDArray consumed, NDArray memory, double[][] uniform, int lanes) {
        NDArray score = tensors.zeros(Math.toIntExact(types.getShape().get(0)), 1);
        if (!world.dynamics().moves()) {
            return new Moved(types, score);
        }
        NDArray share =
                types.sub(low).mul(inverse).maximum(tensors.scalar(EDGE)).minimum(tensors.scalar(1 - EDGE));
        NDArray logit = share.log().sub(tensors.scalar(1).sub(share).log());
        NDArray normal = normal(uniform, Math.toIntExact(types.getShape().get(1)), lanes);
        NDArray moved = logit.add(step(consumed, memory, normal));
        NDArray next = moved.getNDArrayInternal().sigmoid().mul(range).add(low);
        return new Moved(next, score);
    }

    private NDArray step(NDArray consumed, NDArray memory, NDArray normal) {
        NDArray one = tensors.scalar(1);
        return world.dynamics()
                .match(
                        bandit -> {
                            NDArray drawn = one.div(one.add(memory.mul(rate)));
                            NDArray rest = one.sub(consumed).mul(noise);
                            return rest.add(consumed.mul(drawn)).mul(normal);
                        },
                        fixedSales -> normal.zerosLike(),
                        habit -> tensors.scaled(consumed, 2).sub(one).mul(rate).add(normal.mul(noise)));
    }

    private NDArray normal(double[][] uniform, int parts, int lanes) {
        int each = uniform[0].length;
        double[] normal = new double[lanes * each * parts];
        for (int row = 0; row < each; row++) {
            for (int k = 0; k < parts; k++) {
                double z = Normal.quantile(uniform[k][row]);
                for (int lane = 0; lane < lanes; lane++) {
                    normal[(lane * each + row) * parts + k] = z;
                }
            }
        }
        return tensors.of(normal, (long) lanes * each, parts);
    }
}
