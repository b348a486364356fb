package org.dynama.solver.sparse;

/**
 * Sweeps of the policy at hand alone, on a copy of its rows in one piece: what is read lies side by side. Where no action ends a
 * run, a constant that is added to all values is carried along instead of added.
 */
final class ChainSweeps {
    private final SparseGraph graph;
    private final LaneSweeps sweeps;
    private final int[] begin;
    /** What a visit is worth; minus infinity where no pair is allowed, whose value stays as it is. */
    private final double[] worth;

    private final double[] buffer;
    private int[] next = {};
    private double[] probability = {};

    ChainSweeps(LaneSweeps sweeps) {
        graph = sweeps.graph;
        this.sweeps = sweeps;
        begin = new int[graph.states + 1];
        worth = new double[graph.states];
        buffer = new double[graph.states];
    }

    /** Sweeps the values at hand so many times; an even number. */
    void run(int count) {
        take();
        if (graph.leaks) {
            for (int n = 0; n < count; n++) {
                inPlace();
            }
            return;
        }
        double shift = 0;
        for (int n = 0; n < count; n += 2) {
            shift = step(sweeps.value, buffer, shift);
            shift = step(buffer, sweeps.value, shift);
        }
        for (int k = 0; k < graph.states; k++) {
            sweeps.value[k] += worth[k] == Double.NEGATIVE_INFINITY ? 0 : shift;
        }
    }

    private void take() {
        int size = 0;
        for (int j : sweeps.policy) {
            size += j < 0 ? 0 : graph.entries[j + 1] - graph.entries[j];
        }
        if (next.length < size) {
            next = new int[size];
            probability = new double[size];
        }
        int used = 0;
        for (int k = 0; k < graph.states; k++) {
            int j = sweeps.policy[k];
            worth[k] = j < 0 ? Double.NEGATIVE_INFINITY : sweeps.rewards.worth[j];
            for (int e = j < 0 ? 0 : graph.entries[j]; j >= 0 && e < graph.entries[j + 1]; e++) {
                next[used] = graph.next[e];
                probability[used++] = graph.probability[e];
            }
            begin[k + 1] = used;
        }
    }

    private void inPlace() {
        double[] value = sweeps.value;
        int e = 0;
        for (int k = 0; k < graph.states; k++) {
            double sum = worth[k];
            for (; e < begin[k + 1]; e++) {
                sum += probability[e] * value[next[e]];
            }
            value[k] = sum == Double.NEGATIVE_INFINITY ? value[k] : sum;
        }
    }

    /**
     * One sweep.
     *
     * @param shift what all values are short of
     * @return what the new ones are
     */
    private double step(double[] from, double[] to, double shift) {
        double carried = graph.discount * shift;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int e = 0;
        for (int k = 0; k < graph.states; k++) {
            double sum = worth[k] + carried;
            for (int end = begin[k + 1]; e < end; e++) {
                sum += probability[e] * from[next[e]];
            }
            to[k] = sum;
            if (sum == Double.NEGATIVE_INFINITY) {
                to[k] = from[k];
                continue;
            }
            double change = sum - from[k];
            // Rarely so: branches that are foreseen cost less than minima of numbers that might not be ones.
            if (change < low) {
                low = change;
            }
            if (change > high) {
                high = change;
            }
        }
        double middle = (low + high) / 2 - shift;
        if (graph.average) {
            sweeps.gain = middle;
            return -middle;
        }
        return middle * graph.discount / (1 - graph.discount);
    }
}
