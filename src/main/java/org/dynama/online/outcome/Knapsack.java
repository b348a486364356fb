package org.dynama.online.outcome;

/**
 * The best levels under capacities: dynamic programming over what is left of all resources, forwards and backwards over agents, so
 * that all prices cost {@code O(n S C)} like the optimum itself, and {@code O(n S C)} for each absence, where {@code C} counts
 * remainders.
 */
final class Knapsack implements Outcomes.Maximizer {
    private final int agents;
    private final int levels;
    /** Shape {@code [C]}, mixed radix: units of each resource that are left. */
    private final int[][] left;
    /** Shape {@code [n][S][R]}. */
    private final int[][][] demand;
    /** Shape {@code [n][S]}: a remainder's number falls by this. */
    private final int[][] step;
    /** Shape {@code [n + 1][C]}: the most that the first agents get from so many units. */
    private final double[][] forward;
    /** The most that agents {@code i..} get. */
    private final double[][] backward;

    Knapsack(ServiceLevels space) {
        agents = space.agents();
        levels = space.allocations();
        int resources = space.capacity().size();
        int count = space.capacity().stream().reduce(1, (product, units) -> product * (units + 1));
        left = new int[count][resources];
        int[] stride = new int[resources];
        int next = 1;
        for (int r = resources - 1; r >= 0; r--) {
            stride[r] = next;
            for (int c = 0; c < count; c++) {
                left[c][r] = c / next % (space.capacity().get(r) + 1);
            }
            next *= space.capacity().get(r) + 1;
        }
        demand = new int[agents][levels][resources];
        step = new int[agents][levels];
        for (int i = 0; i < agents; i++) {
            for (int s = 0; s < levels; s++) {
                for (int r = 0; r < resources; r++) {
                    demand[i][s][r] = space.demand().get(i).get(s).get(r);
                    step[i][s] += demand[i][s][r] * stride[r];
                }
            }
        }
        forward = new double[agents + 1][count];
        backward = new double[agents + 1][count];
    }

    private static boolean isWithin(int[] some, int[] all) {
        for (int r = 0; r < some.length; r++) {
            if (some[r] > all[r]) {
                return false;
            }
        }
        return true;
    }

    private double worth(double[] values, double[] designer, int i, int s) {
        return values[i * levels + s] + designer[i * levels + s];
    }

    private void sweepBackward(double[] values, double[] designer) {
        for (int i = agents - 1; i >= 0; i--) {
            sweep(values, designer, i, backward[i + 1], backward[i]);
        }
    }

    private void sweepForward(double[] values, double[] designer) {
        for (int i = 0; i < agents; i++) {
            sweep(values, designer, i, forward[i], forward[i + 1]);
        }
    }

    /** The most with agent {@code i} beside others, of each remainder. */
    private void sweep(double[] values, double[] designer, int i, double[] others, double[] with) {
        for (int c = 0; c < left.length; c++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int s = 0; s < levels; s++) {
                if (isWithin(demand[i][s], left[c])) {
                    most = Math.max(most, worth(values, designer, i, s) + others[c - step[i][s]]);
                }
            }
            with[c] = most;
        }
    }

    @Override
    public double best(double[] values, double[] designer, int[] outcome) {
        sweepBackward(values, designer);
        int c = left.length - 1;
        for (int i = 0; i < agents; i++) {
            int chosen = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int s = 0; s < levels; s++) {
                double total = isWithin(demand[i][s], left[c])
                        ? worth(values, designer, i, s) + backward[i + 1][c - step[i][s]]
                        : Double.NEGATIVE_INFINITY;
                if (total > most) {
                    most = total;
                    chosen = s;
                }
            }
            outcome[i] = chosen;
            c -= step[i][chosen];
        }
        return backward[0][left.length - 1];
    }

    @Override
    public void bestWithout(double[] values, double[] designer, double[] without) {
        sweepBackward(values, designer);
        sweepForward(values, designer);
        for (int i = 0; i < agents; i++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int s = 0; s < levels; s++) {
                int rest = left.length - 1 - step[i][s];
                for (int c = 0; c <= rest; c++) {
                    if (isWithin(left[c], left[rest])) {
                        most = Math.max(most, designer[i * levels + s] + forward[i][c] + backward[i + 1][rest - c]);
                    }
                }
            }
            without[i] = most;
        }
    }
}
