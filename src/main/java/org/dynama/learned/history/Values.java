package org.dynama.learned.history;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Objects;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.World;

/**
 * Values of truth, of given report policies and of the best response, by backward recursion over public histories.
 *
 * <p>An agent who may lie knows her type, the period and all past reports and draws, or has {@link SealedBeliefs} where reports are
 * sealed; the others are truthful:
 *
 * <pre>
 * V_t(h, v) = choose over r of  E_{others | h} [ u(h, (r, others), v) + discount * E V_{t+1}(h', v') ]
 * </pre>
 */
public final class Values {
    /** Beside the unit of values: what a lie must gain before it is told. */
    private static final double LOYALTY = 1e-9;

    private final World world;
    private final Histories histories;
    private final TypeGrid grid;
    /** Shape {@code [1, 1, R, 1, R]}. */
    private final NDArray truthful;

    private final NDArray discount;
    private final Tensors tensors;

    public Values(Histories histories, Tensors tensors) {
        this.tensors = tensors;
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

    /** What an agent does with the values of all reports, shape {@code [K, N, R(report), G, R(type)]}. */
    @FunctionalInterface
    public interface Choice {
        /** Returns shape {@code [K, N, G, R(type)]}. */
        NDArray of(int period, NDArray byReport);
    }

    /** Reports the truth. */
    public NDArray truth(int period, NDArray byReport) {
        return byReport.mul(truthful).sum(new int[] {2});
    }

    /** Reports what is best for agent {@code i}, as far as she knows where she is. */
    public Choice best(List<Stage> stages, int i) {
        if (world.reportsAreKnown()) {
            return (t, byReport) -> byReport.max(new int[] {2});
        }
        SealedBeliefs beliefs = new SealedBeliefs(histories, stages, i);
        return (t, byReport) -> byReport.mul(believed(beliefs, t, byReport, 0)).sum(new int[] {2});
    }

    /** One for the report that is best in expectation over what the agent believes; shape {@code [1, N, R, 1, R]}. */
    private NDArray believed(SealedBeliefs beliefs, int period, NDArray byReport, double loyalty) {
        return tensors.of(beliefs.chosen(period, byReport.toDoubleArray(), loyalty), byReport.size())
                .reshape(byReport.getShape());
    }

    /** The best replies of agent {@code i}. */
    public Replies replies(List<Stage> stages, int i) {
        Replies replies = new Replies(grid.types, stages.size());
        Choice told = told(stages, i);
        Choice best = best(stages, i);
        of(
                stages,
                i,
                (t, byReport) -> {
                    replies.set(t, told.of(t, byReport).argMax(2).toLongArray());
                    return best.of(t, byReport);
                },
                false);
        return replies;
    }

    /** Chances of reports, shape {@code [1, N, R, 1, R]}, of an agent who lies where that gains 1e-9; ties are drawn. */
    private Choice told(List<Stage> stages, int i) {
        double loyalty = LOYALTY * world.unit();
        if (world.reportsAreKnown()) {
            return (t, byReport) -> {
                NDArray favoured = byReport.add(truthful.mul(loyalty));
                NDArray best = favoured.eq(favoured.max(new int[] {2}, true)).toType(DataType.FLOAT64, false);
                return best.div(best.sum(new int[] {2}, true));
            };
        }
        SealedBeliefs beliefs = new SealedBeliefs(histories, stages, i);
        return (t, byReport) -> believed(beliefs, t, byReport, loyalty);
    }

    /**
     * The utility of agent {@code i} by initial type; shape {@code [K, R]}.
     *
     * @param memories whether the choice distinguishes her past true types; then {@code G = R^t} in period t, else 1
     */
    public NDArray of(List<Stage> stages, int i, Choice choice, boolean memories) {
        NDArray later = null;
        for (int t = stages.size() - 1; t >= 0; t--) {
            Stage stage = stages.get(t);
            long nodes = histories.nodes[t];
            long paths = memories ? TypeGrid.power(grid.types, t) : 1;
            NDArray byProfile = stage.utility().get(i).reshape(1, nodes, grid.profiles(), 1, grid.types);
            if (later != null) {
                byProfile = byProfile.add(discount.mul(continued(stage, i, later, nodes, paths, memories)));
            }
            later = choice.of(t, byReport(stage, i, byProfile, nodes));
        }
        return Objects.requireNonNull(later, "a world has a period").reshape(-1, grid.types);
    }

    /** Shape {@code [K, N, P, G, R]}: the expected value of the next period's start. */
    private NDArray continued(Stage stage, int i, NDArray later, long nodes, long paths, boolean memories) {
        int types = grid.types;
        int outcomes = histories.outcomes;
        NDArray next = stage.next().get(i).reshape(1, nodes, grid.profiles(), outcomes, 1, types, types);
        NDArray value = later.reshape(-1, nodes, grid.profiles(), outcomes, paths, memories ? types : 1, types);
        NDArray expected = next.mul(value).sum(new int[] {6});
        return outcomes == 1
                ? expected.sum(new int[] {3})
                : expected.mul(stage.draws().reshape(1, nodes, grid.profiles(), outcomes, 1, 1))
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
        NDArray others = profileDistribution(stage, i, nodes).reshape(1, nodes, before, 1, after, 1, 1);
        return byProfile
                .reshape(-1, nodes, before, grid.types, after, paths, grid.types)
                .mul(others)
                .sum(new int[] {2, 4});
    }

    /** Shape {@code [N, P / R]}, or {@code [N, P]} if nobody is left out: chances of the truthful agents' profiles. */
    private NDArray profileDistribution(Stage stage, int leftOut, long nodes) {
        NDArray joint = null;
        for (int j = 0; j < grid.n; j++) {
            if (j != leftOut) {
                NDArray one = stage.distribution().get(j);
                joint = joint == null
                        ? one
                        : joint.expandDims(2)
                                .mul(one.reshape(nodes, 1, grid.types))
                                .reshape(nodes, -1);
            }
        }
        if (joint == null) {
            throw new IllegalStateException("somebody is left in");
        }
        return joint;
    }

    /** The designer's expected payoff under truth; a scalar. */
    public NDArray profit(List<Stage> stages) {
        NDArray later = null;
        for (int t = stages.size() - 1; t >= 0; t--) {
            Stage stage = stages.get(t);
            long nodes = histories.nodes[t];
            NDArray income = income(stage, -1);
            if (later != null) {
                NDArray value = later.reshape(nodes, grid.profiles(), histories.outcomes);
                income = income.add(discount.mul(value.mul(stage.draws()).sum(new int[] {2})));
            }
            later = income.mul(profileDistribution(stage, -1, nodes)).sum(new int[] {1});
        }
        return Objects.requireNonNull(later, "a world has a period").sum();
    }

    /** Shape {@code [N, P]}: of all agents but one. */
    private static NDArray income(Stage stage, int leftOut) {
        NDArray sum = stage.income().get(0).zerosLike();
        for (int i = 0; i < stage.income().size(); i++) {
            sum = i == leftOut ? sum : sum.add(stage.income().get(i));
        }
        return sum;
    }

    /**
     * What the designer earns when agent {@code i} alone chooses, by her initial type; shape {@code [R]}.
     *
     * @param lies whether she plays her best response, in which a lie must gain 1e-9 or truth is told
     * @param pays whether her own payments and costs count; they do not if she stays away
     */
    public NDArray earned(List<Stage> stages, int i, boolean lies, boolean pays) {
        NDArray later = null;
        NDArray worth = null;
        Choice told = lies ? told(stages, i) : (t, byReport) -> truthful.add(byReport.zerosLike());
        for (int t = stages.size() - 1; t >= 0; t--) {
            Stage stage = stages.get(t);
            long nodes = histories.nodes[t];
            NDArray income = income(stage, pays ? -1 : i).reshape(1, nodes, grid.profiles(), 1, 1);
            NDArray value = stage.utility().get(i).reshape(1, nodes, grid.profiles(), 1, grid.types);
            income = income.add(value.zerosLike());
            if (later != null && worth != null) {
                income = income.add(discount.mul(continued(stage, i, later, nodes, 1, false)));
                value = value.add(discount.mul(continued(stage, i, worth, nodes, 1, false)));
            }
            NDArray byReport = byReport(stage, i, value, nodes);
            NDArray choice = told.of(t, byReport);
            later = byReport(stage, i, income, nodes).mul(choice).sum(new int[] {2});
            worth = byReport.mul(choice).sum(new int[] {2});
        }
        return Objects.requireNonNull(later, "a world has a period").reshape(-1);
    }
}
