package org.dynama.ama.search;

import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Objective;
import org.dynama.refusal.Failure;
import org.dynama.solver.Settings;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/**
 * Searches weights and boosts by the optimizer that its settings name. The winner is chosen on validation profiles.
 *
 * <p>A search is a chain of states. Each can be stored, and goes on to the same bits.
 *
 * <p>This is the door: inside, the world's money is divided by a power of two near its largest reward ({@link MoneyUnit});
 * what comes out, states and rows of the trace, is in the world's own money. Money times a power of two thus leads to the
 * same bits times that power.
 */
public final class MechanismSearch implements AutoCloseable {
    private final MoneyUnit unit;
    private final Solvers solvers;
    private final SearchMethod method;
    private final AmaParameters vcg;

    /**
     * A search that has not begun.
     *
     * @param solvers makes those of a world's MDP and rewards; this search closes them
     */
    public MechanismSearch(
            Environment environment,
            Objective objective,
            SearchSettings settings,
            Function<Environment, Solvers> solvers) {
        this(environment, objective, settings, solvers, null, 0);
    }

    /**
     * A search that has not begun, or goes on.
     *
     * @param solvers makes those of a world's MDP and rewards; this search closes them
     * @param engine other machines for gradients; null for none. Asked only where the Java kernel solves
     * @param elapsed seconds that it has taken so far
     * @throws IllegalArgumentException if there are more coordinates than a Sobol sequence has
     */
    public MechanismSearch(
            Environment environment,
            Objective objective,
            SearchSettings settings,
            Function<Environment, Solvers> solvers,
            @Nullable GradientEngine engine,
            double elapsed) {
        long started = System.nanoTime() - (long) (1e9 * elapsed);
        unit = MoneyUnit.of(environment, objective);
        vcg = AmaParameters.vcg(environment);
        Environment world = unit.in(environment);
        this.solvers = solvers.apply(world);
        try {
            method = settings.optimizer()
                    .method(new SearchTask(
                            world,
                            unit,
                            unit.in(objective),
                            settings,
                            this.solvers,
                            this.solvers.isKernel() ? engine : null,
                            started));
        } catch (RuntimeException refused) {
            this.solvers.close();
            throw refused;
        }
    }

    /** What solves, for people. */
    public String solver() {
        return solvers.description();
    }

    /** The loops by which softened solutions are summed up: PLAIN or VECTOR. */
    public Settings.Loops loops() {
        return solvers.loops();
    }

    /**
     * Whom to tell, on the calling thread, how much of the batch of profiles at hand is done: in large worlds a step takes long.
     *
     * @param told a share in [0, 1]
     */
    public void watch(DoubleConsumer told) {
        solvers.watch(told);
    }

    /**
     * The state before the first step.
     *
     * @param progress told the share of search points that are done
     * @throws SearchStopped if VCG's objective is not finite, or a solver fails
     */
    public SearchState begin(DoubleConsumer progress) {
        try {
            return unit.out(method.begin(progress));
        } catch (SearchStopped stopped) {
            throw stopped;
        } catch (Failure failure) {
            throw SearchStopped.by(failure, "before the first step", vcg);
        }
    }

    /** Whether the search is over; {@link SearchState#best()} is then its result. */
    public boolean done(SearchState state) {
        return method.done(state);
    }

    /** How much of the search is behind, in [0, 1]. */
    public double progress(SearchState state) {
        return method.progress(state);
    }

    /**
     * One step: a batch of points, a gradient step, or a validation.
     *
     * @param trace receives what happened
     * @throws SearchStopped if the objective or its gradient is not finite, or a solver fails
     */
    public SearchState advance(SearchState state, Consumer<TraceRow> trace) {
        SearchState inside = unit.in(state);
        try {
            return unit.out(method.advance(inside, trace));
        } catch (SearchStopped stopped) {
            throw stopped;
        } catch (Failure failure) {
            AmaParameters held = unit.out(method.held(inside).parameters());
            throw SearchStopped.by(failure, "in " + method.where(inside), held);
        }
    }

    /**
     * The last state of a search from its beginning.
     *
     * @param trace receives what happened
     * @throws SearchStopped if the objective or its gradient is not finite, or a solver fails
     */
    public SearchState run(Consumer<TraceRow> trace) {
        SearchState state = begin(done -> {});
        while (!done(state)) {
            state = advance(state, trace);
        }
        return state;
    }

    @Override
    public void close() {
        solvers.close();
    }
}
