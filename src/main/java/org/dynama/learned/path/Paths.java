package org.dynama.learned.path;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.dynama.learned.history.Kernels;
import org.dynama.learned.history.TypeGrid;
import org.dynama.learned.network.Leaves;
import org.dynama.learned.network.MechanismNetwork;
import org.dynama.learned.network.MechanismNetwork.Decision;
import org.dynama.learned.network.MechanismNetwork.Past;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.jspecify.annotations.Nullable;

/**
 * A mechanism played along drawn paths, one buyer reporting by policies, the others truthfully.
 *
 * <p>Interval types move by reparametrized normal steps, so the tape sees through them. What is drawn from finitely many
 * (types, reports, lotteries) carries the score instead: later rewards, less their mean, are multiplied by
 * {@code p / stop(p)}, which is 1 and has the gradient of {@code log p}.
 */
public final class Paths {
    private final World world;
    private final Tensors tensors;
    private final MechanismNetwork network;
    private final Movement movement;
    private final @Nullable TypeGrid grid;
    private final NDArray costs;

    public Paths(World world, Tensors tensors, MechanismNetwork network) {
        this.world = world;
        this.tensors = tensors;
        this.network = network;
        grid = world.types() instanceof Types.Discrete ? new TypeGrid(world) : null;
        movement = grid != null ? new DiscreteMovement(world, tensors) : new IntervalMovement(world, tensors);
        costs = tensors.constant(world.costs().toArray(), 1, world.buyers(), world.goods());
    }

    /**
     * What paths yield, L lanes of Q first types.
     *
     * @param utility of the reporting buyer, shape {@code [L, Q]}
     * @param profit of the seller, shape {@code [L, Q]}
     * @param paid the part of it that is the buyer's payments less costs, shape {@code [L, Q]}
     */
    public record Yield(NDArray utility, NDArray profit, NDArray paid) {}

    /** Plays a scenario of a buyer, by each of a liar's ways on a lane of its own. */
    public Yield play(Scenario scenario, int buyer, Leaves leaves, Liar liar) {
        int lanes = liar.lanes();
        int rows = lanes * scenario.types * scenario.futures;
        int n = world.buyers();
        int d = world.components();
        NDArray types = scenario.start(tensors, lanes);
        NDArray memory = tensors.zeros(rows, n * d);
        Past past = network.nothing(rows);
        NDArray score = tensors.zeros(rows, 1);
        Liar.Talk talk = liar.begin(world, tensors, buyer, rows);
        NDArray utility = tensors.zeros(lanes, scenario.types);
        NDArray profit = utility;
        NDArray own = utility;
        for (int t = 0; t < world.periods(); t++) {
            Liar.Said said = talk.say(types, t, scenario);
            score = score.add(said.score());
            NDArray reports = replaced(types, said.values(), buyer);
            Decision decision = network.decide(leaves, reports, memory, past);
            NDArray gets = decision.allocation().get(":, 0:" + n + ", :");
            NDArray consumed = consumed(gets, memory);
            NDArray paid = decision.payments();
            NDArray value = part(types.mul(consumed), buyer).sum(new int[] {1});
            NDArray price =
                    n == 1 ? paid.reshape(rows) : paid.get(":, " + buyer).reshape(rows);
            NDArray income = paid.sum(new int[] {1}).sub(gets.mul(costs).sum(new int[] {1, 2}));
            NDArray cost = gets.mul(costs)
                    .get(":, " + buyer + ":" + (buyer + 1) + ", :")
                    .sum(new int[] {1, 2});
            double discount = Math.pow(world.discount(), t);
            utility = utility.add(mean(value.sub(price), score, scenario, lanes, discount));
            profit = profit.add(mean(income, score, scenario, lanes, discount));
            own = own.add(mean(price.sub(cost), score, scenario, lanes, discount));
            if (t < world.periods() - 1) {
                past = network.remember(leaves, past, reports, t);
                NDArray shares = gets;
                if (world.allocation() == World.Allocation.LOTTERY) {
                    Lottery.Drawn drawn =
                            Lottery.draw(tensors, decision.allocation(), scenario.uniform[t], n * d + 1, lanes);
                    score = score.add(drawn.score());
                    shares = drawn.gets();
                    consumed = consumed(shares, memory);
                }
                talk.hear(reports, shares);
                Movement.Moved moved = movement.move(types, consumed, memory, scenario.uniform[t], lanes);
                score = score.add(moved.score());
                memory = memory.add(consumed);
                types = moved.types();
            }
        }
        return new Yield(utility, profit, own);
    }

    /** Shape {@code [rows, n d]}. */
    private NDArray consumed(NDArray gets, NDArray memory) {
        int n = world.buyers();
        NDList all = new NDList();
        for (int i = 0; i < n; i++) {
            NDArray x = gets.get(":, " + i + ":" + (i + 1) + ", :").reshape(-1, world.goods());
            all.add(Kernels.consumption(world, tensors, x, part(memory, i)));
        }
        return n == 1 ? all.get(0) : NDArrays.concat(all, 1);
    }

    /** The columns of buyer {@code i}. */
    private NDArray part(NDArray all, int i) {
        return part(world, all, i);
    }

    static NDArray part(World world, NDArray all, int i) {
        int d = world.components();
        return world.buyers() == 1 ? all : all.get(":, " + i * d + ":" + (i + 1) * d);
    }

    private NDArray replaced(NDArray types, NDArray own, int buyer) {
        if (world.buyers() == 1) {
            return own;
        }
        NDList columns = new NDList();
        for (int i = 0; i < world.buyers(); i++) {
            columns.add(i == buyer ? own : part(types, i));
        }
        return NDArrays.concat(columns, 1);
    }

    /** The mean over futures of a period's reward, with its score; shape {@code [L, Q]}. */
    private NDArray mean(NDArray reward, NDArray score, Scenario scenario, int lanes, double discount) {
        NDArray cells = reward.reshape(lanes, scenario.types, scenario.futures);
        if (grid != null) {
            NDArray base = cells.mean(new int[] {2}, true).stopGradient();
            NDArray ratio = score.sub(score.stopGradient()).exp().reshape(cells.getShape());
            cells = cells.sub(base).mul(ratio).add(base);
        }
        return tensors.scaled(cells.mean(new int[] {2}), discount);
    }

    /** Laws of first types for {@link Play}. */
    public NDArray law(Scenario scenario) {
        return tensors.of(scenario.law, scenario.types);
    }
}
