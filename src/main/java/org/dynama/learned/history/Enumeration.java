package org.dynama.learned.history;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.learned.network.Leaves;
import org.dynama.learned.network.MechanismNetwork;
import org.dynama.learned.network.MechanismNetwork.Decision;
import org.dynama.learned.network.MechanismNetwork.Past;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.World;

/** A mechanism played at every public history of a discrete world: expectations without noise. */
public final class Enumeration {
    /** More rows than this pass through a network in pieces when no gradient is wanted. */
    private static final int PIECE = 1 << 15;

    /** What moves types, where it does not depend on the mechanism. */
    private record Moves(List<NDArray> consumed, List<NDArray> next, NDArray memory, NDArray last) {}

    public final Histories histories;
    private final World world;
    private final Tensors tensors;
    private final MechanismNetwork network;
    /** Per agent. */
    private final List<Kernels> kernels;

    private final List<NDArray> reports = new ArrayList<>();
    private final List<NDArray> masks = new ArrayList<>();
    private final NDArray values;
    /** Per agent, shape {@code [1, R]}. */
    private final List<NDArray> initial = new ArrayList<>();

    /** Per agent, shape {@code [1, m]}. */
    private final List<NDArray> costs = new ArrayList<>();

    private final List<Moves> moves = new ArrayList<>();

    public Enumeration(World world, Tensors tensors, MechanismNetwork network) {
        this.world = world;
        this.tensors = tensors;
        this.network = network;
        histories = new Histories(world);
        kernels = IntStream.range(0, world.agents())
                .mapToObj(i -> new Kernels(world, tensors, i))
                .toList();
        TypeGrid grid = histories.grid;
        for (int t = 0; t < world.periods(); t++) {
            reports.add(histories.reports(tensors, t));
        }
        for (int i = 0; i < grid.n; i++) {
            masks.add(grid.mask(tensors, i));
            initial.add(tensors.constant(grid.initial[i], 1, grid.types));
            double[] cost = new double[world.goods()];
            for (int j = 0; j < cost.length; j++) {
                cost[j] = world.costs().get(i * cost.length + j);
            }
            costs.add(tensors.constant(cost, 1, cost.length));
        }
        values = Tensors.keep(grid.values(tensors).transpose().duplicate());
        if (world.allocation().isDrawn()) {
            precompute();
        }
    }

