package org.dynama.ama.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dynama.ama.objective.Objective;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;

/** Computes gradients for a {@link MechanismSearch} of the same world and objective on another machine. */
public final class GradientWorker implements AutoCloseable {
    private final Solvers solvers;
    private final ObjectiveGradient gradient;

    /**
     * A worker that has not begun.
     *
     * @param solvers makes those of a world's MDP and rewards; this worker closes them
     */
    public GradientWorker(Environment environment, Objective objective, Function<Environment, Solvers> solvers) {
        MoneyUnit unit = MoneyUnit.of(environment, objective);
        Environment world = unit.in(environment);
        this.solvers = solvers.apply(world);
        gradient = new ObjectiveGradient(world, unit.in(objective), this.solvers);
    }

    /**
     * The seconds that a slice took, and the sums over each of its blocks.
     *
     * @param shared by all slices of a gradient
     * @throws org.dynama.refusal.Failure if a solver fails
     */
    public byte[] sums(byte[] shared, byte[] slice) {
        long begun = System.nanoTime();
        GradientMessage asked = GradientMessage.of(shared);
        List<GradientSums> blocks = new ArrayList<>();
        gradient.sums(asked, GradientMessage.profiles(slice), blocks::add);
        int size = 1 + blocks.stream().mapToInt(GradientSums::size).sum();
        return GradientMessage.bytes(size, out -> {
            out.put((System.nanoTime() - begun) / 1e9);
            blocks.forEach(block -> block.write(out));
        });
    }

    @Override
    public void close() {
        solvers.close();
    }
}
