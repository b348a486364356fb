package org.dynama.ama.search;

import java.util.Optional;
import org.dynama.model.Endlessness;
import org.dynama.world.Environment;

/**
 * How much is taken on where nobody says how much, in worlds whose runs need not end: there each profile is solved by itself, one
 * policy after the other. Counted in products, of which a core does a hundred million in a second, never in seconds, so that any
 * machine does the same.
 */
public final class LastingEffort {
    /** Of a step, of the profiles that compare points, of all points, of a validation, and of a check. */
    private static final long STEP = 1L << 20;
    /** Of all steps to a finished mechanism. */
    private static final long ASCENT = 1L << 27;

    private static final long COMPARISON = 1L << 23;
    private static final long POINTS = 1L << 31;
    private static final long VALIDATION = 1L << 26;
    private static final long CHECKS = 1L << 30;

    private static final int FEWEST_OF_A_STEP = 20;
    private static final int FEWEST_STEPS = 100;
    private static final int FEWEST = 128;
    /** Past so many states policies are no longer eliminated. */
    private static final int MOST_ELIMINATED = 256;

    private LastingEffort() {}

    /** What one profile takes in all economies; 0 where runs end, so that nothing is cut. */
    private static long each(Environment environment) {
        long states = Math.min(MOST_ELIMINATED, environment.mdp().stateCount());
        return Endlessness.mayLast(environment.mdp())
                ? (environment.agentCount() + 1L) * environment.mdp().pairCount() * states
                : 0;
    }

    private static int cut(Environment environment, long work, int least, int wanted) {
        long each = each(environment);
        return each == 0 ? wanted : (int) Math.min(wanted, Math.max(least, work / each));
    }

    /** Fewer points, steps, and profiles a step. */
    static SearchSettings fitted(Environment environment, SearchSettings settings) {
        SearchSettings.Points points = settings.points();
        SearchSettings.Ascent ascent = settings.ascent();
        int profiles = cut(environment, STEP, FEWEST_OF_A_STEP, ascent.profiles());
        int iterations = cut(environment, ASCENT / profiles, FEWEST_STEPS, ascent.iterations());
        long perPoint = comparison(environment, ascent.profiles());
        return new SearchSettings(
                settings.optimizer(),
                settings.coordinates(),
                new SearchSettings.Points(
                        cut(environment, POINTS / perPoint, points.starts(), points.count()), points.starts()),
                new SearchSettings.Ascent(profiles, iterations, ascent.steps()),
                settings.entropy(),
                settings.differences(),
                settings.seed());
    }

    /** On how many profiles points are compared, of a usual number. */
    static int comparison(Environment environment, int usual) {
        return cut(environment, COMPARISON, FEWEST, usual);
    }

    /** On how many profiles mechanisms are validated, at least, of a usual number. */
    static int validation(Environment environment, int usual) {
        return cut(environment, VALIDATION, FEWEST, usual);
    }

    /**
     * On how many profiles the share of a bound is measured, or how many misreports are tried.
     *
     * @param wanted at most
     * @param evaluated profiles of the evaluation: never fewer
     */
    public static int checks(Environment environment, int wanted, int evaluated) {
        return cut(environment, CHECKS, evaluated, wanted);
    }

    /** What is said where a search by itself takes on less than its settings; empty where it does not. */
    public static Optional<String> note(Environment environment, SearchSettings settings) {
        if (settings.optimizer() != Optimizer.AUTO || !Endlessness.mayLast(environment.mdp())) {
            return Optional.empty();
        }
        SearchSettings fitted = fitted(environment, settings);
        return fitted.equals(settings)
                ? Optional.empty()
                : Optional.of("Runs need not end, so that each profile is solved by itself: tried "
                        + fitted.points().count() + " points, not "
                        + settings.points().count() + ", and " + fitted.ascent().iterations() + " steps of "
                        + fitted.ascent().profiles() + " profiles, not "
                        + settings.ascent().iterations() + " of "
                        + settings.ascent().profiles()
                        + ". optimizer.kind: zeroth-order takes all that it is given.");
    }
}
