package org.dynama.solver.sparse;

/**
 * Sweeps of Gauss and Seidel on visits by what each state still owes its successors: a state takes all that has come to it since
 * its last turn and passes it on. That follows the rows of a policy, which mostly have the same length, where adding up what
 * comes to a state follows columns, whose lengths no processor foresees: half of the time.
 */
final class VisitPushes {
    private final PolicyMatrix matrix;
    private double[] onward = {};
    private double[] leaving = {};
    private double[] come = {};
    /** By state, what the last sweep added. */
    double[] change = {};
    /** Of the last sweep: the largest change, the largest number, the sum of changes. */
    double missing;

    double most;
    double sum;

    VisitPushes(PolicyMatrix matrix) {
        this.matrix = matrix;
    }

    /** Takes the policy at hand. */
    void take(double[] leavingByState) {
        leaving = leavingByState;
        int size = matrix.begin(matrix.states);
        if (onward.length < size) {
            onward = new double[size];
        }
        if (come.length < matrix.states) {
            come = new double[matrix.states];
            change = new double[matrix.states];
        }
        for (int i = 0; i < matrix.states; i++) {
            for (int e = matrix.begin(i); e < matrix.begin(i + 1); e++) {
                onward[e] = matrix.next(e) == i ? 0 : matrix.probability(e);
            }
        }
    }

    /** What has come and is not in {@code x} yet, computed anew. */
    void begin(double[] right, double[] x) {
        for (int i = 0; i < matrix.states; i++) {
            come[i] = right[i] - leaving[i] * x[i];
        }
        for (int i = 0; i < matrix.states; i++) {
            for (int e = matrix.begin(i); e < matrix.begin(i + 1); e++) {
                come[matrix.next(e)] += onward[e] * x[i];
            }
        }
    }

    /** One sweep, from the last state to the first. */
    void sweep(double[] x) {
        missing = 0;
        most = 0;
        sum = 0;
        for (int i = matrix.states - 1; i >= 0; i--) {
            double here = come[i] / leaving[i];
            come[i] = 0;
            for (int e = matrix.begin(i); e < matrix.begin(i + 1); e++) {
                come[matrix.next(e)] += onward[e] * here;
            }
            x[i] += here;
            change[i] = here;
            sum += here;
            missing = Math.max(missing, Math.abs(here));
            most = Math.max(most, x[i]);
        }
    }
}
