package org.dynama.solver.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a stage as weighted sums of rows of other stages: {@code out[row] = sum_k probability_k * source[row_k]}.
 *
 * <p>Rows with fewer sources than others are padded with a row of zeros, so that slot {@code k} of all rows is one
 * gather. Costs {@code O(rows * B * most sources of a row)}.
 */
final class TensorGather {
    /** One source of a row. */
    record Link(int stage, int row, double probability) {}

    private final int firstStage;
    private final int lastStage;
    private final boolean padded;
    /** Empty where the source is the result as it stands. */
    private final List<Slot> slots = new ArrayList<>();

    private record Slot(NDIndex rows, @Nullable NDArray probability) {}

    /**
     * Lays the links out on the device.
     *
     * @param links the sources of each row; at least one link in all
     * @param rows the number of rows of every stage
     */
    TensorGather(TensorDevice device, NDManager manager, List<List<Link>> links, int[] rows) {
        firstStage =
                links.stream().flatMap(List::stream).mapToInt(Link::stage).min().orElseThrow();
        lastStage =
                links.stream().flatMap(List::stream).mapToInt(Link::stage).max().orElseThrow();
        long[] offset = new long[lastStage + 2];
        for (int t = firstStage; t <= lastStage; t++) {
            offset[t + 1] = offset[t] + rows[t];
        }
        int most = links.stream().mapToInt(List::size).max().orElseThrow();
        padded = links.stream().anyMatch(row -> row.size() < most);
        if (!isIdentity(links, offset[lastStage + 1])) {
            for (int k = 0; k < most; k++) {
                slots.add(slot(device, manager, links, offset, k));
            }
        }
    }

    private boolean isIdentity(List<List<Link>> links, long sources) {
        boolean identity = firstStage == lastStage && links.size() == sources;
        for (int row = 0; row < links.size() && identity; row++) {
            List<Link> link = links.get(row);
            identity =
                    link.size() == 1 && link.get(0).row() == row && link.get(0).probability() == 1;
        }
        return identity;
    }

    private static Slot slot(TensorDevice device, NDManager manager, List<List<Link>> links, long[] offset, int k) {
        long[] row = new long[links.size()];
        double[] probability = new double[links.size()];
        boolean certain = true;
        for (int r = 0; r < row.length; r++) {
            if (k < links.get(r).size()) {
                Link link = links.get(r).get(k);
                row[r] = offset[link.stage()] + link.row();
                probability[r] = link.probability();
                certain &= link.probability() == 1;
            } else {
                row[r] = offset[offset.length - 1];
                probability[r] = 1;
            }
        }
        NDIndex rows = new NDIndex("{}", device.upload(manager, row, new Shape(row.length)));
        return new Slot(rows, certain ? null : device.upload(manager, probability, new Shape(row.length, 1)));
    }

    /** The rows; they may be the source itself, so they must not be written to. */
    NDArray of(NDArray[] stages) {
        NDArray source = source(stages);
        if (slots.isEmpty()) {
            return source;
        }
        NDArray out = scaled(source, slots.get(0));
        for (Slot slot : slots.subList(1, slots.size())) {
            out.addi(scaled(source, slot));
        }
        return out;
    }

    private NDArray source(NDArray[] stages) {
        if (firstStage == lastStage && !padded) {
            return stages[firstStage];
        }
        NDList parts = new NDList();
        for (int t = firstStage; t <= lastStage; t++) {
            parts.add(stages[t]);
        }
        if (padded) {
            NDArray like = stages[firstStage];
            parts.add(like.getManager().zeros(new Shape(1, like.getShape().get(1)), like.getDataType()));
        }
        return NDArrays.concat(parts);
    }

    private static NDArray scaled(NDArray source, Slot slot) {
        NDArray rows = source.get(slot.rows);
        return slot.probability == null ? rows : rows.muli(slot.probability);
    }
}
