package org.dynama.learned.path;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.dynama.learned.history.TypeGrid;
import org.dynama.learned.network.Leaves;
import org.dynama.learned.network.ReportNetwork;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.World;

/**
 * Every report of every period tried by policies that say what is likeliest from there on, and explore before.
 *
 * <p>All trials of a path meet the same chances, so their differences are what a report is worth, with little noise: the
 * gradient of {@code sum_r pi(r) worth(r)} needs no scores of what was drawn.
 */
public final class ReportTrials implements Liar {
    /** Rows that one policy may take for one future of each first type. */
    private static final double MOST = 20_000;

    private final World world;
    private final Tensors tensors;
    private final ReportNetwork network;
    private final Leaves leaves;
    private final TypeGrid grid;
    private final int agents;
    /** Trials of each path: periods and reports. */
    private final int trials;
    /** Per period, along the N paths of each of K policies that explore up to the last report. */
    private final List<Seen> seen = new ArrayList<>();

    /** Shapes {@code [K, N, d]}, {@code [K, N, d]}. */
    private record Seen(NDArray own, NDArray said) {}

    /** Of K N rows. */
    private final List<Heard> heard = new ArrayList<>();

    /**
     * Trials in a world that they {@link #fit}.
     *
     * @param network of the policies of all agents, side by side: the first of each, the second of each
     * @param agents of whom these are the policies
     */
    public ReportTrials(World world, Tensors tensors, ReportNetwork network, Leaves leaves, int agents) {
        this.world = world;
        this.tensors = tensors;
        this.network = network;
        this.leaves = leaves;
        this.agents = agents;
        grid = new TypeGrid(world);
        trials = trials(world);
    }

    /** Whether a world has types that can all be tried: the trials of one future of each first type are not too many. */
    public static boolean fit(World world) {
        return world.types()
                .match(
                        discrete -> {
                            double types = Math.pow(discrete.values().size(), world.components());
                            return world.periods() * types * types <= MOST;
                        },
                        interval -> false);
    }

    /** How many there are of a path. */
    public static int trials(World world) {
        return world.periods() * new TypeGrid(world).types;
    }

    @Override
    public int lanes() {
        return trials * network.policies() / agents;
    }

    @Override
    public Talk begin(World begun, Tensors kept, int rows) {
        return new Tried(rows / trials / network.policies());
    }

    /**
     * The sum over periods and policies of {@code sum_r pi(r) worth(r)}, in expectation over paths; a scalar on the tape.
     *
     * @param moving the policies' parameters
     * @param utility of each trial, which has been played; shape {@code [L, B, N]}
     */
    public NDArray worth(Leaves moving, NDArray utility) {
        int each = Math.toIntExact(utility.size() / trials / network.policies());
        NDArray all = utility.reshape(world.periods(), grid.types, network.policies(), each);
        Encoders encoders = new Encoders(world, tensors, network, moving, each);
        NDArray worth = tensors.scalar(0);
        for (int t = 0; t < world.periods(); t++) {
            encoders.see(t, seen.get(t).own);
            NDArray byReport = all.get(t).transpose(1, 2, 0);
            worth = worth.add(
                    encoders.chances(grid, seen.get(t).own).mul(byReport).sum());
            encoders.say(seen.get(t).said);
            if (t < heard.size()) {
                encoders.hear(heard.get(t));
            }
        }
        return tensors.scaled(worth, 1.0 / each).sum();
    }

    /** ReportTrials under way, on rows by trial, policy, agent and path. */
    private final class Tried implements Talk {
        private final int each;
        private final Encoders encoders;
        /** Rows of the path that explores up to the last period. */
        private final String explored;

        Tried(int each) {
            this.each = each;
            encoders = new Encoders(world, tensors, network, leaves, trials * each);
            int block = network.policies() * each;
            int from = (trials - grid.types) * block;
            explored = from + ":" + (from + block);
        }

        /** Shape {@code [K, trials N, -1]}, of rows. */
        private NDArray byPolicy(NDArray rows) {
            return rows.reshape(trials, network.policies(), each, -1)
                    .transpose(1, 0, 2, 3)
                    .reshape(network.policies(), (long) trials * each, -1);
        }

        @Override
        public Said say(NDArray own, int period, Scenario scenario) {
            NDArray mine = byPolicy(own);
            encoders.see(period, mine);
            long[] likeliest = encoders.chances(grid, mine).argMax(2).toLongArray();
            double[] uniform = scenario.uniform[period][world.agents() * grid.d];
            double[] said = new double[likeliest.length * grid.d];
            for (int row = 0; row < likeliest.length; row++) {
                int path = row % each;
                int policy = row / each % network.policies();
                int trial = row / each / network.policies();
                double chance = uniform[policy % agents * each + path] / PolicyLiar.EXPLORATION;
                int report = Math.toIntExact(likeliest[(policy * trials + trial) * each + path]);
                if (period <= trial / grid.types) {
                    report = period == trial / grid.types
                            ? trial % grid.types
                            : chance < 1 ? (int) (chance * grid.types) : report;
                }
                System.arraycopy(grid.values[report], 0, said, row * grid.d, grid.d);
            }
            NDArray values = tensors.of(said, likeliest.length, grid.d);
            encoders.say(byPolicy(values));
            seen.add(new Seen(block(own), block(values)));
            return new Said(values, tensors.zeros(likeliest.length, 1));
        }

        private NDArray block(NDArray rows) {
            return rows.get(explored).reshape(network.policies(), each, grid.d);
        }

        @Override
        public void hear(Heard all) {
            encoders.hear(all.rows(this::byPolicy));
            heard.add(all.rows(rows -> rows.get(explored)));
        }
    }
}
