package org.dynama.mechanism;

/** The optimum of an affine welfare in each of {@code B} profiles. */
public final class Optima {
    private final double[] values;
    private final double[][] rewards;

    /**
     * Holds the arrays that it is given.
     *
     * @param values shape {@code [B]}
     * @param rewards shape {@code [n][B]}; what each agent earns there
     */
    public Optima(double[] values, double[][] rewards) {
        this.values = values;
        this.rewards = rewards;
    }

    public int count() {
        return values.length;
    }

    public double value(int b) {
        return values[b];
    }

    public double reward(int i, int b) {
        return rewards[i][b];
    }
}
