package org.dynama.solver.average;

import java.util.Arrays;

/**
 * A chain eliminated without a subtraction: state after state is left out, and what led to it leads to where it goes on to.
 * Shares and passage times keep nearly all digits, entry by entry, however rare steps are; time {@code O(S^3)}, less where
 * rows stay sparse.
 *
 * @see <a href="https://doi.org/10.1287/opre.33.5.1107">Grassmann, Taksar and Heyman (1985), Regenerative analysis and
 *     steady state distributions for Markov chains</a>
 */
final class StateElimination {
    /** Where shares beside the first state's are scaled down. */
    private static final double HUGE = 0x1p600;

    private final Places places;
    /** Before the diagonal what leads to earlier places, after it the factors of what is left out. */
    private final double[][] matrix;

    private final double[] exit;
    private final double[] share;
    /** What gathering makes of ones. */
    private final double[] times;

    StateElimination(Places places, int states) {
        this.places = places;
        matrix = new double[states][states];
        exit = new double[states];
        share = new double[states];
        times = new double[states];
    }

    /** Eliminates the chain of a policy that has its places. */
    void run(Steps steps, int[] policy) {
        int size = places.size();
        for (int k = 0; k < size; k++) {
            Arrays.fill(matrix[k], 0, size, 0);
            int p = policy[places.stateAt(k)];
            for (int j = steps.begin(p); j < steps.end(p); j++) {
                matrix[k][places.placeOf(steps.next(j))] += steps.probability(j);
            }
        }
        int settled = places.origin(places.classCount());
        leaveOut(settled, size, 0);
        for (int c = places.classCount() - 1; c >= 0; c--) {
            leaveOut(places.origin(c) + 1, places.origin(c + 1), places.origin(c));
            weigh(places.origin(c), places.origin(c + 1));
        }
        Arrays.fill(share, settled, size, 0);
        Arrays.fill(times, 0, size, 1);
        gather(times);
    }

    /** Leaves out places {@code from..to-1}, the last first; they lead to places from {@code first} on. */
    private void leaveOut(int from, int to, int first) {
        for (int k = to - 1; k >= from; k--) {
            double[] row = matrix[k];
            // What underflows would never end.
            exit[k] = Math.max(sum(row, first, k), Double.MIN_NORMAL);
            for (int i = first; i < k; i++) {
                double[] before = matrix[i];
                if (before[k] != 0) {
                    double factor = before[k] / exit[k];
                    before[k] = factor;
                    for (int j = first; j < k; j++) {
                        before[j] += factor * row[j];
                    }
                }
            }
        }
    }

    /** The shares of one class. */
    private void weigh(int from, int to) {
        Arrays.fill(share, from, to, 0);
        share[from] = 1;
        for (int i = from; i < to; i++) {
            if (share[i] > HUGE) {
                for (int k = from; k < to; k++) {
                    share[k] /= HUGE;
                }
            }
            for (int k = i + 1; k < to; k++) {
                share[k] += share[i] * matrix[i][k];
            }
        }
        double sum = sum(share, from, to);
        for (int k = from; k < to; k++) {
            share[k] /= sum;
        }
    }

    /** By place, the share of periods spent there by runs that have settled in its class; not a copy. */
    double[] share() {
        return share;
    }

    /** Lets probabilities of first places flow to the classes. */
    void settle(double[] mass) {
        for (int k = places.size() - 1; k >= places.origin(places.classCount()); k--) {
            for (int j = 0; j < k && mass[k] > 0; j++) {
                mass[j] += mass[k] * (matrix[k][j] / exit[k]);
            }
        }
    }

    /**
     * Visits of states that are left for good; each is what comes there for the first time, and again by what led there.
     *
     * @param mass by place, probabilities of first places after {@link #settle}; replaced at places that are left for good
     */
    void pass(double[] mass) {
        int first = places.origin(places.classCount());
        for (int k = first; k < places.size(); k++) {
            mass[k] /= exit[k];
            for (int j = first; j < k; j++) {
                mass[k] += mass[j] * matrix[j][k];
            }
        }
    }

    /**
     * What runs come to on average: {@code x(s) = E[x(next)]} at states that are left for good.
     *
     * @param x by place; those of recurrent classes given, one value a class, the rest replaced
     */
    void average(double[] x) {
        for (int k = places.origin(places.classCount()); k < places.size(); k++) {
            x[k] = dot(matrix[k], x, 0, k) / exit[k];
        }
    }

    /**
     * With one recurrent class, the first half of a solution of {@code x(s) = r(s) + E[x(next)]} up to the origin: adds to
     * each entry what is earned at states left out before it is.
     *
     * @param r by place; replaced
     */
    void gather(double[] r) {
        int size = places.size();
        for (int i = size - 1; i >= 0; i--) {
            r[i] += dot(matrix[i], r, i + 1, size);
        }
    }

    /**
     * The same, less their average per period, which is returned: so much less in every period.
     *
     * @param r by place; replaced
     */
    double gatherLessAverage(double[] r) {
        gather(r);
        double average = r[0] / times[0];
        for (int k = 0; k < places.size(); k++) {
            r[k] -= average * times[k];
        }
        return average;
    }

    /** The second half: entries by place become solutions, 0 at the origin. */
    void spread(double[] r) {
        r[0] = 0;
        for (int k = 1; k < places.size(); k++) {
            r[k] = (r[k] + dot(matrix[k], r, 1, k)) / exit[k];
        }
    }

    /** Four sums at a time, none of which waits for another. */
    private static double dot(double[] x, double[] y, int from, int to) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int j = from;
        for (; j < to - 3; j += 4) {
            first += x[j] * y[j];
            second += x[j + 1] * y[j + 1];
            third += x[j + 2] * y[j + 2];
            fourth += x[j + 3] * y[j + 3];
        }
        for (; j < to; j++) {
            first += x[j] * y[j];
        }
        return (first + second) + (third + fourth);
    }

    private static double sum(double[] x, int from, int to) {
        double even = 0;
        double odd = 0;
        int j = from;
        for (; j < to - 1; j += 2) {
            even += x[j];
            odd += x[j + 1];
        }
        return even + (j < to ? odd + x[j] : odd);
    }
}
