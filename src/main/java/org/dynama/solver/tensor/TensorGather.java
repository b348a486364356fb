package org.dynama.solver.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a stage as weighted sums of rows of other stages: {@code out[row] = sum_k probability_k * source[row_k]}.
 *
 * <p>Where rows have nearly as many sources each, all are one gather, summed. Else slot {@code k} of all rows that have one
 * is a gather: rows are added up in the order of their number of sources, so that slot {@code k} adds to the first rows
 * only, and put in place at the end.
 * Costs {@code O(B (rows + sources))}.
 */
public final class TensorGather {
    /** One source of a row. */
    public record Link(int stage, int row, double probability) {}

    /** Sources that a row is padded to have, beside those there are. */
    static final double MOST_PADDING = 1.25;

    private final int rows;
    private final int firstStage;
    private final int lastStage;
    /** All slots in one, row by row; null where they come one by one. */
    private final @Nullable Slot table;
    /** Empty where the source is the result as it stands, and where all are in one. */
    private final List<Slot> slots = new ArrayList<>();
    /** Where each row stands among those added up, or past the last of them if it has no source; null if in place. */
    private final @Nullable NDIndex places;

    private final boolean anyEmpty;

    /** @param prefix the rows that have the slot, where not all have */
    private record Slot(
            NDIndex rows,
            @Nullable NDArray probability,
            @Nullable NDIndex prefix) {}

    /**
     * Lays the links out on the device.
     *
     * @param links the sources of each row; at least one link in all
     * @param rows the number of rows of every stage
     */
    public TensorGather(TensorDevice device, NDManager manager, List<List<Link>> links, int[] rows) {
        firstStage =
                links.stream().flatMap(List::stream).mapToInt(Link::stage).min().orElseThrow();
        lastStage =
                links.stream().flatMap(List::stream).mapToInt(Link::stage).max().orElseThrow();
        this.rows = links.size();
        long[] offset = new long[lastStage + 1];
        for (int t = firstStage; t < lastStage; t++) {
            offset[t + 1] = offset[t] + rows[t];
        }
        int[] order = IntStream.range(0, links.size())
                .boxed()
                .sorted(Comparator.comparingInt(row -> -links.get(row).size()))
                .mapToInt(Integer::intValue)
                .toArray();
        int most = links.get(order[0]).size();
        int fewest = links.get(order[order.length - 1]).size();
        anyEmpty = fewest == 0;
        long all = links.stream().mapToLong(List::size).sum();
        if (most > 1 && !anyEmpty && (long) most * links.size() <= MOST_PADDING * all) {
            places = null;
            table = slot(device, manager, padded(links, most), offset);
            return;
        }
        table = null;
        places = most == fewest ? null : places(device, manager, links, order);
        if (!isIdentity(links, offset[lastStage] + rows[lastStage])) {
            for (int k = 0; k < most; k++) {
                slots.add(slot(device, manager, links, order, offset, k));
            }
        }
    }

    /** As many links a row: what is missing is made by halving the last one, which is exact. */
    private static List<Link> padded(List<List<Link>> links, int most) {
        List<Link> out = new ArrayList<>();
        for (List<Link> row : links) {
            List<Link> full = new ArrayList<>(row);
            while (full.size() < most) {
                Link last = full.remove(full.size() - 1);
                Link half = new Link(last.stage(), last.row(), last.probability() / 2);
                full.add(half);
                full.add(half);
            }
            out.addAll(full);
        }
        return out;
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

    private static NDIndex places(TensorDevice device, NDManager manager, List<List<Link>> links, int[] order) {
        long[] place = new long[order.length];
        int filled = (int) links.stream().filter(link -> !link.isEmpty()).count();
        for (int k = 0; k < order.length; k++) {
            place[order[k]] = Math.min(k, filled);
        }
        return new NDIndex("{}", device.upload(manager, place, new Shape(place.length)));
    }

    private static Slot slot(
            TensorDevice device, NDManager manager, List<List<Link>> all, int[] order, long[] offset, int k) {
        List<Link> links = IntStream.of(order)
                .mapToObj(all::get)
                .takeWhile(row -> row.size() > k)
                .map(row -> row.get(k))
                .toList();
        Slot slot = slot(device, manager, links, offset);
        int filled = (int) all.stream().filter(link -> !link.isEmpty()).count();
        return links.size() < filled ? new Slot(slot.rows, slot.probability, new NDIndex("0:{}", links.size())) : slot;
    }

    private static Slot slot(TensorDevice device, NDManager manager, List<Link> links, long[] offset) {
        long[] row = links.stream()
                .mapToLong(link -> offset[link.stage()] + link.row())
                .toArray();
        double[] probability = links.stream().mapToDouble(Link::probability).toArray();
        boolean certain = links.stream().allMatch(link -> link.probability() == 1);
        return new Slot(
                new NDIndex("{}", device.upload(manager, row, new Shape(row.length))),
                certain ? null : device.upload(manager, probability, new Shape(row.length, 1)),
                null);
    }

    /** The rows; they may be the source itself, so they must not be written to. */
    public NDArray of(NDArray[] stages) {
        NDArray source = source(stages);
        if (table != null) {
            return scaled(source, table)
                    .reshape(rows, -1, source.getShape().get(1))
                    .sum(new int[] {1});
        }
        if (slots.isEmpty()) {
            return source;
        }
        NDArray out = scaled(source, slots.get(0));
        for (Slot slot : slots.subList(1, slots.size())) {
            NDArray first = slot.prefix == null ? out : out.get(slot.prefix);
            first.addi(scaled(source, slot));
        }
        if (places == null) {
            return out;
        }
        if (anyEmpty) {
            NDArray zero = out.getManager().zeros(new Shape(1, out.getShape().get(1)), out.getDataType());
            out = NDArrays.concat(new NDList(out, zero));
        }
        return out.get(places);
    }

    private NDArray source(NDArray[] stages) {
        if (firstStage == lastStage) {
            return stages[firstStage];
        }
        NDList parts = new NDList();
        for (int t = firstStage; t <= lastStage; t++) {
            parts.add(stages[t]);
        }
        return NDArrays.concat(parts);
    }

    private static NDArray scaled(NDArray source, Slot slot) {
        NDArray rows = source.get(slot.rows);
        return slot.probability == null ? rows : rows.muli(slot.probability);
    }
}
