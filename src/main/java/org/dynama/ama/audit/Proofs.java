package org.dynama.ama.audit;

import java.util.IdentityHashMap;
import java.util.function.Consumer;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.Maximizer;
import org.dynama.ama.mechanism.ProvenMaximizer;
import org.dynama.exact.Exactness;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.Workers;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;

/** Dynamic programs with a proof of each optimum; every solver has a linear program of its own. */
final class Proofs implements ExactEvaluation.Route {
    private final Environment environment;
    private final Solvers solvers;
    private final IdentityHashMap<OccupancySolver, OccupancyLp> programs = new IdentityHashMap<>();

    Proofs(Environment environment, Solvers solvers) {
        this.environment = environment;
        this.solvers = solvers;
    }

    @Override
    public <R> void forEach(int count, Workers.Task<Maximizer, R> task, Consumer<R> consumer) {
        solvers.forEach(count, (solver, from, to) -> task.run(maximizer(solver), from, to), consumer);
    }

    private Maximizer maximizer(OccupancySolver solver) {
        // What rounding may do, the proof says.
        DpMaximizer dp = new DpMaximizer(solver, environment.losses(), DpMaximizer.Bounds.NONE);
        return new ProvenMaximizer(dp, program(solver), environment.mdp());
    }

    private synchronized OccupancyLp program(OccupancySolver solver) {
        return programs.computeIfAbsent(solver, key -> new OccupancyLp(environment.mdp(), environment.rewards()));
    }

    /** The worst residuals of all proofs. */
    synchronized Exactness exactness() {
        return programs.values().stream().map(OccupancyLp::exactness).reduce(Exactness.NONE, Exactness::and);
    }
}
