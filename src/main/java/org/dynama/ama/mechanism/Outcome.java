package org.dynama.ama.mechanism;

/** What an affine maximizer does with each of {@code B} reported profiles. */
public final class Outcome {
    private final Optima grand;
    private final double[][] payments;

    /**
     * The payments of equation {@code p_i = <nu, r_i> + (F_-i - F) / w_i}: what the others lose by agent {@code i}'s
     * presence.
     *
     * @param marginal shape {@code [n][B]}; the optimal affine welfare without each agent
     */
    Outcome(AmaParameters parameters, Optima grand, double[][] marginal) {
        this.grand = grand;
        payments = new double[marginal.length][grand.count()];
        for (int i = 0; i < payments.length; i++) {
            for (int b = 0; b < grand.count(); b++) {
                payments[i][b] = grand.reward(i, b)
                        + (marginal[i][b] - grand.value(b))
                                / parameters.weights().get(i);
            }
        }
    }

    /** The number of agents {@code n}. */
    public int agents() {
        return payments.length;
    }

    /** The number of profiles {@code B}. */
    public int count() {
        return grand.count();
    }

    /** What agent {@code i} pays the designer. */
    public double payment(int i, int b) {
        return payments[i][b];
    }

    /** What agent {@code i} earns, at her reported type, before she pays. */
    public double reward(int i, int b) {
        return grand.reward(i, b);
    }

    /** {@code reward - payment}, at the reported type. */
    public double utility(int i, int b) {
        return grand.reward(i, b) - payments[i][b];
    }

    /** The affine welfare of the grand economy. */
    public double affineWelfare(int b) {
        return grand.value(b);
    }

    /** The sum of the payments. */
    public double revenue(int b) {
        double sum = 0;
        for (double[] payment : payments) {
            sum += payment[b];
        }
        return sum;
    }

    /** The sum of the agents' rewards. */
    public double welfare(int b) {
        double sum = 0;
        for (int i = 0; i < payments.length; i++) {
            sum += grand.reward(i, b);
        }
        return sum;
    }

    /** Each of the environment's losses; shape {@code [L]}. */
    public double[] losses(int b) {
        return grand.losses(b);
    }
}
