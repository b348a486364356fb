package org.dynama.learned.path;

import ai.djl.ndarray.NDArray;
import org.dynama.learned.network.Tensors;

/** Draws who gets each good. */
public final class Lottery {
    private Lottery() {}

    /**
     * What was drawn.
     *
     * @param gets shape {@code [rows, n, m]}; ones and zeros
     * @param score shape {@code [rows, 1]}; its log-probability
     */
    public record Drawn(NDArray gets, NDArray score) {}

    /**
     * Draws each good independently.
     *
     * @param allocation shape {@code [rows, n + 1, m]}
     * @param uniform rows of the scenario's period, of which the goods' begin at {@code from}
     */
    public static Drawn draw(Tensors tensors, NDArray allocation, double[][] uniform, int from, int lanes) {
        int rows = Math.toIntExact(allocation.getShape().get(0));
        int choices = Math.toIntExact(allocation.getShape().get(1));
        int goods = Math.toIntExact(allocation.getShape().get(2));
        double[][] winners = new double[choices][1];
        for (int w = 0; w < choices; w++) {
            winners[w][0] = w;
        }
        double[] gets = new double[rows * (choices - 1) * goods];
        NDArray score = tensors.zeros(rows, 1);
        for (int j = 0; j < goods; j++) {
            NDArray chances = allocation.get(":, :, " + j + ":" + (j + 1)).reshape(rows, choices);
            DiscreteMovement.Chosen chosen = DiscreteMovement.choose(tensors, chances, uniform[from + j], winners);
            score = score.add(chosen.score());
            double[] winner = chosen.values().toDoubleArray();
            for (int row = 0; row < rows; row++) {
                if (winner[row] < choices - 1) {
                    gets[(row * (choices - 1) + (int) winner[row]) * goods + j] = 1;
                }
            }
        }
        return new Drawn(tensors.of(gets, rows, choices - 1, goods), score);
    }
}
