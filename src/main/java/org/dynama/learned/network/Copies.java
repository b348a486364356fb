package org.dynama.learned.network;

import java.util.function.IntBinaryOperator;
import org.dynama.learned.network.MechanismNetwork.Layers;
import org.dynama.learned.network.MechanismNetwork.Sizes;
import org.dynama.learned.world.World;
import org.dynama.refusal.Refusal;

/**
 * A network that does with each of several goods, apart, what a network for one good does: payments are added up. Its
 * features are copies side by side, and nothing leads from one good's to another's.
 */
public final class Copies {
    private final Layout small;
    private final Layout large;
    private final double[] from;
    private final double[] to;
    private final int goods;

    private Copies(MechanismNetwork one, MechanismNetwork whole, double[] parameters, int goods) {
        small = one.layout();
        large = whole.layout();
        from = parameters;
        to = new double[large.size()];
        this.goods = goods;
    }

    /**
     * The whole's parameters.
     *
     * @param world of several goods
     * @param width of the whole network, a multiple of the number of goods
     * @param parameters of the network for one good, {@code width / goods} wide
     */
    public static double[] of(World world, int width, double[] parameters) {
        try (Tensors tensors = new Tensors()) {
            int goods = world.goods();
            MechanismNetwork one = new MechanismNetwork(world.oneGood(), tensors, width / goods);
            MechanismNetwork whole = new MechanismNetwork(world, tensors, width);
            Copies copies = new Copies(one, whole, parameters, goods);
            copies.fill(one.layers(), whole.layers(), world.agents(), one.encoding().features, width / goods);
            return copies.to;
        }
    }

    private void fill(Layers one, Layers whole, int agents, int features, int width) {
        Sizes sizes = Sizes.of(width, 1);
        IntBinaryOperator values = (j, a) -> a * goods + j;
        IntBinaryOperator same = (j, a) -> a;
        IntBinaryOperator wide = beside(sizes.width());
        IntBinaryOperator half = beside(sizes.half());
        IntBinaryOperator pooled = beside(sizes.pooled());
        IntBinaryOperator spread = (j, a) -> values.applyAsInt(j, a / features) * features + a % features;
        IntBinaryOperator timed = (j, a) -> a < agents ? values.applyAsInt(j, a) : agents * goods;
        two(one.streams().type(), whole.streams().type(), spread, wide, wide);
        two(one.streams().report(), whole.streams().report(), values, half, half);
        two(one.streams().consumed(), whole.streams().consumed(), values, half, half);
        dense(one.streams().history(), whole.streams().history(), timed, pooled);
        block(one.streams().query(), whole.streams().query(), pooled, (j, a) -> j);
        dense(one.trunk().low(), whole.trunk().low(), (j, a) -> stream(sizes, j, a), wide);
        dense(one.trunk().top(), whole.trunk().top(), wide, wide);
        dense(one.branches().allocation(), whole.branches().allocation(), wide, values);
        two(one.branches().payment(), whole.branches().payment(), wide, half, same);
    }

    private static IntBinaryOperator beside(int size) {
        return (j, a) -> j * size + a;
    }

    /** A feature of the four streams, which lie one after the other. */
    private int stream(Sizes sizes, int good, int feature) {
        int start = 0;
        for (int size : new int[] {sizes.width(), sizes.half(), sizes.half(), sizes.pooled()}) {
            if (feature < start + size) {
                return start * goods + good * size + feature - start;
            }
            start += size;
        }
        throw new Refusal("feature", feature, "must be below " + start, "");
    }

    private void two(
            Dense.Two one, Dense.Two whole, IntBinaryOperator in, IntBinaryOperator hidden, IntBinaryOperator out) {
        dense(one.first(), whole.first(), in, hidden);
        dense(one.second(), whole.second(), hidden, out);
    }

    private void dense(Dense one, Dense whole, IntBinaryOperator in, IntBinaryOperator out) {
        block(one.weight(), whole.weight(), in, out);
        block(one.bias(), whole.bias(), (j, a) -> 0, out);
    }

    private void block(int one, int whole, IntBinaryOperator rows, IntBinaryOperator columns) {
        Layout.Block source = small.blocks().get(one);
        Layout.Block target = large.blocks().get(whole);
        int narrow = columns(source);
        int wide = columns(target);
        for (int j = 0; j < goods; j++) {
            for (int k = 0; k < source.size(); k++) {
                int row = rows.applyAsInt(j, k / narrow);
                int column = columns.applyAsInt(j, k % narrow);
                to[target.offset() + row * wide + column] += from[source.offset() + k];
            }
        }
    }

    private static int columns(Layout.Block block) {
        return Math.toIntExact(block.shape().get(block.shape().dimension() - 1));
    }
}
