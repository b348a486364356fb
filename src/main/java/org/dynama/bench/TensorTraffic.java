package org.dynama.bench;

import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.solver.Settings;
import org.dynama.solver.tensor.TensorTrace;
import org.dynama.world.Environment;

/** Bytes that tensors move for one profile on acyclic graphs, counted on the CPU, in the form of the device's operations. */
final class TensorTraffic {
    /** A graph of more is not laid out a second time: its tables are passed over as often as a small tree's. */
    private static final int MOST_PAIRS = 300_000;

    private static final int FEW = 2;

    private TensorTraffic() {}

    /** Of optimal values; what does not grow with the batch is left out. */
    static double values(BenchProblem problem, Settings settings) {
        if (problem.pairs() > MOST_PAIRS) {
            BenchProblem small = BenchProblem.tree("5x3", false);
            return values(small, settings) / small.pairs() * problem.pairs();
        }
        Environment world = problem.environment();
        AffineWelfare welfare =
                AffineWelfare.total(world.agentCount(), world.mdp().pairCount());
        long few = bytes(world, settings, welfare, FEW);
        return (double) (bytes(world, settings, welfare, 2 * FEW) - few) / FEW;
    }

    private static long bytes(Environment world, Settings settings, AffineWelfare welfare, int count) {
        Profiles profiles = Profiles.draw(world.agents(), new RandomStream(1, "traffic"), 0, count);
        return TensorTrace.of(world.mdp(), world.rewards(), world.dimension(), settings, solver ->
                        solver.values(welfare, profiles))
                .bytes();
    }
}
