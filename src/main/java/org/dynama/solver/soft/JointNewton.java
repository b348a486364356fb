package org.dynama.solver.soft;

import java.util.Arrays;
import org.dynama.refusal.Failure;
import org.dynama.solver.kernel.Endless;
import org.dynama.solver.kernel.Rows;

/**
 * The joint-entropy solution of an MDP with cycles, by Newton's method on policies, whatever solves its systems:
 *
 * <pre>
 * maximize over occupancies   f(nu) = &lt;nu, c&gt; - alpha sum nu log nu
 * at values V                 pi = softmax(Q / alpha),  Z = alpha logsumexp(Q / alpha),  Q = c + gamma E[V']
 *                             d solves (I - gamma P_pi') d = mu,  nu = d pi
 * optimal if                  rho = (Z - V) / alpha - 1 - log d = 0
 * step                        E diag(nu) E' delta = alpha (I - gamma P_pi') (d rho),  V += t delta
 * </pre>
 *
 * <p>Every iterate conserves flow. The step is the Newton direction of the concave {@code f} on the polytope, taken in
 * log-odds, so tiny occupancies neither block it nor blow up; a line search on {@code f} makes it converge from
 * anywhere. The system is scaled by {@code d^(-1/2)} on both sides.
 */
public final class JointNewton {
    /** Occupancies below are as good as zero, and would be lost in products. */
    public static final double TINY = JointObjective.TINY;

    /** A relative error of occupancies after which a last full step, which squares it, leaves rounding errors. */
    private static final double NEAR = 1e-6;

    /** Flat steps that Newton's method may need to end by itself. */
    private static final int CYCLES = 4;

    /** Flat steps after which all that can be felt has long been right to the last bits. */
    private static final int SETTLED = 24;

    private static final int MOST_STEPS = 500;

    private static final int MOST_HALVINGS = 60;

    /** An objective of numbers that many times larger than a step before is rounding. */
    private static final double WILD = 1_000;

    /** To which part directions are solved at most, where that is by iteration: a step squares the error. */
    private static final double LOOSE = 0.01;

    private final JointAlgebra algebra;
    private final Endless runs;
    private final JointObjective at;
    private final int states;
    /** The relative error of the objective: to want more would reject right steps for ever. */
    private final double noise;

    private final double[][] value;
    private final double[][] trial;
    private final double[][] delta;
    private final double[] sum = new double[Rows.WIDTH];
    /** The objective, and the sizes of what it is the sum of, before a step. */
    private final double[] before = new double[Rows.WIDTH];

    private final double[] usual = new double[Rows.WIDTH];
    private final double[] slope = new double[Rows.WIDTH];
    private final double[] length = new double[Rows.WIDTH];
    private final double[] relative = new double[Rows.WIDTH];
    /** Steps that the objective has not felt. */
    private final int[] flat = new int[Rows.WIDTH];

    private final int[] steps = new int[Rows.WIDTH];

    /**
     * A solver of one MDP.
     *
     * @param runs how later rewards count
     * @param initial probabilities by state
     */
    public JointNewton(JointAlgebra algebra, Endless runs, double[] initial) {
        this.algebra = algebra;
        this.runs = runs;
        at = new JointObjective(algebra, initial);
        states = initial.length;
        noise = runs.rounding();
        value = new double[states][Rows.WIDTH];
        trial = new double[states][Rows.WIDTH];
        delta = new double[states][Rows.WIDTH];
    }

    /**
     * Solves.
     *
     * @param from rows by state, values to begin with, whatever they are
     * @param c rows of coefficients by pair
     * @param policy receives {@code pi}, rows by pair
     * @param count lanes in use
     * @return the optimal values of {@code f}, a row that the next run overwrites, like {@link #visits()}
     * @throws Failure if a lane has not converged after 500 steps or finds no step that rises, or runs are too long for doubles
     */
    public double[] run(double[][] from, double[][] c, double[][] policy, double alpha, int count) {
        runs.requireJointEntropy();
        for (int s = 0; s < states; s++) {
            System.arraycopy(from[s], 0, value[s], 0, Rows.WIDTH);
        }
        Arrays.fill(steps, 0);
        Arrays.fill(flat, 0);
        Rows.fill(length, 0);
        Arrays.fill(length, 0, count, 1);
        at.evaluate(c, policy, alpha, value);
        int open = count;
        for (int step = 0; open > 0; step++) {
            if (step == MOST_STEPS) {
                throw new Failure(
                        "Newton's method has taken " + MOST_STEPS + " steps at temperature " + alpha
                                + " and must be done",
                        "Maybe a higher temperature, or rewards of a smaller scale.");
            }
            direction(policy, alpha);
            open = 0;
            boolean[] last = new boolean[count];
            for (int w = 0; w < count; w++) {
                last[w] = at.error[w] <= NEAR || flat[w] > SETTLED;
                steps[w] += length[w] > 0 ? 1 : 0;
                length[w] = length[w] > 0 ? 1 : 0;
            }
            search(c, policy, alpha, count);
            for (int w = 0; w < count; w++) {
                length[w] = last[w] ? 0 : length[w];
                open += length[w] > 0 ? 1 : 0;
            }
        }
        return at.objective;
    }

