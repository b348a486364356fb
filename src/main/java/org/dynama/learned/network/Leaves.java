package org.dynama.learned.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network's parameters as tensors for one step.
 *
 * <p>They are uploaded anew for every step, so that no gradient of an earlier one, finite or not, is ever added to.
 */
public final class Leaves {
    private final Layout layout;
    /** Empty unless these are several networks' together. */
    private final List<Leaves> each;

    private final NDArray[] tensors;
    private final boolean[] used;
    private final @Nullable NDArray[] turned;

    /**
     * Uploads into the innermost scope.
     *
     * @param values of all parameters
     * @param trained whether a gradient is wanted
     */
    public Leaves(Tensors tensors, Layout layout, double[] values, boolean trained) {
        this.layout = layout;
        each = List.of();
        List<Layout.Block> blocks = layout.blocks();
        this.tensors = new NDArray[blocks.size()];
        used = new boolean[blocks.size()];
        turned = new NDArray[blocks.size()];
        for (int k = 0; k < blocks.size(); k++) {
            Layout.Block block = blocks.get(k);
            double[] part = new double[block.size()];
            System.arraycopy(values, block.offset(), part, 0, part.length);
            this.tensors[k] = tensors.of(part, block.shape().getShape());
            if (trained) {
                this.tensors[k].setRequiresGradient(true);
            }
        }
    }

    private Leaves(Layout layout, List<Leaves> each) {
        this.layout = layout;
        this.each = each;
        tensors = new NDArray[layout.blocks().size()];
        used = new boolean[tensors.length];
        turned = new NDArray[tensors.length];
    }

    /**
     * Parameters of networks of one kind as those of {@link ReportNetwork#together}, on the tape.
     *
     * @param layout of the networks together
     */
    public static Leaves together(Layout layout, List<Leaves> each) {
        return each.size() == 1 ? each.get(0) : new Leaves(layout, List.copyOf(each));
    }

    NDArray get(int place) {
        if (!used[place] && !each.isEmpty()) {
            NDList parts = new NDList();
            for (Leaves leaves : each) {
                parts.add(leaves.get(place));
            }
            tensors[place] =
                    NDArrays.stack(parts, 1).reshape(layout.blocks().get(place).shape());
        }
        used[place] = true;
        return tensors[place];
    }

    /** Shape {@code [out, in]}, as the engine's own linear maps take them. */
    NDArray turned(int place) {
        if (turned[place] == null) {
            turned[place] = get(place).transpose();
        }
        return turned[place];
    }

    /** The gradient after {@code backward}; zero where a tensor was not used. */
    public double[] gradient() {
        double[] gradient = new double[layout.size()];
        for (int k = 0; k < tensors.length; k++) {
            if (used[k] && tensors[k].hasGradient()) {
                double[] part = tensors[k].getGradient().toDoubleArray();
                System.arraycopy(part, 0, gradient, layout.blocks().get(k).offset(), part.length);
            }
        }
        return gradient;
    }
}
