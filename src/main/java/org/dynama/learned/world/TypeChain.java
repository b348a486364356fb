package org.dynama.learned.world;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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

    private final Dynamics dynamics;
    private final boolean moves;
    /** Values of one component. */
    private final double[] points;

    private final double[] initial;
    /** Logits of the points, for intervals. */
    private final double[] logits;

    private TypeChain(World world, int agent, double[] points, double[] initial, double[] logits) {
        dynamics = world.dynamics(agent);
        moves = moves(world);
        this.points = points;
        this.initial = initial;
        this.logits = logits;
    }

    /** The chain of one component of the first agent's type, and of every one's where agents are alike. */
    public static TypeChain of(World world) {
        return of(world, 0);
    }

    /** The chains of all agents. */
    public static List<TypeChain> all(World world) {
        return IntStream.range(0, world.agents()).mapToObj(i -> of(world, i)).toList();
    }

    /** The chain of one component of an agent's type. */
    public static TypeChain of(World world, int agent) {
        return world.types(agent)
                .match(
                        discrete -> new TypeChain(
                                world,
                                agent,
                                discrete.values().toArray(),
                                discrete.initial().toArray(),
                                new double[0]),
                        interval -> moves(world) ? moving(world, agent, interval) : still(world, agent, interval));
    }

    private static boolean moves(World world) {
        return world.periods() > 1 && world.dynamics().moves();
    }

    private static TypeChain still(World world, int agent, Types.Interval interval) {
        double[] points = new double[STILL];
        for (int g = 0; g < points.length; g++) {
            points[g] = interval.quantile((g + 0.5) / points.length);
        }
        double[] initial = new double[points.length];
        Arrays.fill(initial, 1.0 / points.length);
        return new TypeChain(world, agent, points, initial, new double[0]);
    }

    private static TypeChain moving(World world, int agent, Types.Interval interval) {
        double[] logits = grid(interval);
        double[] points = Arrays.stream(logits).map(s -> value(interval, s)).toArray();
        double[] initial = new double[points.length];
        for (int k = 0; k < QUADRATURE; k++) {
            spread(logits, initial, logit(interval, interval.quantile((k + 0.5) / QUADRATURE)), 1.0 / QUADRATURE);
        }
        return new TypeChain(world, agent, points, initial, logits);
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
    private static void spread(double[] logits, double[] row, double at, double weight) {
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
            if (!moves) {
                next[v][v] = 1;
            } else if (logits.length > 0) {
                step(y, memory).spread(logits, v, next[v]);
            } else {
                next[v] = drawn(v, y, memory);
            }
        }
        return next;
    }

    private double[] drawn(int v, double y, double memory) {
        return dynamics.match(
                bandit -> anew(v, y, bandit.rate() * (memory + y)),
                fixedSales -> stepped(v, y, 0),
                habit -> stepped(v, y, habit.rate()));
    }

    private double[] anew(int v, double y, double rate) {
        double[] row = new double[points.length];
        double alpha = rate * (points.length - 1) / (points[points.length - 1] - points[0]);
        double sum = 0;
        for (double point : points) {
            sum += Math.exp(-alpha * Math.abs(point - points[v]));
        }
        for (int w = 0; w < points.length; w++) {
            row[w] = y * Math.exp(-alpha * Math.abs(points[w] - points[v])) / sum + (w == v ? 1 - y : 0);
        }
        return row;
    }

    private double[] stepped(int v, double y, double rate) {
        double[] row = new double[points.length];
        row[v] += 1 - rate;
        row[Math.min(points.length - 1, v + 1)] += rate * y;
        row[Math.max(0, v - 1)] += rate * (1 - y);
        return row;
    }

    /** A normal step of a logit. */
    private record Step(double drift, double deviation) {
        void spread(double[] logits, int v, double[] row) {
            for (int k = 0; k < QUADRATURE; k++) {
                double normal = Normal.quantile((k + 0.5) / QUADRATURE);
                TypeChain.spread(logits, row, logits[v] + drift + deviation * normal, 1.0 / QUADRATURE);
            }
        }
    }

    private Step step(double y, double memory) {
        return dynamics.match(
                bandit -> new Step(0, (1 - y) * bandit.resting() + y / (1 + bandit.rate() * memory)),
                fixedSales -> new Step(0, 0),
                habit -> new Step(habit.rate() * (2 * y - 1), habit.noise()));
    }
}