    /** The visits of the last run by state, rows that the next overwrites. */
    public double[][] visits() {
        return at.visits;
    }

    /** The steps of each lane in the last run, line search not counted; not a copy. */
    public int[] steps() {
        return steps;
    }

    /** Moves along {@code delta} by a length at which the objective has risen enough. */
    private void search(double[][] c, double[][] policy, double alpha, int count) {
        System.arraycopy(at.objective, 0, before, 0, Rows.WIDTH);
        System.arraycopy(at.size, 0, usual, 0, Rows.WIDTH);
        boolean accepted = false;
        for (int halving = 0; !accepted; halving++) {
            for (int s = 0; s < states; s++) {
                System.arraycopy(value[s], 0, trial[s], 0, Rows.WIDTH);
                Rows.addProduct(trial[s], length, delta[s]);
            }
            at.evaluate(c, policy, alpha, trial);
            accepted = true;
            for (int w = 0; w < count; w++) {
                if (length[w] > 0 && !isBetter(w)) {
                    if (halving == MOST_HALVINGS) {
                        throw new Failure(
                                "Newton's method has found no step that rises at temperature " + alpha,
                                "Maybe a higher temperature, or entropy: conditional.");
                    }
                    length[w] /= 2;
                    accepted = false;
                }
            }
        }
        for (int s = 0; s < states; s++) {
            System.arraycopy(trial[s], 0, value[s], 0, Rows.WIDTH);
        }
    }

    private double rounding(int w) {
        return noise * (1 + Math.abs(before[w]));
    }

    private boolean isBetter(int w) {
        return at.objective[w] >= before[w] + 1e-4 * length[w] * slope[w] - rounding(w)
                && at.size[w] <= WILD * usual[w];
    }

    /** Fills {@code delta} and the slope of the objective along it, {@code alpha d rho (rho - (I - gamma P) delta)}. */
    private void direction(double[][] policy, double alpha) {
        for (int s = 0; s < states; s++) {
            Rows.multiply(delta[s], at.visits[s], at.rho[s]);
            System.arraycopy(delta[s], 0, trial[s], 0, Rows.WIDTH);
        }
        algebra.push(delta, -1, policy, trial);
        for (int s = 0; s < states; s++) {
            Rows.scale(delta[s], alpha);
        }
        wanted();
        algebra.solve(policy, at.visits, delta, relative);
        Rows.fill(slope, 0);
        for (int s = 0; s < states; s++) {
            algebra.expected(sum, s, policy, delta);
            for (int w = 0; w < Rows.WIDTH; w++) {
                slope[w] += at.visits[s][w] * at.rho[s][w] * (alpha * at.rho[s][w] - delta[s][w] + sum[w]);
            }
        }
        settle(alpha);
    }

    /** A step squares the error. */
    private void wanted() {
        for (int w = 0; w < Rows.WIDTH; w++) {
            relative[w] = length[w] > 0 ? Math.min(LOOSE, 0.1 * at.error[w]) : 1;
        }
    }

    /**
     * Where the objective is flat, only occupancies are wrong that it cannot feel. Newton's steps may cycle among
     * these for ever; after some they take half of the step that would be right if nothing else moved.
     */
    private void settle(double alpha) {
        for (int w = 0; w < Rows.WIDTH; w++) {
            flat[w] = slope[w] < noise * (1 + Math.abs(at.objective[w])) ? flat[w] + 1 : flat[w];
            for (int s = 0; s < states && flat[w] > CYCLES; s++) {
                delta[s][w] = at.visits[s][w] < JointObjective.UNFELT ? alpha * at.rho[s][w] / 2 : delta[s][w];
            }
        }
    }
}
