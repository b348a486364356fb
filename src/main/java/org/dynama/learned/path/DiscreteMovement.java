package org.dynama.learned.path;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.learned.history.Kernels;
import org.dynama.learned.history.TypeGrid;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.World;

/** Discrete types: drawn from their kernels, with the score of what was drawn. */
public final class DiscreteMovement implements Movement {
    private final Tensors tensors;
    /** Of each agent, or one for all who are alike. */
    private final List<Kernels> kernels;

    /** Values of one component. */
    private final double[][] values;

    public DiscreteMovement(World world, Tensors tensors) {
        this.tensors = tensors;
        kernels = IntStream.range(0, Math.max(1, world.own().size()))
                .mapToObj(i -> new Kernels(world, tensors, i))
                .toList();
        double[] each = kernels.get(0).values();
        values = new double[each.length][];
        for (int g = 0; g < each.length; g++) {
            values[g] = new double[] {each[g]};
        }
    }

    /**
     * What was drawn.
     *
     * @param values shape {@code [rows, d]}
     * @param score shape {@code [rows, 1]}; its log-probability
     */
    public record Chosen(NDArray values, NDArray score) {}

    @Override
    public Moved move(NDArray types, NDArray consumed, NDArray memory, double[][] uniform, int lanes) {
        int rows = Math.toIntExact(types.getShape().get(0));
        int parts = Math.toIntExact(types.getShape().get(1));
        NDArray chances = chances(types, consumed, memory.add(consumed), parts / kernels.size());
        int each = rows / lanes;
        double[] ordered = new double[each * parts];
        for (int row = 0; row < each; row++) {
            for (int k = 0; k < parts; k++) {
                ordered[row * parts + k] = uniform[k][row];
            }
        }
        Chosen chosen = choose(tensors, chances, ordered, values);
        return new Moved(
                chosen.values.reshape(rows, parts),
                chosen.score.reshape(rows, parts).sum(new int[] {1}, true));
    }

    /**
     * Of next values; shape {@code [rows n d, G]}.
     *
     * @param wide components of the types that have a kernel in common
     */
    private NDArray chances(NDArray types, NDArray consumed, NDArray memory, int wide) {
        NDList all = new NDList();
        for (int i = 0; i < kernels.size(); i++) {
            String own = ":, " + i * wide + ":" + (i + 1) * wide;
            boolean alike = kernels.size() == 1;
            NDArray chances = kernels.get(i)
                    .row(
                            (alike ? types : types.get(own)).reshape(-1),
                            (alike ? consumed : consumed.get(own)).reshape(-1, 1, 1),
                            (alike ? memory : memory.get(own)).reshape(-1, 1, 1));
            all.add(alike ? chances : chances.reshape(types.getShape().get(0), -1));
        }
        return all.size() == 1 ? all.get(0) : NDArrays.concat(all, 1).reshape(-1, values.length);
    }

    /**
     * Draws a value for each row.
     *
     * @param chances shape {@code [rows, R]}
     * @param uniform shape {@code [rows / lanes]}, the same for each lane
     * @param values shape {@code [R, d]}
     */
    public static Chosen choose(Tensors tensors, NDArray chances, double[] uniform, double[][] values) {
        int rows = Math.toIntExact(chances.getShape().get(0));
        int choices = Math.toIntExact(chances.getShape().get(1));
        double[] p = chances.toDoubleArray();
        double[] mask = new double[p.length];
        int d = values[0].length;
        double[] drawn = new double[rows * d];
        for (int row = 0; row < rows; row++) {
            int at = 0;
            double rest = uniform[row % uniform.length] - p[row * choices];
            while (at < choices - 1 && rest >= 0) {
                at++;
                rest -= p[row * choices + at];
            }
            mask[row * choices + at] = 1;
            System.arraycopy(values[at], 0, drawn, row * d, d);
        }
        NDArray chosen = chances.mul(tensors.of(mask, rows, choices)).sum(new int[] {1}, true);
        // Rounding may draw what has probability zero: its score must stay finite.
        return new Chosen(
                tensors.of(drawn, rows, d),
                chosen.maximum(tensors.scalar(1e-30)).log());
    }

    /** Shape {@code [K, N, R]}: one at each row's type. */
    public static NDArray oneHot(Tensors tensors, TypeGrid grid, NDArray own) {
        double[] types = own.toDoubleArray();
        int rows = types.length / grid.d;
        double[] mask = new double[rows * grid.types];
        for (int row = 0; row < rows; row++) {
            for (int r = 0; r < grid.types; r++) {
                boolean same = true;
                for (int k = 0; k < grid.d; k++) {
                    same &= Math.abs(types[row * grid.d + k] - grid.values[r][k]) < grid.near;
                }
                mask[row * grid.types + r] = same ? 1 : 0;
            }
        }
        return tensors.of(mask, own.getShape().get(0), own.getShape().get(1), grid.types);
    }
}
