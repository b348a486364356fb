package org.dynama.learned.network;

import org.dynama.learned.world.World;
import org.dynama.model.Reals;

/**
 * A share of every payment given back. Who gains {@code e} at most from any lie gains nothing any more from one that pays
 * the designer less by more than {@code e / share}, and whoever loses less than that share of what she pays stays: a
 * mechanism that is truthful up to rounding loses little where agents are exact.
 */
public final class Rebate {
    private Rebate() {}

    /**
     * The mechanism with payments {@code 1 - share} times as high, exactly.
     *
     * @param width of its network
     * @param parameters of its network
     * @param share in [0, 1]
     */
    public static Reals of(World world, int width, Reals parameters, double share) {
        double[] values = parameters.toArray();
        try (Tensors tensors = new Tensors()) {
            MechanismNetwork network = new MechanismNetwork(world, tensors, width);
            Dense payments = network.layers().branches().payment().second();
            for (int place : new int[] {payments.weight(), payments.bias()}) {
                Layout.Block block = network.layout().blocks().get(place);
                for (int k = block.offset(); k < block.offset() + block.size(); k++) {
                    values[k] *= 1 - share;
                }
            }
        }
        return Reals.of(values);
    }
}
