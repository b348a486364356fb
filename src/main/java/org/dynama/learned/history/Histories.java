package org.dynama.learned.history;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.refusal.Entries;
import org.dynama.refusal.Refusal;

/**
 * All public histories of a discrete world: reports and, with lotteries, what was drawn.
 *
 * <p>A node is a history at the start of a period; a report node adds this period's reports, an outcome the draw after
 * them. Children of a node lie side by side, reports slowest.
 */
public final class Histories {
    /** A training that enumerates more report nodes than this in its last period is slower than one that draws. */
    private static final long TRAINABLE = 30_000;

    /** The exact best response takes about 2 kB for each report node of the last period. */
    private static final long COUNTABLE = 1_500_000;

    /** Bytes that may be taken by all histories together: 8 GiB. */
    public static final double MEMORY = 0x1p33;

    /** Numbers that the tape keeps for each that a product has. */
    private static final double ON_TAPE = 7;

    /** The same, with copies on the host, for each chance of a report that is drawn. */
    private static final double TOLD = 26;

    /** Numbers that are there at once without it. */
    private static final double AT_ONCE = 4;

    public final World world;
    public final TypeGrid grid;
    /** Draws after each report: 1 unless allocation is by lottery. */
    public final int outcomes;
    /** Per period: nodes at its start. */
    public final long[] nodes;
    /** Shape {@code [O, n, m]}: one where a draw gives a good to an agent. */
    public final double[][][] drawn;

    public Histories(World world) {
        if (!countable(world)) {
            throw Refusal.of(
                    String.format(
                            Locale.ROOT,
                            "a world of %,.0f histories that take %s cannot be enumerated",
                            count(world),
                            gibibytes(replied(world))),
                    "Maybe fewer values, goods or periods.");
        }
        this.world = world;
        grid = new TypeGrid(world);
        boolean lottery = world.allocation().isDrawn();
        outcomes = lottery ? TypeGrid.power(world.agents() + 1, world.goods()) : 1;
        nodes = new long[world.periods()];
        nodes[0] = 1;
        for (int t = 1; t < nodes.length; t++) {
            nodes[t] = nodes[t - 1] * grid.profiles() * outcomes;
        }
        drawn = lottery ? draws() : new double[0][][];
    }

    private double[][][] draws() {
        int n = world.agents();
        int m = world.goods();
        double[][][] draws = new double[outcomes][n][m];
        for (int o = 0; o < outcomes; o++) {
            for (int j = 0; j < m; j++) {
                int winner = o / TypeGrid.power(n + 1, m - 1 - j) % (n + 1);
                if (winner < n) {
                    draws[o][winner][j] = 1;
                }
            }
        }
        return draws;
    }

    /** Report nodes of the last period; 0 for intervals of types, which cannot be enumerated. */
    public static double count(World world) {
        return world.types().match(discrete -> count(world, discrete), interval -> 0.0);
    }

    private static double count(World world, Types.Discrete types) {
        double profiles = Math.pow(types.values().size(), (double) world.components() * world.agents());
        double outcomes = world.allocation().isDrawn() ? Math.pow(world.agents() + 1.0, world.goods()) : 1;
        return Math.pow(profiles * outcomes, world.periods() - 1.0) * profiles;
    }

    /** Whether training can play all histories in every step. */
    public static boolean trainable(World world) {
        return count(world) > 0 && count(world) <= TRAINABLE;
    }

    /** Whether the exact best response can be found. */
    public static boolean countable(World world) {
        return count(world) > 0 && count(world) <= COUNTABLE && replied(world) <= MEMORY;
    }

    /** Bytes that exact best replies take: movements of types from each history, and values for each report and type. */
    public static double replied(World world) {
        return 8 * AT_ONCE * world.agents() * count(world) * types(world);
    }

    /**
     * Bytes that the values of report policies take on the tape, at all histories and past types, which they know.
     *
     * @param policies of each agent
     */
    public static double played(World world, int policies) {
        double remembered = Math.pow(types(world), world.periods() - 1.0);
        double others = Math.pow(types(world), world.agents() - 1.0);
        double nodes = count(world) / types(world) / others;
        return 8 * ON_TAPE * world.agents() * policies * nodes * remembered * Math.pow(types(world), 2);
    }

    /** Bytes that paths of discrete types take on the tape: a row of chances from each value to each other. */
    public static double drawn(World world, double paths) {
        return 8
                * AT_ONCE
                * paths
                * world.agents()
                * world.components()
                * world.types().match(discrete -> Math.pow(discrete.values().size(), 2), interval -> 0.0)
                * (world.periods() - 1.0);
    }

    /** Bytes that trained policies take along paths of discrete types: a chance of each report, measured in one period. */
    public static double told(World world, double paths) {
        return 8 * TOLD * paths * types(world) * world.periods();
    }

    /** An agent's types; 0 for those of an interval. */
    public static double types(World world) {
        return world.types().match(discrete -> Math.pow(discrete.values().size(), world.components()), interval -> 0.0);
    }

    /** In words. */
    public static String gibibytes(double bytes) {
        return String.format(Locale.ROOT, "%,.0f GiB", Math.ceil(bytes / 0x1p30));
    }

    /** Shape {@code [N P, n d]}: reports at every report node of a period. */
    public NDArray reports(Tensors tensors, int period) {
        int rows = Entries.of("histories", "Maybe fewer types or periods.", nodes[period]);
        double[] each = grid.profileValues();
        double[] all = new double[rows * each.length];
        for (int h = 0; h < rows; h++) {
            System.arraycopy(each, 0, all, h * each.length, each.length);
        }
        return tensors.constant(all, (long) rows * grid.profiles(), (long) grid.n * grid.d);
    }

    /** Shape {@code [1, N, n d]}: the reports of the period before at each node of a period's start; zero at the first. */
    public NDArray last(Tensors tensors, int period) {
        double[] each = grid.profileValues();
        int width = grid.n * grid.d;
        int rows = Entries.of("histories", "Maybe fewer types or periods.", nodes[period], width) / width;
        double[] all = new double[rows * width];
        for (int node = 0; node < rows && period > 0; node++) {
            System.arraycopy(each, node / outcomes % grid.profiles() * width, all, node * width, width);
        }
        return tensors.constant(all, 1, rows, width);
    }

    /** Shape {@code [rows O, m]}: what agent {@code i} gets in each draw after each of so many report nodes. */
    public NDArray drawn(Tensors tensors, long rows, int i) {
        int m = world.goods();
        double[] all = new double[Entries.of("replies", "Maybe fewer types or periods.", rows, outcomes, m)];
        for (int k = 0; k < rows * outcomes; k++) {
            System.arraycopy(drawn[k % outcomes][i], 0, all, k * m, m);
        }
        return tensors.constant(all, rows * outcomes, m);
    }
}
