package org.dynama.solver.tensor.discounted;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;
import org.dynama.refusal.Refusal;
import org.dynama.solver.kernel.Endless;
import org.dynama.solver.tensor.TensorDevice;
import org.dynama.solver.tensor.TensorGather;
import org.dynama.solver.tensor.TensorGather.Link;
import org.dynama.solver.tensor.TensorStage;
import org.jspecify.annotations.Nullable;

/**
 * The flow of a discounted or total MDP on the device: the matrix {@code E}, out of states less the discounted flow into them,
 * applied to batches, and the matrices over states that are built from it. Rows: pairs {@code [S * A, B]} or states
 * {@code [S, B]}.
 */
final class TensorFlow {
    final TensorStage stage;
    private final TensorGather successors;
    private final TensorGather predecessors;
    /** {@code -gamma P_pi'} from policies, shape {@code [S * S, B]}. */
    private final TensorGather moves;
    /** {@code E diag(nu) E'} from measures. */
    private final TensorGather gram;

    private final NDArray discount;
    final TensorNumbers numbers;
    final Endless runs;

    /** Shape {@code [S * S, 1]}. */
    private final NDArray identity;
    /** Shape {@code [S, 1]}. */
    private final NDArray initial;
    /** 0 of empty rows, else 1, shape {@code [S, A, 1]}; null where there are none. */
    final @Nullable NDArray filled;

    TensorFlow(TensorDevice device, NDManager manager, Mdp mdp, Endless runs, TensorStage stage) {
        this.stage = stage;
        int n = mdp.stateCount();
        if (stage.successors == null || stage.predecessors == null) {
            throw Refusal.of("an MDP without transitions has no flow", "");
        }
        successors = stage.successors;
        predecessors = stage.predecessors;
        this.runs = runs;
        double factor = runs.discount();
        numbers = new TensorNumbers(device, manager);
        discount = numbers.of(factor);
        double[] diagonal = new double[n * n];
        IntStream.range(0, n).forEach(s -> diagonal[s * n + s] = 1);
        identity = device.upload(manager, diagonal, new Shape((long) n * n, 1));
        initial = device.upload(manager, mdp.initial().toArray(), new Shape(n, 1));
        double[] mask = IntStream.range(0, stage.rows())
                .mapToDouble(row -> stage.pair(row) < 0 ? 0 : 1)
                .toArray();
        filled = stage.isFull() ? null : device.upload(manager, mask, new Shape(n, stage.actions, 1));
        int[] rows = {stage.rows()};
        moves = new TensorGather(device, manager, links(mdp, factor, false), rows);
        gram = new TensorGather(device, manager, links(mdp, factor, true), rows);
    }

    /** What each pair contributes to each entry of a matrix over states. */
    private List<List<Link>> links(Mdp mdp, double discount, boolean gram) {
        int n = mdp.stateCount();
        Transitions transitions = mdp.transitions();
        List<List<Link>> links = new ArrayList<>();
        IntStream.range(0, n * n).forEach(entry -> links.add(new ArrayList<>(1)));
        for (int row = 0; row < stage.rows(); row++) {
            int p = stage.pair(row);
            if (p < 0) {
                continue;
            }
            double[] column = new double[n];
            int s = mdp.stateOf(p);
            column[s] = gram ? 1 : 0;
            for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                column[transitions.next(k)] -= discount * transitions.probability(k);
            }
            for (int i = 0; i < n; i++) {
                for (int j = gram ? 0 : s; j < (gram ? n : s + 1) && column[i] != 0; j++) {
                    double entry = gram ? column[i] * column[j] : column[i];
                    if (entry != 0) {
                        links.get(i * n + j).add(new Link(0, row, entry));
                    }
                }
            }
        }
        return links;
    }

    /** {@code discount * E[v of the successor]}, by pair, fresh. */
    NDArray ahead(NDArray v) {
        return successors.of(new NDArray[] {v.mul(discount)});
    }

    /** {@code discount * P' m}: what a measure sends on, by state. */
    NDArray onward(NDArray measure) {
        return predecessors.of(new NDArray[] {measure}).mul(discount);
    }

    /** {@code E m}: what a measure sends out of each state, less what it sends in. */
    NDArray outflow(NDArray measure) {
        return stage.byState(measure).sum(new int[] {1}).subi(onward(measure));
    }

    /** {@code E' y}, by pair. */
    NDArray drop(NDArray y) {
        NDArray ahead = stage.byState(ahead(y));
        return stage.flat(ahead.negi().addi(y.expandDims(1)));
    }

    /** {@code I - discount P_pi'}, shape {@code [S, S, B]}: diagonally dominant by columns. */
    NDArray flowMatrix(NDArray policy) {
        return square(moves.of(new NDArray[] {stage.flat(policy)}).addi(identity));
    }

    /** {@code E diag(nu) E'}, shape {@code [S, S, B]}. */
    NDArray gram(NDArray nu) {
        return square(gram.of(new NDArray[] {nu}));
    }

    private NDArray square(NDArray entries) {
        int n = stage.states.length;
        return entries.reshape(n, n, entries.getShape().get(1));
    }

    /** The initial distribution for every profile, shape {@code [S, B]}, fresh; {@code like} has that shape. */
    NDArray initial(NDArray like) {
        return like.zerosLike().addi(initial);
    }

    /** The expected value of the initial state, shape {@code [B]}. */
    NDArray expected(NDArray v) {
        return v.mul(initial).sum(new int[] {0});
    }
}
