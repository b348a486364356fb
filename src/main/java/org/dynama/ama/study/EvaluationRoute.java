package org.dynama.ama.study;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.dynama.ama.audit.Evaluation;
import org.dynama.ama.audit.ExactEvaluation;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.model.EndComponents;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.page.Numbers;
import org.dynama.world.Environment;

/**
 * By which exact route a mechanism is evaluated, where a spec leaves that open too: by the world's size alone, so that it is the
 * same everywhere.
 *
 * @param solver {@code lp} or {@code dp}
 * @param isProven whether linear programs prove the optima of dynamic programs
 * @param mdp of the world
 */
record EvaluationRoute(SearchSpec.Route solver, boolean isProven, Mdp mdp) {
    /** With cycles; more, and a program that starts from a known policy saves most of its time. */
    static final int MOST_STATES = 3_000;

    /** Where runs can settle in several places: programs are dense there. */
    static final int MOST_STATES_BETWEEN_PLACES = 100;

    /** Programs by which the time of all is told. */
    private static final int TRIED = 2;

    /** The route that a spec asks for. */
    static EvaluationRoute of(SearchSpec spec) {
        Mdp mdp = spec.environment().mdp();
        SearchSpec.Route wanted = spec.keys().evaluation().solver();
        if (wanted != SearchSpec.Route.AUTO) {
            return new EvaluationRoute(wanted, false, mdp);
        }
        if (mdp.stateCount() > MOST_STATES_BETWEEN_PLACES && settlesInSeveralPlaces(spec.environment())) {
            return new EvaluationRoute(SearchSpec.Route.DP, false, mdp);
        }
        boolean isLarge = !(mdp.horizon() instanceof Horizon.Finite) && mdp.stateCount() > MOST_STATES;
        return new EvaluationRoute(isLarge ? SearchSpec.Route.DP : SearchSpec.Route.LP, isLarge, mdp);
    }

    /** Whether the long-run average of some economy may depend on where its run settles. */
    private static boolean settlesInSeveralPlaces(Environment environment) {
        Mdp mdp = environment.mdp();
        return mdp.horizon() instanceof Horizon.AverageReward
                && IntStream.rangeClosed(-1, environment.agentCount() - 1).anyMatch(i -> {
                    BitSet pairs = mdp.allPairs();
                    if (i >= 0) {
                        pairs.stream()
                                .filter(pair -> !environment.absence().isAllowed(i, pair))
                                .forEach(pairs::clear);
                    }
                    return EndComponents.of(mdp, pairs).size() > 1;
                });
    }

    /** For people, where they might not expect it. */
    List<String> notes() {
        return isProven
                ? List.of("World of " + Numbers.count(mdp.stateCount())
                        + " states: evaluated by dynamic programs, each optimum proved by a linear program that starts from"
                        + " its policy and takes no number from it.")
                : List.of();
    }

    /** What a record calls the solver. */
    String key() {
        return solver.name().toLowerCase(Locale.ROOT);
    }

    /** What is being done, in words. */
    String phase() {
        String name = solver == SearchSpec.Route.LP ? "linear programs" : "dynamic programs";
        return isProven ? name + " and proofs" : name;
    }

    /**
     * The same with the time that it will take.
     *
     * @param count of all profiles
     */
    TimedPhase timed(int count, int threads) {
        return new TimedPhase(phase(), count, solver == SearchSpec.Route.LP ? TRIED : Profiles.BLOCK, threads);
    }

    /** Evaluates a mechanism. */
    Evaluation evaluation(ExactEvaluation exact, AmaParameters parameters, Profiles profiles, IntConsumer done) {
        if (isProven) {
            return exact.byProof(parameters, profiles, done);
        }
        return solver == SearchSpec.Route.LP
                ? exact.byLinearPrograms(parameters, profiles, done)
                : exact.byDynamicPrograms(parameters, profiles, done);
    }
}
