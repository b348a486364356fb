package org.dynama.learned.network;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.dynama.model.RandomStream;

/** Where each tensor of a network lies in the one vector of its parameters, and how it starts. */
public final class Layout {

    /**
     * One tensor.
     *
     * @param offset of its first number
     * @param size of it, in numbers
     * @param shape of it
     * @param spread standard deviation at the start
     * @param first value at the start, to which the spread is added
     */
    record Block(int offset, int size, Shape shape, double spread, double first) {}

    private final List<Block> blocks = new ArrayList<>();
    private int size;

    /** Adds a tensor of independent normal numbers; returns its place. */
    int normal(double spread, long... shape) {
        return add(spread, 0, shape);
    }

    /** Adds a tensor of equal numbers; returns its place. */
    int filled(double value, long... shape) {
        return add(0, value, shape);
    }

    private int add(double spread, double first, long... shape) {
        long count = 1;
        for (long length : shape) {
            count *= length;
        }
        blocks.add(new Block(size, Math.toIntExact(count), new Shape(shape), spread, first));
        size += Math.toIntExact(count);
        return blocks.size() - 1;
    }

    List<Block> blocks() {
        return blocks;
    }

    /** Numbers of the whole network. */
    public int size() {
        return size;
    }

    /** The parameters that a training starts from. */
    public double[] start(RandomStream stream) {
        double[] values = stream.normals(0, size);
        for (Block block : blocks) {
            for (int k = block.offset; k < block.offset + block.size; k++) {
                values[k] = block.first + block.spread * values[k];
            }
        }
        return values;
    }
}
