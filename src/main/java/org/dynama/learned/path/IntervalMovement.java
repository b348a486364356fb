package org.dynama.learned.path;

import ai.djl.ndarray.NDArray;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.Normal;
import org.dynama.learned.world.World;

/** Types in an interval: normal steps of their logits, which the tape sees through. */
public final class IntervalMovement implements Movement {
    /** Keeps logits finite at the ends. */
    private static final double EDGE = 1e-9;

    private final World world;
    private final Tensors tensors;

    public IntervalMovement(World world, Tensors tensors) {
        this.world = world;
        this.tensors = tensors;
    }

    @Override
    public Moved move(NDArray types, NDArray consumed, NDArray memory, double[][] uniform, int lanes) {
        NDArray score = tensors.zeros(Math.toIntExact(types.getShape().get(0)), 1);
        if (!world.dynamics().moves()) {
            return new Moved(types, score);
        }
        double low = world.types().low();
        double range = world.types().high() - low;
        NDArray share = tensors.scaled(types.sub(tensors.scalar(low)), 1 / range)
                .maximum(tensors.scalar(EDGE))
                .minimum(tensors.scalar(1 - EDGE));
        NDArray logit = share.log().sub(tensors.scalar(1).sub(share).log());
        NDArray noise = noise(uniform, Math.toIntExact(types.getShape().get(1)), lanes);
        NDArray moved = logit.add(step(consumed, memory, noise));
        NDArray next =
                tensors.scaled(moved.getNDArrayInternal().sigmoid(), range).add(tensors.scalar(low));
        return new Moved(next, score);
    }

    private NDArray step(NDArray consumed, NDArray memory, NDArray noise) {
        NDArray one = tensors.scalar(1);
        return world.dynamics()
                .match(
                        bandit -> {
                            NDArray drawn = one.div(one.add(tensors.scaled(memory, bandit.rate())));
                            NDArray rest = tensors.scaled(one.sub(consumed), bandit.resting());
                            return rest.add(consumed.mul(drawn)).mul(noise);
                        },
                        fixedSales -> noise.zerosLike(),
                        habit -> tensors.scaled(tensors.scaled(consumed, 2).sub(one), habit.rate())
                                .add(tensors.scaled(noise, habit.noise())));
    }

    private NDArray noise(double[][] uniform, int parts, int lanes) {
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
