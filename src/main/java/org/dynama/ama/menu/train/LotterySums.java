package org.dynama.ama.menu.train;

import java.util.Arrays;

/** What blocks of profiles add up: the objective's gradient, and the objective itself. Not for two threads at once. */
final class LotterySums {
    /** Shape {@code [K, n, m]}. */
    final double[] shares;

    /** Shape {@code [K]}. */
    final double[] boosts;

    /** Shape {@code [n]}; left at zero where weights stay as they are. */
    final double[] weights;

    /** The smoothed objective. */
    double smoothed;

    /** The objective itself, of every profile in turn. */
    double hard;

    /** Its square. */
    double squares;

    int count;

    LotterySums(int entries, int agents, int goods) {
        shares = new double[entries * agents * goods];
        boosts = new double[entries];
        weights = new double[agents];
    }

    void clear() {
        Arrays.fill(shares, 0);
        Arrays.fill(boosts, 0);
        Arrays.fill(weights, 0);
        smoothed = 0;
        hard = 0;
        squares = 0;
        count = 0;
    }

    void add(LotterySums other) {
        add(shares, other.shares);
        add(boosts, other.boosts);
        add(weights, other.weights);
        smoothed += other.smoothed;
        hard += other.hard;
        squares += other.squares;
        count += other.count;
    }

    private static void add(double[] out, double[] x) {
        for (int k = 0; k < out.length; k++) {
            out[k] += x[k];
        }
    }

    /** Turns sums into means. */
    void divide() {
        double each = 1.0 / Math.max(1, count);
        for (double[] row : new double[][] {shares, boosts, weights}) {
            for (int k = 0; k < row.length; k++) {
                row[k] *= each;
            }
        }
        smoothed *= each;
        hard *= each;
        squares *= each;
    }
}
