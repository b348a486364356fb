package org.dynama.ama.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.dynama.ama.objective.Estimate;
import org.dynama.model.Profiles;
import org.dynama.solver.pool.Solvers;
import org.dynama.solver.terminal.EndingSolver;
import org.dynama.solver.terminal.Endings;
import org.dynama.world.Environment;

/** Expected revenue and its gradient in the boosts of {@link TerminalClasses}, on all threads, block by block in order. */
final class TerminalRevenue {
    private final Endings endings;
    private final Solvers threads;
    private final ConcurrentLinkedQueue<EndingSolver> idle = new ConcurrentLinkedQueue<>();

    TerminalRevenue(Environment environment, TerminalClasses classes, Solvers threads) {
        this.threads = threads;
        endings = new Endings(
                environment.mdp(),
                environment.rewards(),
                environment.dimension(),
                classes.endingOf(),
                classes.classOf());
    }

    /**
     * What a step sees.
     *
     * @param revenue with hard choices
     * @param gradient by class; of the smoothed revenue, a mean
     */
    @SuppressWarnings("ArrayRecordComponent") // Read once, and compared with nothing.
    record Step(Estimate revenue, double[] gradient) {}

    /** Revenue and gradient at boosts by class. */
    Step at(double[] boosts, Profiles profiles, double temperature) {
        double[] values = new double[profiles.count()];
        double[] gradient = new double[boosts.length];
        int[] filled = {0};
        threads.forEach(
                profiles.count(), (solver, from, to) -> blocks(profiles, from, to, boosts, temperature), blocks -> {
                    for (EndingSolver.Block block : blocks) {
                        System.arraycopy(block.revenue(), 0, values, filled[0], block.revenue().length);
                        filled[0] += block.revenue().length;
                        for (int c = 0; c < gradient.length; c++) {
                            gradient[c] += block.gradient()[c] / values.length;
                        }
                    }
                });
        return new Step(Estimate.of(values), gradient);
    }

    private List<EndingSolver.Block> blocks(Profiles profiles, int from, int to, double[] boosts, double temperature) {
        EndingSolver free = idle.poll();
        EndingSolver solver = free == null ? new EndingSolver(endings) : free;
        List<EndingSolver.Block> blocks = new ArrayList<>();
        for (int at = from; at < to; at += Profiles.BLOCK) {
            Profiles block = profiles.slice(at, Math.min(to, at + Profiles.BLOCK));
            blocks.add(solver.solve(block, boosts, temperature));
        }
        idle.add(solver);
        return blocks;
    }
}
