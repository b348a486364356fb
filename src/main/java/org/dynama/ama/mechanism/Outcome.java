package org.dynama.ama.mechanism;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an affine maximizer does with each of {@code B} reported profiles. */
public final class Outcome {
    private final AmaParameters parameters;
    private final Optima grand;
    private final BoundedValues[] marginal;
    private final double[][] payments;
    /** By profile, where exact arithmetic has taken the place of doubles. */
    private final Map<Integer, ExactOutcome> exact = new TreeMap<>();
    /** By profile, where nothing settles all payments, how far they may be off. */
    private final Map<Integer, double[]> open = new TreeMap<>();

    private final @Nullable ExactOutcome[] settled;

    /**
     * The payments of equation {@code p_i = <nu, r_i> + (F_-i - F) / w_i}: what the others lose by agent {@code i}'s
     * presence.
     *
     * @param marginal shape {@code [n]}; the optimal affine welfare without each agent
     */
    Outcome(AmaParameters parameters, Optima grand, BoundedValues[] marginal) {
        this.parameters = parameters;
        this.grand = grand;
        this.marginal = marginal;
        settled = new @Nullable ExactOutcome[grand.count()];
        payments = new double[marginal.length][grand.count()];
        for (int i = 0; i < payments.length; i++) {
            for (int b = 0; b < grand.count(); b++) {
                payments[i][b] = grand.reward(i, b)
                        + (marginal[i].value(b) - grand.values().value(b))
                                / parameters.weights().get(i);
            }
        }
    }

    /** Says how far payments may be off that nothing settles; shape {@code [n]}, 0 for those that are settled. */
    void leaveOpen(int b, double[] errors) {
        open.put(b, errors);
    }

    /** Puts exact arithmetic in the place of doubles. */
    void settle(int b, ExactOutcome outcome) {
        exact.put(b, outcome);
        settled[b] = outcome;
    }

    /** Whether no other policy can be optimal where this one goes. */
    boolean isDecided(int b) {
        return grand.margin(b) > 0;
    }

    /** How far agent {@code i}'s payment may be from the exact one, if the policy is the optimal one. */
    double error(int i, int b) {
        return (grand.values().error(b) + marginal[i].error(b))
                / parameters.weights().get(i);
    }

    /** How far the optimal affine welfare may be from the exact one. */
    double affineError(int b) {
        return grand.values().error(b);
    }

    /**
     * By profile, where nothing settles all payments, how far each may be off; shape {@code [n]}, 0 for those that are
     * settled.
     */
    public Map<Integer, double[]> open() {
        return open;
    }

    /** By profile, what exact arithmetic has settled. */
    public Map<Integer, ExactOutcome> exact() {
        return exact;
    }

    /** Whether the maximizer has told where its policy goes. */
    public boolean tellsVisits() {
        return grand.paths().length == count();
    }

    /**
     * Adds the visits of a profile.
     *
     * @param sum shape {@code [P]}
     * @throws IllegalStateException unless {@link #tellsVisits}
     */
    public void addVisits(int b, double[] sum) {
        if (!tellsVisits()) {
            throw new IllegalStateException("the maximizer has not told where its policy goes");
        }
        ExactOutcome known = settled[b];
        if (known != null) {
            known.addVisits(sum);
            return;
        }
        for (int pair : grand.paths()[b]) {
            sum[pair]++;
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
        ExactOutcome known = settled[b];
        return known == null ? payments[i][b] : known.payment(i);
    }

    /** What agent {@code i} earns, at her reported type, before she pays. */
    public double reward(int i, int b) {
        ExactOutcome known = settled[b];
        return known == null ? grand.reward(i, b) : known.reward(i);
    }

    /** {@code reward - payment}, at the reported type. */
    public double utility(int i, int b) {
        ExactOutcome known = settled[b];
        return known == null ? grand.reward(i, b) - payments[i][b] : known.utility(i);
    }

    /** The affine welfare of the grand economy. */
    public double affineWelfare(int b) {
        ExactOutcome known = settled[b];
        return known == null ? grand.values().value(b) : known.affineWelfare();
    }

    /** The affine welfare of the marginal economy without an agent. */
    public double affineWelfareWithout(int i, int b) {
        ExactOutcome known = settled[b];
        return known == null ? marginal[i].value(b) : known.affineWelfareWithout(i);
    }

    /** The sum of the payments. */
    public double revenue(int b) {
        double sum = 0;
        for (int i = 0; i < payments.length; i++) {
            sum += payment(i, b);
        }
        return sum;
    }

    /** The sum of the agents' rewards. */
    public double welfare(int b) {
        double sum = 0;
        for (int i = 0; i < payments.length; i++) {
            sum += reward(i, b);
        }
        return sum;
    }

    /** Each of the environment's losses; shape {@code [L]}. */
    public double[] losses(int b) {
        ExactOutcome known = settled[b];
        return known == null ? grand.losses(b) : known.losses();
    }
}
