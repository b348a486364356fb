package org.dynama.bench;

import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.solver.Settings;
import org.dynama.solver.pool.TensorTraffic;
import org.dynama.world.Environment;

/** Bytes that tensors move for one profile, counted. */
final class CountedBytes {
    /** Pairs of a graph that is laid out a second time; larger ones pass over their tables as often as a small tree. */
    private static final int MOST_PAIRS = 300_000;

    /** Of a longer batch some profile takes a policy step more. */
    private static final int FEW = 8;

    private CountedBytes() {}

    /** Of optimal values. */
    static double ofValues(BenchProblem problem, Settings settings) {
        if (problem.pairs() > MOST_PAIRS) {
            BenchProblem small = BenchProblem.tree("5x3", false);
            return ofValues(small, settings) / small.pairs() * problem.pairs();
        }
        Environment world = problem.environment();
        AffineWelfare welfare = AffineWelfare.total(world.agentCount(), problem.pairs());
        Profiles few = Profiles.draw(world.agents(), new RandomStream(1, "traffic"), 0, FEW);
        return TensorTraffic.perProfile(
                world.mdp(), world.rewards(), settings, few, (solver, some) -> solver.values(welfare, some));
    }
}
