package org.dynama.learned.training;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import org.dynama.learned.history.Kernels;
import org.dynama.learned.network.Leaves;
import org.dynama.learned.network.MechanismNetwork;
import org.dynama.learned.network.MechanismNetwork.Decision;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.path.Futures;
import org.dynama.learned.path.Scenario;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.model.RandomStream;

/**
 * One agent, one period, types in an interval: each of the types drawn may report as any other of them, and where types are
 * not spread evenly over all that may be reported, as one of each of as many even parts of that.
 */
final class StaticContest implements Contest {
    private final World world;
    private final Tensors tensors;
    private final MechanismNetwork network;
    private final int types;
    private final RandomStream stream;
    private final RandomStream others;
    private final boolean isEven;
    private final NDArray costs;

    StaticContest(World world, Tensors tensors, MechanismNetwork network, int types, RandomStream stream) {
        this.world = world;
        this.tensors = tensors;
        this.network = network;
        this.types = types;
        this.stream = stream;
        others = stream.child("reports");
        isEven = world.types().isEvenly(world.types(0));
        costs = tensors.constant(world.costs().toArray(), 1, world.goods());
    }

    static boolean fits(World world) {
        return world.agents() == 1 && world.periods() == 1 && world.types() instanceof Types.Interval;
    }

    @Override
    public Play play(Leaves mechanism, List<Leaves> policies, int step) {
        Scenario scenario = Scenario.draw(world, List.of(0), stream, step, types, 1);
        NDArray type = scenario.start(tensors, 1);
        NDArray reports = isEven ? type : type.concat(others(step), 0);
        int said = isEven ? types : 2 * types;
        NDArray before = tensors.zeros(said, world.components());
        Decision decision = network.decide(mechanism, reports, before, network.nothing(said));
        NDArray gets = decision.allocation().get(":, 0, :");
        NDArray consumed = Kernels.consumption(world, tensors, gets, before);
        NDArray paid = decision.payments();
        NDArray earned = paid.sub(gets.mul(costs).sum(new int[] {1}, true));
        NDArray income = own(earned).mean();
        NDArray truth =
                type.mul(own(consumed)).sum(new int[] {1}, true).sub(own(paid)).reshape(-1);
        NDArray best = type.matMul(consumed.transpose()).sub(paid.transpose()).max(new int[] {1});
        NDArray distribution = tensors.of(scenario.distribution(), types);
        return new Play(income, List.of(truth), List.of(best.expandDims(0)), List.of(distribution));
    }

    /** Of those who report their own types. */
    private NDArray own(NDArray all) {
        return isEven ? all : all.get(":" + types);
    }

    /** One report in each of as many equal parts of the interval as there are types; shape {@code [Q, d]}. */
    private NDArray others(int step) {
        double[][] parts = Futures.strata(others, step, types, world.components());
        double low = world.types().low();
        double range = world.types().high() - low;
        double[] reports = new double[types * parts.length];
        Arrays.setAll(reports, k -> low + range * parts[k % parts.length][k / parts.length]);
        return tensors.of(reports, types, parts.length);
    }

    @Override
    public List<NDArray> deviations(Leaves mechanism, List<Leaves> policies, int step) {
        throw new IllegalStateException("no policies are trained where exact best responses stand in");
    }
}
