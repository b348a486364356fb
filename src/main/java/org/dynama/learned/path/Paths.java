package org.dynama.learned.path;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
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
 * A mechanism played along drawn paths, on each of which one agent may lie and the others are truthful.
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
        movement = world.types()
                .match(
                        discrete -> new DiscreteMovement(world, tensors),
                        interval -> new IntervalMovement(world, tensors));
        costs = tensors.constant(world.costs().toArray(), 1, world.agents(), world.goods());
    }

    /**
     * What paths yield, L lanes of B agents with Q first types.
     *
     * @param utility of the agent, shape {@code [L, B, Q]}
     * @param profit of the designer, shape {@code [L, B, Q]}
     * @param paid the part of it that is the agent's payments less costs, shape {@code [L, B, Q]}
     */
    public record Yield(NDArray utility, NDArray profit, NDArray paid) {}

    /** Plays a scenario, by each of a liar's ways on a lane of its own; all at once, since small tensors cost most. */
    public Yield play(Scenario scenario, Leaves leaves, Liar liar) {
        int lanes = liar.lanes();
        int rows = lanes * scenario.first.length;
        int n = world.agents();
        int d = world.components();
        Owners owners = new Owners(world, tensors, scenario, lanes);
        NDArray types = scenario.start(tensors, lanes);
        NDArray memory = tensors.zeros(rows, n * d);
        Past past = network.nothing(rows);
        NDArray score = tensors.zeros(rows, 1);
        Liar.Talk talk = liar.begin(world, tensors, rows);
        NDArray utility = tensors.zeros(lanes, scenario.agents.size() * scenario.types);
        NDArray profit = utility;
        NDArray own = utility;
        for (int t = 0; t < world.periods(); t++) {
            Liar.Said said = talk.say(owners.own(types), t, scenario);
            score = score.add(said.score());
            NDArray reports = owners.replaced(types, said.values());
            Decision decision = network.decide(leaves, reports, memory, past);
            NDArray gets = decision.allocation().get(":, 0:" + n + ", :");
            NDArray consumed = consumed(gets, memory);
            NDArray value = owners.own(types.mul(consumed)).sum(new int[] {1});
            NDArray price = owners.own(decision.payments()).reshape(rows);
            NDArray income = decision.payments().sub(gets.mul(costs).sum(new int[] {2}));
            double discount = Math.pow(world.discount(), t);
            utility = utility.add(mean(value.sub(price), score, utility.getShape(), discount));
            profit = profit.add(mean(income.sum(new int[] {1}), score, utility.getShape(), discount));
            own = own.add(mean(owners.own(income).reshape(rows), score, utility.getShape(), discount));
            if (t < world.periods() - 1) {
                past = network.remember(leaves, past, reports, t);
                NDArray shares = gets;
                if (world.allocation().isDrawn()) {
                    Lottery.Drawn drawn =
                            Lottery.draw(tensors, decision.allocation(), scenario.uniform[t], n * d + 1, lanes);
                    score = score.add(drawn.score());
                    shares = drawn.gets();
                    consumed = consumed(shares, memory);
                }
                talk.hear(new Liar.Heard(reports, shares, decision.payments()));
                Movement.Moved moved = movement.move(types, consumed, memory, scenario.uniform[t], lanes);
                score = score.add(moved.score());
                memory = memory.add(consumed);
                types = moved.types();
            }
        }
        Shape shape = new Shape(lanes, scenario.agents.size(), scenario.types);
        return new Yield(utility.reshape(shape), profit.reshape(shape), own.reshape(shape));
    }

    /** Shape {@code [rows, n d]}. */
    private NDArray consumed(NDArray gets, NDArray memory) {
        int n = world.agents();
        NDList all = new NDList();
        for (int i = 0; i < n; i++) {
            NDArray x = gets.get(":, " + i + ":" + (i + 1) + ", :").reshape(-1, world.goods());
            all.add(Kernels.consumption(world, tensors, x, part(memory, i)));
        }
        return n == 1 ? all.get(0) : NDArrays.concat(all, 1);
    }

    /** The columns of agent {@code i}. */
    private NDArray part(NDArray all, int i) {
        int d = world.components();
        return world.agents() == 1 ? all : all.get(":, " + i * d + ":" + (i + 1) * d);
    }

    /** The mean over futures of a period's reward, with its score; shape {@code [L, B Q]}. */
    private NDArray mean(NDArray reward, NDArray score, Shape sets, double discount) {
        NDArray cells = reward.reshape(sets.get(0), sets.get(1), -1);
        if (grid != null) {
            NDArray base = cells.mean(new int[] {2}, true).stopGradient();
            NDArray ratio = score.sub(score.stopGradient()).exp().reshape(cells.getShape());
            cells = cells.sub(base).mul(ratio).add(base);
        }
        return tensors.scaled(cells.mean(new int[] {2}), discount);
    }

    /** Distributions of first types for trainings, shape {@code [B, Q]}. */
    public NDArray distribution(Scenario scenario) {
        return tensors.of(scenario.distribution, scenario.agents.size(), scenario.types);
    }
}
