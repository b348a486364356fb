package org.dynama.ama.mechanism;

/** The optimum of an affine welfare in each of {@code B} profiles. */
public final class Optima {
    private final BoundedValues values;
    private final double[] margins;
    private final double[][] rewards;
    private final double[][] losses;
    private final int[][] paths;

    /**
     * Holds the arrays that it is given.
     *
     * @param margins shape {@code [B]}; how surely no other policy is optimal where this one goes: positive where it is sure
     * @param rewards shape {@code [n][B]}; what each agent earns there
     * @param losses shape {@code [L][B]}; each of the environment's losses there
     * @param paths shape {@code [B][]}; the pairs that it visits, once each and for certain, ties broken by the rule where they
     *     change nobody's reward; empty where that is not known
     */
    public Optima(BoundedValues values, double[] margins, double[][] rewards, double[][] losses, int[][] paths) {
        this.paths = paths;
        this.values = values;
        this.margins = margins;
        this.rewards = rewards;
        this.losses = losses;
    }

    public int count() {
        return margins.length;
    }

    public BoundedValues values() {
        return values;
    }

    public double margin(int b) {
        return margins[b];
    }

    public double reward(int i, int b) {
        return rewards[i][b];
    }

    /** As the constructor says. */
    int[][] paths() {
        return paths;
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
