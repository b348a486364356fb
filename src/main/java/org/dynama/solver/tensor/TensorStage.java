package org.dynama.solver.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dynama.model.Mdp;
import org.jspecify.annotations.Nullable;

/**
 * The states of one stage on the device, and how they hang together with the other stages.
 *
 * <p>Tables of a stage have the shape {@code [states, A, B]} or, flattened, {@code [states * A, B]}, where {@code A} is the
 * largest number of actions of a state of this stage.
 */
public final class TensorStage {
    private static final int[] OVER_ACTIONS = {1};

    /** In increasing order; a state's place in this array is its row in the stage's tensors. */
    public final int[] states;

    /** The most actions of any of these states; those with fewer have empty rows behind their pairs. */
    public final int actions;
    /** Expected values of successors by state-action pair; null where every pair ends the run. */
    public final @Nullable TensorGather successors;
    /** The mass that flows into the states from pairs of earlier stages; null where none does. */
    public final @Nullable TensorGather predecessors;
    /** Initial probabilities, shape {@code [states, 1]}. */
    private final NDArray initial;
    /** The rows with an initial probability: others may have the value minus infinity, times zero. */
    private final @Nullable NDIndex initialRows;
    /** Of those rows, in float64, shape {@code [rows, 1]}; null where it is one, and of one row. */
    private final @Nullable NDArray initialOdds;

    /** The numbers of the actions, shape {@code [1, A, 1]}. */
    private final NDArray numbers;

    private final TensorDevice device;
    private final NDIndex[] action;
    private final Mdp mdp;

    TensorStage(
            TensorDevice device,
            NDManager manager,
            Mdp mdp,
            int[] states,
            @Nullable TensorGather successors,
            @Nullable TensorGather predecessors) {
        this.states = states;
        this.successors = successors;
        this.predecessors = predecessors;
        this.mdp = mdp;
        this.device = device;
        actions = width(mdp, states);
        double[] odds =
                IntStream.of(states).mapToDouble(s -> mdp.initial().get(s)).toArray();
        long[] rows = IntStream.range(0, odds.length)
                .filter(row -> odds[row] > 0)
                .asLongStream()
                .toArray();
        initial = device.upload(manager, odds, new Shape(odds.length, 1));
        boolean certain = rows.length == 1 && odds[(int) rows[0]] == 1;
        initialRows = rows.length == 0
                ? null
                : certain
                        ? new NDIndex("{}:{}", rows[0], rows[0] + 1)
                        : new NDIndex("{}", device.upload(manager, rows, new Shape(rows.length)));
        initialOdds = rows.length == 0 || certain
                ? null
                : device.wide()
                        .upload(
                                manager,
                                DoubleStream.of(odds).filter(odd -> odd > 0).toArray(),
                                new Shape(rows.length, 1));
        numbers = device.upload(manager, LongStream.range(0, actions).toArray(), new Shape(1, actions, 1));
        action = IntStream.range(0, actions)
                .mapToObj(a -> new NDIndex(":, {}", a))
                .toArray(NDIndex[]::new);
    }

    /** The most actions of any of some states. */
    static int width(Mdp mdp, int... states) {
        return IntStream.of(states)
                .map(s -> mdp.endPair(s) - mdp.firstPair(s))
                .max()
                .orElseThrow();
    }

    /** The number of rows of a flattened table. */
    public int rows() {
        return states.length * actions;
    }

    /** The state-action pair, as the MDP counts them, of a row of a flattened table; -1 of an empty row. */
    public int pair(int row) {
        int s = states[row / actions];
        int pair = mdp.firstPair(s) + row % actions;
        return pair < mdp.endPair(s) ? pair : -1;
    }

    /** Whether no row is empty. */
    public boolean isFull() {
        return IntStream.of(states).allMatch(s -> mdp.endPair(s) - mdp.firstPair(s) == actions);
    }

    /** {@code [states * A, B]} as {@code [states, A, B]}. */
    public NDArray byState(NDArray flat) {
        return flat.reshape(states.length, actions, flat.getShape().get(1));
    }

    /** {@code [states, A, B]} as {@code [states * A, B]}. */
    public NDArray flat(NDArray byState) {
        return byState.reshape(rows(), byState.getShape().get(2));
    }

    /** Action {@code a} of a table by state, shape {@code [states, B]}: a view. */
    public NDArray action(NDArray byState, int a) {
        return byState.get(action[a]);
    }

    /** The largest entry over the actions, shape {@code [states, B]}, fresh. */
    public NDArray most(NDArray byState) {
        if (device.reduces()) {
            return byState.max(OVER_ACTIONS);
        }
        NDArray most = action(byState, 0);
        if (actions == 1) {
            return most.duplicate();
        }
        for (int a = 1; a < actions; a++) {
            most = most.maximum(action(byState, a));
        }
        return most;
    }

    /**
     * The lowest of the actions with the largest entry, with that entry: as {@link #visit} reads it, its number, shape
     * {@code [states, B]}, or one for it and zero for the others, shape {@code [states, A, B]}.
     */
    TensorSweeps.Choice lowestOfTheBest(NDArray byState) {
        if (device.reduces()) {
            NDArray best = byState.argMax(1);
            return new TensorSweeps.Choice(
                    best, byState.gather(best.expandDims(1), 1).squeeze(1));
        }
        NDArray values = most(byState);
        return new TensorSweeps.Choice(lowestOf(byState, values), values);
    }

    /** One for the lowest of the actions with at least so much, shape {@code [states, B]}, zero for the others. */
    public NDArray lowestOf(NDArray byState, NDArray least) {
        NDArray policy = byState.gte(least.expandDims(1)).toType(least.getDataType(), true);
        if (device.reduces()) {
            return policy.argMax(1).expandDims(1).eq(numbers).toType(least.getDataType(), true);
        }
        NDArray left = least.onesLike();
        for (int a = 0; a < actions; a++) {
            NDArray chosen = action(policy, a);
            chosen.muli(left);
            left.subi(chosen);
        }
        return policy;
    }

    /** The occupancies of a hard choice, shape {@code [states, A, B]}, which may be the choice, overwritten. */
    NDArray visit(NDArray choice, NDArray reach) {
        return device.reduces()
                ? choice.expandDims(1).eq(numbers).mul(reach.expandDims(1))
                : choice.muli(reach.expandDims(1));
    }

    /** Adds the expected value of the successor, in place; {@code values} by stage, shape {@code [states, B]}. */
    NDArray continuation(NDArray table, NDArray[] values) {
        return successors == null ? table : table.addi(successors.of(values));
    }

    /** What the initial states of this stage contribute to the value, shape {@code [B]}; null without any. */
    @Nullable
    NDArray initialValue(NDArray values) {
        if (initialRows == null) {
            return null;
        }
        NDArray rows = values.get(initialRows).toType(DataType.FLOAT64, false);
        return initialOdds == null ? rows.squeeze(0) : rows.muli(initialOdds).sum(new int[] {0});
    }

    /**
     * The mass that reaches each state, shape {@code [states, B]}, or {@code [states, 1]} where it is the same for all
     * profiles; it may be part of the occupancies, so it must not be written to.
     */
    NDArray reach(NDArray[] occupancies) {
        if (predecessors == null) {
            return initial;
        }
        NDArray reach = predecessors.of(occupancies);
        return initialRows == null ? reach : reach.add(initial);
    }
}
