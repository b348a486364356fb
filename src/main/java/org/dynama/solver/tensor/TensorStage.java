package org.dynama.solver.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.stream.IntStream;
import org.dynama.model.Mdp;
import org.jspecify.annotations.Nullable;

/**
 * The states of one stage on the device, and how they hang together with the other stages.
 *
 * <p>Tables of a stage have the shape {@code [states, A, B]} or, flattened, {@code [states * A, B]}, where {@code A} is the
 * largest number of actions of a state of this stage.
 */
public final class TensorStage {
    /** In increasing order; a state's place in this array is its row in the stage's tensors. */
    public final int[] states;

    /** The most actions of any of these states; those with fewer have empty rows behind their pairs. */
    public final int actions;
    /** Expected values of successors by state-action pair; null where every pair ends the run. */
    public final @Nullable TensorGather successors;
    /** The mass that flows into the states from pairs of earlier stages; null where none does. */
    public final @Nullable TensorGather predecessors;
    /** Initial probabilities, shape {@code [states, 1]}; null where all are zero. */
    private final @Nullable NDArray initial;
    /** The rows with an initial probability: others may have the value minus infinity, times zero. */
    private final @Nullable NDIndex initialRows;

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
        actions = width(mdp, states);
        double[] odds =
                IntStream.of(states).mapToDouble(s -> mdp.initial().get(s)).toArray();
        long[] rows = IntStream.range(0, odds.length)
                .filter(row -> odds[row] > 0)
                .asLongStream()
                .toArray();
        initial = rows.length == 0 ? null : device.upload(manager, odds, new Shape(odds.length, 1));
        initialRows = rows.length == 0 ? null : new NDIndex("{}", device.upload(manager, rows, new Shape(rows.length)));
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

    /** The largest entry over the actions, shape {@code [states, B]}. PyTorch's own is 15 times slower. */
    public NDArray most(NDArray byState) {
        NDArray most = action(byState, 0);
        if (actions == 1) {
            return most.duplicate();
        }
        for (int a = 1; a < actions; a++) {
            most = most.maximum(action(byState, a));
        }
        return most;
    }

    /** What the initial states of this stage contribute to the value, shape {@code [B]}; null without any. */
    public @Nullable NDArray initialValue(NDArray values) {
        if (initial == null || initialRows == null) {
            return null;
        }
        NDArray odds = initial.get(initialRows).toType(DataType.FLOAT64, false);
        return values.get(initialRows).toType(DataType.FLOAT64, false).mul(odds).sum(new int[] {0});
    }

    /** A fresh tensor of the mass that reaches each state, shape {@code [states, B]}. */
    NDArray reach(NDArray[] occupancies, NDArray like) {
        NDArray reach =
                like.getManager().zeros(new Shape(states.length, like.getShape().get(2)), like.getDataType());
        if (initial != null) {
            reach.addi(initial);
        }
        return predecessors == null ? reach : reach.addi(predecessors.of(occupancies));
    }
}
