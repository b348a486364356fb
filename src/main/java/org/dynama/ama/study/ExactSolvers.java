package org.dynama.ama.study;

import org.dynama.ama.audit.ExactEvaluation;
import org.dynama.solver.pool.Solvers;
import org.jspecify.annotations.Nullable;

/**
 * An exact evaluation with the solvers that it takes.
 *
 * @param solvers of the environment that the mechanism is for
 * @param ofWhole of the world that a menu is of; null without a menu
 */
record ExactSolvers(
        ExactEvaluation evaluation,
        Solvers solvers,
        @Nullable Solvers ofWhole) implements AutoCloseable {
    /**
     * For a spec.
     *
     * @param threads 0 for all cores
     */
    static ExactSolvers of(SearchSpec spec, int threads) {
        Solvers solvers = spec.kernel(threads);
        ExactEvaluation exact = new ExactEvaluation(spec.environment(), spec.objective(), solvers);
        if (spec.offered() == null) {
            return new ExactSolvers(exact, solvers, null);
        }
        SearchSpec whole = spec.whole();
        Solvers ofWhole = whole.kernel(threads);
        return new ExactSolvers(
                exact.beside(new ExactEvaluation(whole.environment(), whole.objective(), ofWhole)), solvers, ofWhole);
    }

    @Override
    public void close() {
        solvers.close();
        if (ofWhole != null) {
            ofWhole.close();
        }
    }
}
