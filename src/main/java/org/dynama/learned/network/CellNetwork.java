package org.dynama.learned.network;

import java.util.Arrays;
import org.dynama.learned.world.World;
import org.dynama.model.Reals;

/**
 * The mechanism for one agent, one good and one period, whose types are an interval, on whole cells of reports: what it gives
 * and takes there at most and at least, by mean value forms through all layers, without tensors.
 */
public final class CellNetwork {
    private final World world;
    private final MechanismNetwork.Layers layers;
    private final Encoding encoding;
    /** Tensor by tensor. */
    private final double[][] numbers;
    /** Streams that do not depend on the report: in the first period nothing has been consumed or reported before. */
    private final Enclosure before;

    /** A mechanism on cells. */
    public CellNetwork(World world, int width, Reals parameters) {
        this.world = world;
        double[] all = parameters.toArray();
        try (Tensors tensors = new Tensors()) {
            MechanismNetwork network = new MechanismNetwork(world, tensors, width);
            layers = network.layers();
            encoding = network.encoding();
            numbers = network.layout().blocks().stream()
                    .map(block -> Arrays.copyOfRange(all, block.offset(), block.offset() + block.size()))
                    .toArray(double[][]::new);
        }
        Enclosure consumed = two(layers.streams().consumed(), new Enclosure(0, 1));
        int pooled = MechanismNetwork.Sizes.of(width, 1).pooled();
        before = Enclosure.beside(0, consumed, new Enclosure(0, pooled));
    }

    /** A number on a cell: within {@code error} of {@code middle} at its midpoint, its derivatives within {@code spread} of {@code slope}. */
    public record Part(double middle, double error, double slope, double spread) {
        private static Part of(Enclosure layer, double factor) {
            double rounding = Enclosure.ROUNDING * factor;
            return new Part(
                    factor * layer.middle[0],
                    factor * layer.error[0] + rounding * Math.abs(layer.middle[0]),
                    factor * layer.slope[0],
                    factor * layer.spread[0] + rounding * Math.abs(layer.slope[0]));
        }
    }

    /**
     * A cell of reports.
     *
     * @param at its midpoint
     * @param radius half of its length, rounded up
     * @param allocation chance or share that the agent gets
     * @param payment by her
     */
    public record Cell(double at, double radius, Part allocation, Part payment) {}

    /** Bounds on a cell; {@code O(width^2)}. */
    public Cell on(double low, double high) {
        double at = (low + high) / 2;
        double radius = (high - low) / 2 + Enclosure.ROUNDING * (Math.abs(low) + Math.abs(high));
        Enclosure report = encoding.normalized(at, radius);
        Enclosure type = two(layers.streams().type(), encoding.spread(report));
        Enclosure streams = Enclosure.beside(radius, type, two(layers.streams().report(), report), before);
        Enclosure trunk = map(layers.trunk().low(), streams.rectified()).rectified();
        Enclosure shared = map(layers.trunk().top(), trunk).rectified();
        Enclosure payment = two(layers.branches().payment(), shared);
        return new Cell(at, radius, Part.of(chance(shared), 1), Part.of(payment, world.scale()));
    }

    /** A softmax of two is logistic in the difference of their logits. */
    private Enclosure chance(Enclosure shared) {
        double[] weight = numbers[layers.branches().allocation().weight()];
        double[] bias = numbers[layers.branches().allocation().bias()];
        double[] apart = new double[weight.length / 2];
        Arrays.setAll(apart, k -> weight[2 * k] - weight[2 * k + 1]);
        return SmoothEnclosure.logistic(shared.mapped(apart, new double[] {bias[0] - bias[1]}));
    }

    private Enclosure two(Dense.Two maps, Enclosure layer) {
        return map(maps.second(), map(maps.first(), layer).rectified());
    }

    private Enclosure map(Dense map, Enclosure layer) {
        return layer.mapped(numbers[map.weight()], numbers[map.bias()]);
    }
}
