package org.dynama.learned.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.function.UnaryOperator;
import org.dynama.learned.world.World;
import org.dynama.refusal.Entries;

/**
 * The mechanism: what was reported and consumed goes in, allocation and payments come out.
 *
 * <p>Four streams, each a small network: the present profile as an encoding of the reports (one-hot for discrete types,
 * bumps for intervals), the present reports as numbers, what was consumed so far, and attention over earlier reports. A
 * shared trunk of two layers branches into a softmax per good over agents and nobody, and a payment per agent. It sees
 * reports only: true types have no way in. An earlier report is encoded with its period, without which attention could
 * not tell how many there are. There are as many heads of attention as goods.
 *
 * @see "Learned dynamic mechanisms, Appendix D.4, Figure 3"
 */
public final class MechanismNetwork {
    private final World world;
    private final Tensors tensors;
    private final Layout layout = new Layout();
    private final Encoding encoding;
    private final Layers layers;
    private final int heads;
    private final int pooled;
    private final double scale;

    /** Its parts, in the order of the parameters. */
    record Layers(Streams streams, Trunk trunk, Branches branches) {}

    /** What goes in; {@code query} is the place of {@code [e, heads]}. */
    record Streams(Dense.Two type, Dense.Two report, Dense.Two consumed, Dense history, int query) {}

    /** What all share. */
    record Trunk(Dense low, Dense top) {}

    /** What comes out. */
    record Branches(Dense allocation, Dense.Two payment) {}

    /** Features of its streams, its attention's all heads together. */
    record Sizes(int width, int half, int pooled) {
        /** Multiples of the number of goods, so that copies for each good fit. */
        static Sizes of(int width, int goods) {
            return new Sizes(width, goods * Math.max(4, width / 2 / goods), goods * Math.max(4, width / 4 / goods));
        }

        int streams() {
            return width + 2 * half + pooled;
        }
    }

    /**
     * A network; its parameters are kept elsewhere.
     *
     * @param width features of its most important stream; the history has a quarter, the others a half
     */
    public MechanismNetwork(World world, Tensors tensors, int width) {
        this.world = world;
        this.tensors = tensors;
        encoding = new Encoding(world.types(), tensors);
        scale = world.scale();
        heads = world.goods();
        Sizes sizes = Sizes.of(width, heads);
        pooled = sizes.pooled;
        int parts = world.agents() * world.components();
        int half = sizes.half;
        Dense.Two type = Dense.Two.of(layout, parts * encoding.features, width, width);
        Dense.Two report = Dense.Two.of(layout, parts, half, half);
        Dense.Two consumed = Dense.Two.of(layout, parts, half, half);
        Dense history = Dense.of(layout, parts + 1, pooled, 1);
        int query = layout.normal(1 / Math.sqrt(pooled), pooled, heads);
        Dense trunk = Dense.of(layout, sizes.streams(), width, Math.sqrt(2));
        Dense trunkTop = Dense.of(layout, width, width, Math.sqrt(2));
        Dense allocation = Dense.of(layout, width, (world.agents() + 1) * world.goods(), 0.1);
        Dense.Two payment =
                new Dense.Two(Dense.of(layout, width, half, Math.sqrt(2)), Dense.of(layout, half, world.agents(), 0.1));
        layers = new Layers(
                new Streams(type, report, consumed, history, query),
                new Trunk(trunk, trunkTop),
                new Branches(allocation, payment));
    }

    Layers layers() {
        return layers;
    }

    Encoding encoding() {
        return encoding;
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
     * @param weighted shape {@code [N, e]}; the encodings, weighted and summed; each head has its share of them
     * @param weight shape {@code [N, heads]}; the sum of weights
     */
    public record Past(NDArray weighted, NDArray weight) {
        /** The same rows, rearranged. */
        public Past rows(UnaryOperator<NDArray> rearranged) {
            return new Past(rearranged.apply(weighted), rearranged.apply(weight));
        }
    }

    /** No reports yet; the tiny weight makes an empty pool zero. */
    public Past nothing(long rows) {
        String hint = "Maybe fewer training.futures, types or periods.";
        NDArray weighted = tensors.of(new double[Entries.of("a memory", hint, rows, pooled)], rows, pooled);
        return new Past(weighted, tensors.of(filled(Entries.of("a memory", hint, rows, heads), 1e-12), rows, heads));
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
        NDArray encoded =
                layers.streams.history.apply(leaves, z.concat(clock, 1)).tanh();
        NDArray weight = encoded.matMul(leaves.get(layers.streams.query)).exp();
        return new Past(
                past.weighted().add(encoded.mul(forEachFeature(weight))),
                past.weight().add(weight));
    }

    /** A head's number for each of its features; shape {@code [N, e]}, or {@code [N, 1]} for one head. */
    private NDArray forEachFeature(NDArray byHead) {
        return heads == 1 ? byHead : byHead.repeat(1, pooled / heads);
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
                        layers.streams.type.apply(leaves, encoding.spread(z)),
                        layers.streams.report.apply(leaves, z),
                        layers.streams.consumed.apply(leaves, memory),
                        past.weighted().div(forEachFeature(past.weight()))),
                1);
        NDArray low =
                layers.trunk.low.apply(leaves, streams.getNDArrayInternal().relu());
        NDArray shared = layers.trunk.top.apply(leaves, low.getNDArrayInternal().relu());
        NDArray h = shared.getNDArrayInternal().relu();
        NDArray logits = layers.branches.allocation.apply(leaves, h).reshape(-1, world.agents() + 1, world.goods());
        return new Decision(logits.softmax(1), tensors.scaled(layers.branches.payment.apply(leaves, h), scale));
    }
}
