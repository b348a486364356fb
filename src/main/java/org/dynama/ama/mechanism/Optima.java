package org.dynama.ama.mechanism;

/** The optimum of an affine welfare in each of {@code B} profiles. */
public final class Optima {
    private final double[] values;
    private final double[][] rewards;
    private final double[][] losses;

    /**
     * Holds the arrays that it is given.
     *
     * @param values shape {@code [B]}
     * @param rewards shape {@code [n][B]}; what each agent earns there
     * @param losses shape {@code [L][B]}; each of the environment's losses there
     */
    public Optima(double[] values, double[][] rewards, double[][] losses) {
        this.values = values;
        this.rewards = rewards;
        this.losses = losses;
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

    /** Every loss in profile {@code b}; shape {@code [L]}. */
    public double[] losses(int b) {
        double[] borne = new double[losses.length];
        for (int k = 0; k < borne.length; k++) {
            borne[k] = losses[k][b];
        }
        return borne;
    }
}
