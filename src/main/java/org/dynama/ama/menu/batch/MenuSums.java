package org.dynama.ama.menu.batch;

import java.util.Arrays;

/** What blocks of profiles add up: the objective's gradient, and the objective itself. Not for two threads at once. */
public final class MenuSums {
    /** By features, shape {@code [K, n, m]}; of no length where these stay as they are. */
    public final double[] shares;

    /** By boosts, shape {@code [K]}. */
    public final double[] boosts;

    /** By weights, shape {@code [n]}; left at zero where weights stay as they are. */
    public final double[] weights;

    /** How often each entry is chosen, smoothed, where features move and the objective has losses; shape {@code [K]}. */
    public final double[] often;

    /** The smoothed objective. */
    public double smoothed;

    /** The objective itself, of every profile in turn. */
    public double hard;

    /** Its square. */
    public double squares;

    /** How many profiles. */
    public int count;

    /**
     * No profile's sums.
     *
     * @param differentiated whether slopes in features are wanted
     */
    public MenuSums(EntryTable menu, boolean differentiated) {
        shares = new double[differentiated ? menu.entries * menu.agents * menu.width : 0];
        often = new double[differentiated ? menu.entries : 0];
        boosts = new double[menu.entries];
        weights = new double[menu.agents];
    }

    void addOften(int k, double share) {
        if (often.length > 0) {
            often[k] += share;
        }
    }

    /** Sets all to zero. */
    public void clear() {
        Arrays.fill(shares, 0);
        Arrays.fill(boosts, 0);
        Arrays.fill(weights, 0);
        Arrays.fill(often, 0);
        smoothed = 0;
        hard = 0;
        squares = 0;
        count = 0;
    }

    /** Adds another one's sums. */
    public void add(MenuSums other) {
        add(shares, other.shares);
        add(boosts, other.boosts);
        add(weights, other.weights);
        add(often, other.often);
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
    public void divide() {
        double each = 1.0 / Math.max(1, count);
        for (double[] row : new double[][] {shares, boosts, weights, often}) {
            for (int k = 0; k < row.length; k++) {
                row[k] *= each;
            }
        }
        smoothed *= each;
        hard *= each;
        squares *= each;
    }
}
