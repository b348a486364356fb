package org.dynama.learned.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.function.UnaryOperator;
import org.dynama.learned.world.World;

/**
 * The mechanism: what was reported and consumed goes in, allocation and payments come out.
 *
 * <p>Four streams, each a small network: the present profile as an encoding of the reports (one-hot for discrete types,
 * bumps for intervals), the present reports as numbers, what was consumed so far, and attention over earlier reports. A
 * shared trunk of two layers branches into a softmax per good over buyers and nobody, and a payment per buyer. It sees
 * reports only: true types have no way in. An earlier report is encoded with its period, without which attention could
 * not tell how many there are.
 *
 * @see "Learned dynamic mechanisms, Appendix D.4, Figure 3"
 */
public final class MechanismNetwork {
    private final World world;
    private final Tensors tensors;
    private final Layout layout = new Layout();
    private final Encoding encoding;
    private final Dense.Two type;
    private final Dense.Two report;
    private final Dense.Two consumed;
    private final Dense history;
    private final int query;
    private final int pooled;
    private final Dense trunk;
    private final Dense trunkTop;
    private final Dense allocation;
    private final Dense.Two payment;
    private final double scale;

    /**
     * A network; its parameters are kept elsewhere.
     *
     * @param width features of its most important stream; the history has a quarter, the others a half
     */
    public MechanismNetwork(World world, Tensors tensors, int width) {
        this.world = world;
        this.tensors = tensors;
        encoding = new Encoding(world.types(), tensors);
        scale = Math.max(Math.abs(world.types().low()), Math.abs(world.types().high()));
        int parts = world.buyers() * world.components();
        int half = Math.max(4, width / 2);
        pooled = Math.max(4, width / 4);
        type = Dense.Two.of(layout, parts * encoding.features, width, width);
        report = Dense.Two.of(layout, parts, half, half);
        consumed = Dense.Two.of(layout, parts, half, half);
        history = Dense.of(layout, parts + 1, pooled, 1);
        query = layout.normal(1 / Math.sqrt(pooled), pooled, 1);
        trunk = Dense.of(layout, width + 2 * half + pooled, width, Math.sqrt(2));
        trunkTop = Dense.of(layout, width, width, Math.sqrt(2));
        allocation = Dense.of(layout, width, (world.buyers() + 1) * world.goods(), 0.1);
        payment =
                new Dense.Two(Dense.of(layout, width, half, Math.sqrt(2)), Dense.of(layout, half, world.buyers(), 0.1));
    }

    /** Where its parameters lie. */
    public Layout layout() {
        return layout;
    }

    /**
     * What the mechanism decides.
     *
     * @param allocation shape {@code [N, n + 1, m]}; sums to 1 over the middle, whose last is nobody
     * @param payments shape {@code [N, n]}
     */
    public record Decision(NDArray allocation, NDArray payments) {}

    /**
     * Earlier reports, as attention has pooled them up to now.
     *
     * @param weighted shape {@code [N, e]}; the encodings, weighted and summed
     * @param weight shape {@code [N, 1]}; the sum of weights
     */
    public record Past(NDArray weighted, NDArray weight) {
        /** The same rows, rearranged. */
        public Past rows(UnaryOperator<NDArray> rearranged) {
            return new Past(rearranged.apply(weighted), rearranged.apply(weight));
        }
    }

    /** No reports yet; the tiny weight makes an empty pool zero. */
    public Past nothing(long rows) {
        NDArray weighted = tensors.of(new double[Math.toIntExact(rows * pooled)], rows, pooled);
        return new Past(weighted, tensors.of(filled(Math.toIntExact(rows), 1e-12), rows, 1));
    }

    private static double[] filled(int size, double value) {
        double[] values = new double[size];
        java.util.Arrays.fill(values, value);
        return values;
    }

    /** Adds a period's reports to the pool; {@code O(N)} whatever the number of periods. */
    public Past remember(Leaves leaves, Past past, NDArray reports, int period) {
        NDArray z = encoding.normalized(reports);
        double at = world.periods() == 1 ? 0 : (double) period / (world.periods() - 1);
        NDArray clock = tensors.scalar(at).broadcast(new Shape(z.getShape().get(0), 1));
        NDArray encoded = history.apply(leaves, z.concat(clock, 1)).tanh();
        NDArray weight = encoded.matMul(leaves.get(query)).exp();
        return new Past(past.weighted().add(encoded.mul(weight)), past.weight().add(weight));
    }

    /**
     * Decides a period.
     *
     * @param reports shape {@code [N, n d]}
     * @param memory shape {@code [N, n d]}; what was consumed so far
     * @param past reports of earlier periods
     */
    public Decision decide(Leaves leaves, NDArray reports, NDArray memory, Past past) {
        NDArray z = encoding.normalized(reports);
        NDArray streams = NDArrays.concat(
                new NDList(
                        type.apply(leaves, encoding.spread(z)),
                        report.apply(leaves, z),
                        consumed.apply(leaves, memory),
                        past.weighted().div(past.weight())),
                1);
        NDArray low = trunk.apply(leaves, streams.getNDArrayInternal().relu());
        NDArray shared = trunkTop.apply(leaves, low.getNDArrayInternal().relu());
        NDArray h = shared.getNDArrayInternal().relu();
        NDArray logits = allocation.apply(leaves, h).reshape(-1, world.buyers() + 1, world.goods());
        return new Decision(logits.softmax(1), tensors.scaled(payment.apply(leaves, h), scale));
    }
}
