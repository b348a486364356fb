package org.dynama.learned.world;

import java.util.Arrays;

/**
 * How one agent's type moves, in plain numbers: the second route to what training does on tensors, and what the
 * baselines are computed on. Interval types are put on a grid that is dense where they start.
 */
public final class TypeChain {
    private static final int STILL = 50;
    private static final int NARROW = 24;
    private static final int WIDE = 16;
    private static final double FURTHEST = 6;
    private static final int QUADRATURE = 64;

    private final World world;
    /** Values of one component. */
    private final double[] points;
    /** Logits of the points, for intervals. */
    private final double[] logits;

    private final double[] initial;

    /** The chain of one component of an agent's type. */
    public TypeChain(World world) {
        this.world = world;
        if (world.types() instanceof Types.Discrete discrete) {
            points = discrete.values().toArray();
            initial = discrete.initial().toArray();
            logits = new double[0];
        } else {
            Types.Interval interval = (Types.Interval) world.types();
            if (world.periods() == 1 || world.dynamics() instanceof Dynamics.FixedSales) {
                points = new double[STILL];
                for (int g = 0; g < points.length; g++) {
                    points[g] = interval.quantile((g + 0.5) / points.length);
                }
                initial = new double[points.length];
                Arrays.fill(initial, 1.0 / points.length);
                logits = new double[0];
            } else {
                logits = grid(interval);
                points = Arrays.stream(logits).map(s -> value(interval, s)).toArray();
                initial = new double[points.length];
                for (int k = 0; k < QUADRATURE; k++) {
                    spread(initial, logit(interval, interval.quantile((k + 0.5) / QUADRATURE)), 1.0 / QUADRATURE);
                }
            }
        }
    }

    private static double[] grid(Types.Interval interval) {
        double from = logit(interval, interval.quantile(0.002));
        double to = logit(interval, interval.quantile(0.998));
        double[] grid = new double[NARROW + 2 * WIDE];
        for (int k = 0; k < NARROW; k++) {
            grid[WIDE + k] = from + (to - from) * k / (NARROW - 1);
        }
        for (int k = 0; k < WIDE; k++) {
            grid[k] = -FURTHEST + (from + FURTHEST) * k / WIDE;
            grid[WIDE + NARROW + k] = to + (FURTHEST - to) * (k + 1) / WIDE;
        }
        return grid;
    }

    private static double logit(Types.Interval interval, double value) {
        double share = (value - interval.low()) / (interval.high() - interval.low());
        return Math.log(share / (1 - share));
    }

    private static double value(Types.Interval interval, double logit) {
        return interval.low() + (interval.high() - interval.low()) / (1 + Math.exp(-logit));
    }

    /** Puts a weight at a logit, on the two points around it. */
    private void spread(double[] row, double at, double weight) {
        int above = Arrays.binarySearch(logits, at);
        above = above < 0 ? -above - 1 : above;
        if (above == 0 || above == logits.length) {
            row[above == 0 ? 0 : above - 1] += weight;
            return;
        }
        double share = (at - logits[above - 1]) / (logits[above] - logits[above - 1]);
        row[above] += weight * share;
        row[above - 1] += weight * (1 - share);
    }

    /** Values of one component, in increasing order. */
    public double[] points() {
        return points.clone();
    }

    /** Probabilities of first values. */
    public double[] initial() {
        return initial.clone();
    }

    /**
     * Probabilities of next values, from the row's to the column's.
     *
     * @param y consumed now
     * @param memory consumed before
     */
    public double[][] next(double y, double memory) {
        double[][] next = new double[points.length][points.length];
        for (int v = 0; v < points.length; v++) {
            if (world.periods() == 1 || world.dynamics() instanceof Dynamics.FixedSales) {
                next[v][v] = 1;
            } else if (logits.length > 0) {
                moved(next[v], logits[v], y, memory);
            } else if (world.dynamics() instanceof Dynamics.Bandit bandit) {
                drawn(next[v], v, y, bandit.rate() * (memory + y));
            } else {
                double rate = ((Dynamics.Habit) world.dynamics()).rate();
                next[v][v] += 1 - rate;
                next[v][Math.min(points.length - 1, v + 1)] += rate * y;
                next[v][Math.max(0, v - 1)] += rate * (1 - y);
            }
        }
        return next;
    }

    private void drawn(double[] row, int v, double y, double alpha) {
        double sum = 0;
        for (double point : points) {
            sum += Math.exp(-alpha * Math.abs(point - points[v]));
        }
        for (int w = 0; w < points.length; w++) {
            row[w] = y * Math.exp(-alpha * Math.abs(points[w] - points[v])) / sum + (w == v ? 1 - y : 0);
        }
    }

    private void moved(double[] row, double logit, double y, double memory) {
        double drift = 0;
        double deviation;
        if (world.dynamics() instanceof Dynamics.Bandit bandit) {
            deviation = (1 - y) * bandit.resting() + y / (1 + bandit.rate() * memory);
        } else {
            Dynamics.Habit habit = (Dynamics.Habit) world.dynamics();
            drift = habit.rate() * (2 * y - 1);
            deviation = habit.noise();
        }
        for (int k = 0; k < QUADRATURE; k++) {
            spread(row, logit + drift + deviation * Normal.quantile((k + 0.5) / QUADRATURE), 1.0 / QUADRATURE);
        }
    }
}
