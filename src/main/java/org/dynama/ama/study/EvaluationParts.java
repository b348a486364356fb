package org.dynama.ama.study;

import java.util.function.IntConsumer;
import org.dynama.ama.audit.EvaluationSums;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.config.Json;
import org.dynama.model.Profiles;
import org.dynama.study.Parts;

/**
 * An evaluation on drawn profiles, in parts: as many profiles each, but for the last, by the route alone, so that the sums are
 * the same wherever each part is computed. Only one part at a time is held in memory.
 */
public final class EvaluationParts implements Parts {
    /** Profiles of a part by dynamic programs, a second's work or more. */
    static final int OF_INDUCTION = 1 << 20;

    /** The same by linear programs. */
    static final int OF_PROGRAMS = 1 << 14;

    private final SearchSpec spec;
    private final EvaluationRoute route;
    private final AmaParameters parameters;
    private final ExactSolvers exact;

    EvaluationParts(SearchSpec spec, AmaParameters parameters, ExactSolvers exact) {
        this.spec = spec;
        this.parameters = parameters;
        this.exact = exact;
        route = EvaluationRoute.of(spec);
    }

    /**
     * Of a stored mechanism.
     *
     * @param threads 0 for all cores
     */
    public static EvaluationParts of(StoredMechanism stored, int threads) {
        return new EvaluationParts(stored.spec(), stored.parameters(), ExactSolvers.of(stored.spec(), threads));
    }

    /** How many parts there are. */
    int count() {
        return (int) (((long) wanted() + size() - 1) / size());
    }

    private int wanted() {
        return spec.keys().evaluation().profiles();
    }

    private int size() {
        return route.solver() == SearchSpec.Route.LP || route.isProven() ? OF_PROGRAMS : OF_INDUCTION;
    }

    /**
     * Evaluates a part.
     *
     * @param done told how many profiles are done, those of all parts before included
     */
    EvaluationSums sums(int number, IntConsumer done) {
        int first = number * size();
        Profiles profiles = SearchRun.drawn(spec, first, Math.min(size(), wanted() - first));
        return EvaluationSums.of(
                route.evaluation(
                        exact.evaluation().ofDrawn(), parameters, profiles, count -> done.accept(first + count)),
                profiles);
    }

    @Override
    public String part(int number) {
        return Json.write(sums(number, done -> {}));
    }

    @Override
    public void close() {
        exact.close();
    }
}