    /** With lotteries neither memory nor movement depends on the mechanism, only the chances of the draws do. */
    private void precompute() {
        NDArray memory = Tensors.keep(tensors.zeros(1, grid().n * grid().d));
        for (int t = 0; t < world.periods(); t++) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                long rows = histories.nodes[t] * grid().profiles();
                List<NDArray> gets = new ArrayList<>();
                for (int i = 0; i < grid().n; i++) {
                    gets.add(histories.drawn(tensors, rows, i));
                }
                Moves made = moves(gets, memory.repeat(0, (long) grid().profiles() * histories.outcomes), t);
                made.consumed.forEach(Tensors::keep);
                made.next.forEach(Tensors::keep);
                Tensors.keep(made.memory);
                Tensors.keep(made.last);
                moves.add(made);
                memory = made.memory;
            }
        }
    }

    private TypeGrid grid() {
        return histories.grid;
    }

    private boolean isLast(int t) {
        return t == world.periods() - 1;
    }

    /** @param memory shape {@code [rows O, n d]} */
    private Moves moves(List<NDArray> gets, NDArray memory, int t) {
        int d = grid().d;
        List<NDArray> consumed = new ArrayList<>();
        List<NDArray> next = new ArrayList<>();
        NDList after = new NDList();
        for (int i = 0; i < gets.size(); i++) {
            NDArray before = gets.size() * d == 1 ? memory : memory.get(":, " + i * d + ":" + (i + 1) * d);
            NDArray y = Kernels.consumption(world, tensors, gets.get(i), before);
            NDArray now = before.add(y);
            consumed.add(y);
            after.add(now);
            if (!isLast(t)) {
                next.add(kernels.get(i)
                        .next(y, now)
                        .reshape(
                                histories.nodes[t], grid().profiles(), histories.outcomes, grid().types, grid().types));
            }
        }
        return new Moves(consumed, next, NDArrays.concat(after, 1), NDArrays.concat(new NDList(gets), 1));
    }

    /** Plays; {@code training} keeps the tape whole, else large batches go in pieces. */
    public List<Stage> stages(Leaves leaves, boolean training) {
        List<Stage> stages = new ArrayList<>();
        int n = grid().n;
        NDArray memory = tensors.zeros(1, n * grid().d);
        NDArray last = tensors.zeros(1, n * world.goods());
        NDArray paid = tensors.zeros(1, n);
        Past past = network.nothing(1);
        List<NDArray> distribution = initial;
        for (int t = 0; t < world.periods(); t++) {
            int profiles = grid().profiles();
            Past known = past.rows(rows -> rows.repeat(0, profiles));
            Decision decision = decide(leaves, reports.get(t), memory.repeat(0, profiles), known, training);
            Moves moved = moved(decision, memory, t);
            stages.add(stage(decision, moved, distribution, last, paid, t));
            if (!isLast(t)) {
                distribution = distributions(moved);
                past = network.remember(leaves, known, reports.get(t), t)
                        .rows(rows -> rows.repeat(0, histories.outcomes));
                memory = moved.memory;
                last = moved.last;
                paid = decision.payments().repeat(0, histories.outcomes);
            }
        }
        return stages;
    }

    private Decision decide(Leaves leaves, NDArray rows, NDArray memory, Past past, boolean training) {
        int count = Math.toIntExact(rows.getShape().get(0));
        if (training || count <= PIECE) {
            return network.decide(leaves, rows, memory, past);
        }
        int n = grid().n;
        int wide = (n + 1) * world.goods();
        double[] allocation = new double[count * wide];
        double[] payments = new double[count * n];
        for (int from = 0; from < count; from += PIECE) {
            String piece = from + ":" + Math.min(count, from + PIECE);
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                Decision part = network.decide(
                        leaves, rows.get(piece), memory.get(piece), past.rows(array -> array.get(piece)));
                double[] a = part.allocation().toDoubleArray();
                double[] p = part.payments().toDoubleArray();
                System.arraycopy(a, 0, allocation, from * wide, a.length);
                System.arraycopy(p, 0, payments, from * n, p.length);
            }
        }
        return new Decision(tensors.of(allocation, count, n + 1, world.goods()), tensors.of(payments, count, n));
    }

    private Moves moved(Decision decision, NDArray memory, int t) {
        if (!moves.isEmpty()) {
            return moves.get(t);
        }
        List<NDArray> gets = new ArrayList<>();
        for (int i = 0; i < grid().n; i++) {
            gets.add(agent(decision.allocation(), i));
        }
        return moves(gets, memory.repeat(0, grid().profiles()), t);
    }

    /** Shape {@code [rows, m]}. */
    private NDArray agent(NDArray allocation, int i) {
        return allocation.get(":, " + i + ":" + (i + 1) + ", :").reshape(-1, world.goods());
    }

    private Stage stage(Decision decision, Moves moved, List<NDArray> distribution, NDArray last, NDArray paid, int t) {
        long nodes = histories.nodes[t];
        int n = grid().n;
        int profiles = grid().profiles();
        NDArray draws = draws(decision.allocation());
        List<NDArray> utility = new ArrayList<>();
        List<NDArray> income = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            NDArray y = moved.consumed.get(i).reshape(-1, histories.outcomes, grid().d);
            NDArray expected = histories.outcomes == 1
                    ? y.reshape(-1, grid().d)
                    : draws.expandDims(2).mul(y).sum(new int[] {1});
            NDArray price = n == 1 ? decision.payments() : decision.payments().get(":, " + i + ":" + (i + 1));
            utility.add(expected.matMul(values).sub(price).reshape(nodes, profiles, grid().types));
            NDArray cost = agent(decision.allocation(), i).mul(costs.get(i)).sum(new int[] {1}, true);
            income.add(price.sub(cost).reshape(nodes, profiles));
        }
        return new Stage(
                draws.reshape(nodes, profiles, histories.outcomes),
                utility,
                income,
                moved.next,
                distribution,
                last,
                paid);
    }

    /** Shape {@code [rows, O]}: the goods are drawn independently, the first good changes slowest. */
    private NDArray draws(NDArray allocation) {
        long rows = allocation.getShape().get(0);
        if (histories.outcomes == 1) {
            return tensors.scalar(1).broadcast(new Shape(rows, 1));
        }
        NDArray joint = allocation.get(":, :, 0:1").reshape(rows, -1);
        for (int j = 1; j < world.goods(); j++) {
            NDArray one = allocation.get(":, :, " + j + ":" + (j + 1)).reshape(rows, 1, -1);
            joint = joint.expandDims(2).mul(one).reshape(rows, -1);
        }
        return joint;
    }

    /** Per agent, shape {@code [N', R]}: the row of her reported type. */
    private List<NDArray> distributions(Moves moved) {
        List<NDArray> distributions = new ArrayList<>();
        for (int i = 0; i < grid().n; i++) {
            NDArray mask = masks.get(i).reshape(1, grid().profiles(), 1, grid().types, 1);
            distributions.add(moved.next.get(i).mul(mask).sum(new int[] {3}).reshape(-1, grid().types));
        }
        return distributions;
    }
}
