package org.dynama.solver.sparse;

import java.util.Arrays;

/**
 * Visits of a policy by sweeps of Gauss and Seidel, each state after most of those from which runs come, as long as what is left
 * shrinks fast. What is left once runs have mixed is a geometric series, whose sum is added at once. The last sweeps add up what
 * comes to a state anew, without a subtraction, so that small visits have as many digits as large ones.
 */
final class VisitSweeps {
    private static final double ROUNDING = 0x1p-52;
    private static final int MOST = 400;
    /** So many sweeps must halve what is left. */
    private static final int PATIENCE = 8;
    /** How far the ratio of two sweeps may be from the last, beside what it lacks to one, for a series to be geometric. */
    private static final double STEADY = 0.04;

    private final PolicyMatrix matrix;
    private final VisitPushes pushes;
    private int[] begin = new int[1];
    private int[] from = {};
    private double[] probability = {};
    private double[] leaving = {};

    VisitSweeps(PolicyMatrix matrix) {
        this.matrix = matrix;
        pushes = new VisitPushes(matrix);
    }

    /**
     * Improves a transposed solution; stops where that is slow.
     *
     * @param right by state, without the border; with a border, shares are wanted that sum to one
     * @param x where to begin, not negative
     * @return whether nothing is left but rounding
     */
    boolean run(double[] right, double[] x) {
        if (!turn()) {
            return false;
        }
        pushes.take(leaving);
        pushes.begin(right, x);
        boolean done = false;
        double mark = Double.POSITIVE_INFINITY;
        double before = 0;
        double ratio = 0;
        for (int k = 0; k < MOST; k++) {
            pushes.sweep(x);
            if (pushes.missing <= ROUNDING * pushes.most) {
                done = settled(right, x);
                if (done) {
                    break;
                }
                pushes.begin(right, x);
            }
            if (k % PATIENCE == 0) {
                if (pushes.missing > mark / 2) {
                    break;
                }
                mark = pushes.missing;
            }
            double now = pushes.sum / before;
            if (!matrix.bordered && k > 2 && Math.abs(now) < 1 && Math.abs(now - ratio) <= STEADY * (1 - now)) {
                add(x, now / (1 - now));
                pushes.begin(right, x);
                before = 0;
            } else {
                before = pushes.sum;
            }
            ratio = now;
        }
        if (matrix.bordered) {
            scale(x);
        }
        return done;
    }

    /** Sums anew what comes to each state; whether a few such sweeps leave nothing but rounding. */
    private boolean settled(double[] right, double[] x) {
        for (int k = 0; k < PATIENCE; k++) {
            if (sweep(right, x)) {
                return true;
            }
        }
        return false;
    }

    private void add(double[] x, double factor) {
        for (int i = 0; i < matrix.states; i++) {
            x[i] = Math.max(0, x[i] + factor * pushes.change[i]);
        }
    }

    private void scale(double[] x) {
        double total = 0;
        for (int i = 0; i < matrix.states; i++) {
            total += x[i];
        }
        for (int i = 0; i < matrix.states; i++) {
            x[i] /= total;
        }
    }

    private boolean sweep(double[] right, double[] x) {
        double missing = 0;
        double most = 0;
        for (int i = matrix.states - 1; i >= 0; i--) {
            double come = right[i];
            for (int e = begin[i]; e < begin[i + 1]; e++) {
                come += probability[e] * x[from[e]];
            }
            come /= leaving[i];
            missing = Math.max(missing, Math.abs(come - x[i]));
            most = Math.max(most, come);
            x[i] = come;
        }
        return missing <= ROUNDING * most;
    }

    /** Turns the rows of the matrix into columns; whether every state is left. */
    private boolean turn() {
        int states = matrix.states;
        int size = matrix.begin(states);
        if (leaving.length < states) {
            begin = new int[states + 2];
            leaving = new double[states];
        }
        if (from.length < size) {
            from = new int[size];
            probability = new double[size];
        }
        Arrays.fill(begin, 0, states + 2, 0);
        for (int e = 0; e < size; e++) {
            begin[matrix.next(e) + 2]++;
        }
        for (int i = 0; i < states; i++) {
            begin[i + 2] += begin[i + 1];
        }
        boolean left = true;
        for (int i = 0; i < states; i++) {
            double stay = 0;
            for (int e = matrix.begin(i); e < matrix.begin(i + 1); e++) {
                boolean stays = matrix.next(e) == i;
                int at = begin[matrix.next(e) + 1]++;
                from[at] = i;
                probability[at] = stays ? 0 : matrix.probability(e);
                stay += stays ? matrix.probability(e) : 0;
            }
            leaving[i] = 1 - stay;
            left &= leaving[i] > 0;
        }
        return left;
    }
}
