package org.dynama.learned.training;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.dynama.learned.history.Kernels;
import org.dynama.learned.network.Leaves;
import org.dynama.learned.network.MechanismNetwork;
import org.dynama.learned.network.MechanismNetwork.Decision;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.path.Scenario;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.model.RandomStream;

/** One agent, one period, types in an interval: each of the types drawn may report as any other of them. */
final class StaticContest implements Contest {
    private final World world;
    private final Tensors tensors;
    private final MechanismNetwork network;
    private final int types;
    private final RandomStream stream;
    private final NDArray costs;

    StaticContest(World world, Tensors tensors, MechanismNetwork network, int types, RandomStream stream) {
        this.world = world;
        this.tensors = tensors;
        this.network = network;
        this.types = types;
        this.stream = stream;
        costs = tensors.constant(world.costs().toArray(), 1, world.goods());
    }

    static boolean fits(World world) {
        return world.agents() == 1 && world.periods() == 1 && world.types() instanceof Types.Interval;
    }

    @Override
    public Play play(Leaves mechanism, List<Leaves> policies, int step) {
        Scenario scenario = Scenario.draw(world, List.of(0), stream, step, types, 1);
        NDArray type = scenario.start(tensors, 1);
        NDArray before = tensors.zeros(types, world.components());
        Decision decision = network.decide(mechanism, type, before, network.nothing(types));
        NDArray gets = decision.allocation().get(":, 0, :");
        NDArray consumed = Kernels.consumption(world, tensors, gets, before);
        NDArray paid = decision.payments();
        NDArray income = paid.sub(gets.mul(costs).sum(new int[] {1}, true)).mean();
        NDArray truth = type.mul(consumed).sum(new int[] {1}, true).sub(paid).reshape(-1);
        NDArray best = type.matMul(consumed.transpose()).sub(paid.transpose()).max(new int[] {1});
        NDArray distribution = tensors.of(scenario.distribution(), types);
        return new Play(income, List.of(truth), List.of(best.expandDims(0)), List.of(distribution));
    }

    @Override
    public List<NDArray> deviations(Leaves mechanism, List<Leaves> policies, int step) {
        throw new IllegalStateException("no policies are trained where exact best responses stand in");
    }
}
