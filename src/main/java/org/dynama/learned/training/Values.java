package org.dynama.learned.training;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.World;

/**
 * Values of truth, of given report policies and of the best response, by backward recursion over public histories.
 *
 * <p>A buyer who may lie knows her type, the period and all past reports and draws; the others are truthful:
 *
 * <pre>
 * V_t(h, v) = choose over r of  E_{others | h} [ u(h, (r, others), v) + discount * E V_{t+1}(h', v') ]
 * </pre>
 */
final class Values {
    private final World world;
    private final Histories histories;
    private final TypeGrid grid;
    /** Shape {@code [1, 1, R, 1, R]}. */
    private final NDArray truthful;

    private final NDArray discount;

    Values(Histories histories, Tensors tensors) {
        this.histories = histories;
        world = histories.world;
        grid = histories.grid;
        double[] same = new double[grid.types * grid.types];
        for (int r = 0; r < grid.types; r++) {
            same[r * grid.types + r] = 1;
        }
        truthful = tensors.constant(same, 1, 1, grid.types, 1, grid.types);
        discount = tensors.scalar(world.discount());
    }

    /** What a buyer does with the values of all reports, shape {@code [K, N, R(report), G, R(type)]}. */
    @FunctionalInterface
    interface Choice {
        /** Returns shape {@code [K, N, G, R(type)]}. */
        NDArray of(int period, NDArray byReport);
    }

    /** Reports the truth. */
    NDArray truth(int period, NDArray byReport) {
        return byReport.mul(truthful).sum(new int[] {2});
    }

    /** Reports what is best. */
    static NDArray best(int period, NDArray byReport) {
        return byReport.max(new int[] {2});
    }

    /**
     * The utility of buyer {@code i} by initial type; shape {@code [K, R]}.
     *
     * @param memories whether the choice distinguishes her past true types; then {@code G = R^t} in period t, else 1
     */
    NDArray of(List<Stage> stages, int i, Choice choice, boolean memories) {
        NDArray later = null;
        for (int t = stages.size() - 1; t >= 0; t--) {
            Stage stage = stages.get(t);
            long nodes = histories.nodes[t];
            long paths = memories ? TypeGrid.power(grid.types, t) : 1;
            NDArray byProfile = stage.utility().get(i).reshape(1, nodes, grid.profiles, 1, grid.types);
            if (later != null) {
                byProfile = byProfile.add(discount.mul(continued(stage, i, later, nodes, paths, memories)));
            }
            later = choice.of(t, byReport(stage, i, byProfile, nodes));
        }
        if (later == null) {
            throw new IllegalStateException("a world has at least one period");
        }
        return later.reshape(-1, grid.types);
    }

    /** Shape {@code [K, N, P, G, R]}: the expected value of the next period's start. */
    private NDArray continued(Stage stage, int i, NDArray later, long nodes, long paths, boolean memories) {
        int types = grid.types;
        int outcomes = histories.outcomes;
        NDArray next = stage.next().get(i).reshape(1, nodes, grid.profiles, outcomes, 1, types, types);
        NDArray value = later.reshape(-1, nodes, grid.profiles, outcomes, paths, memories ? types : 1, types);
        NDArray expected = next.mul(value).sum(new int[] {6});
        return outcomes == 1
                ? expected.sum(new int[] {3})
                : expected.mul(stage.draws().reshape(1, nodes, grid.profiles, outcomes, 1, 1))
                        .sum(new int[] {3});
    }

    /** Shape {@code [K, N, R(report), G, R(type)]}: in expectation over the others, who are truthful. */
    private NDArray byReport(Stage stage, int i, NDArray byProfile, long nodes) {
        if (grid.n == 1) {
            return byProfile;
        }
        int before = TypeGrid.power(grid.types, i);
        int after = TypeGrid.power(grid.types, grid.n - 1 - i);
        long paths = byProfile.getShape().get(3);
        NDArray others = profileLaw(stage, i, nodes).reshape(1, nodes, before, 1, after, 1, 1);
        return byProfile
                .reshape(-1, nodes, before, grid.types, after, paths, grid.types)
                .mul(others)
                .sum(new int[] {2, 4});
    }

    /** Shape {@code [N, P / R]}, or {@code [N, P]} if nobody is left out: chances of the truthful buyers' profiles. */
    private NDArray profileLaw(Stage stage, int leftOut, long nodes) {
        NDArray joint = null;
        for (int j = 0; j < grid.n; j++) {
            if (j != leftOut) {
                NDArray one = stage.law().get(j);
                joint = joint == null
                        ? one
                        : joint.expandDims(2).mul(one.reshape(nodes, 1, grid.types)).reshape(nodes, -1);
            }
        }
        if (joint == null) {
            throw new IllegalStateException("somebody is left in");
        }
        return joint;
    }

    /** The seller's expected payoff under truth; a scalar. */
    NDArray profit(List<Stage> stages) {
        NDArray later = null;
        for (int t = stages.size() - 1; t >= 0; t--) {
            Stage stage = stages.get(t);
            long nodes = histories.nodes[t];
            NDArray income = stage.income();
            if (later != null) {
                NDArray value = later.reshape(nodes, grid.profiles, histories.outcomes);
                income = income.add(discount.mul(value.mul(stage.draws()).sum(new int[] {2})));
            }
            later = income.mul(profileLaw(stage, -1, nodes)).sum(new int[] {1});
        }
        if (later == null) {
            throw new IllegalStateException("a world has at least one period");
        }
        return later.sum();
    }
}
