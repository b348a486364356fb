package org.dynama.ama.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.search.SearchState.Candidate;
import org.dynama.baseline.ProfileGrid;
import org.dynama.baseline.WeightedProfiles;
import org.dynama.model.Horizon;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.refusal.Entries;
import org.dynama.solver.OccupancySolver;
import org.dynama.world.Environment;

/** Draws a search's profiles and tries mechanisms on them, with hard policies. */
final class Trials {
    /** A winner must not be one by luck: validation uses this many times a step's profiles, or more. */
    private static final int VALIDATION = 16;

    private static final int SMALLEST_VALIDATION = 1 << 14;

    /** Profiles times economies times pairs of a validation that is not asked for. */
    private static final long MOST_WORK = 1L << 26;

    private final Environment environment;
    private final MoneyUnit unit;
    private final Objective objective;
    private final CommonProfiles common;
    private final RandomStream stream;
    private final Profiles validation;
    /** The probabilities of validation profiles, where they are all there are; else empty. */
    private final Reals weights;

    Trials(SearchTask task) {
        this(task, 1);
    }

    /**
     * Trials of mechanisms.
     *
     * @param thorough how many times as many profiles as usual validate
     */
    Trials(SearchTask task, int thorough) {
        environment = task.environment();
        unit = task.unit();
        objective = task.objective();
        common = new CommonProfiles(task.solvers());
        stream = task.stream();
        long count = validations(task);
        WeightedProfiles all = isExact(task) ? WeightedProfiles.enumerated(environment) : null;
        validation = all != null
                ? all.profiles()
                : draw("validation", 0, Entries.of("validation", "Maybe fewer optimizer.profiles.", thorough, count));
        weights = all != null ? all.weights() : Reals.of();
    }

    private static long validations(SearchTask task) {
        return Math.max(
                smallestValidation(task.environment()),
                VALIDATION * (long) task.settings().ascent().profiles());
    }

    /** Less where cycles are many and large: there a profile takes long. */
    private static long smallestValidation(Environment environment) {
        if (environment.mdp().horizon() instanceof Horizon.Finite) {
            return SMALLEST_VALIDATION;
        }
        long economies = (environment.agentCount() + 1L) * environment.mdp().pairCount();
        int usual = (int) Math.min(SMALLEST_VALIDATION, MOST_WORK / economies);
        return LastingEffort.validation(environment, usual);
    }

    /** Whether validation profiles are all there are, so that an objective on them is exact. */
    static boolean isExact(SearchTask task) {
        return ProfileGrid.profiles(task.environment()) <= Math.min(WeightedProfiles.MOST, validations(task));
    }

    RandomStream stream(String name) {
        return stream.child(name);
    }

    /** The profiles of one of a stream's batches of equal size. */
    Profiles draw(String name, int batch, int count) {
        long stride = (count + Profiles.BLOCK - 1) / Profiles.BLOCK * (long) Profiles.BLOCK;
        return Profiles.draw(environment.agents(), stream.child(name), batch * stride, count);
    }

    /** A mechanism on profiles that no step sees, or on all there are. */
    Candidate validated(AmaParameters parameters) {
        return validatedAll(List.of(parameters)).get(0);
    }

    /** Candidates on those profiles, in the same order. */
    List<Candidate> validated(List<Candidate> candidates) {
        return validatedAll(candidates.stream().map(Candidate::parameters).toList());
    }

    /** Mechanisms on those profiles, in the same order. */
    List<Candidate> validatedAll(List<AmaParameters> mechanisms) {
        if (weights.size() == 0) {
            return tried(mechanisms, validation);
        }
        double[][] values = values(mechanisms, validation);
        List<Candidate> validated = new ArrayList<>();
        for (double[] row : values) {
            double mean = 0;
            for (int b = 0; b < row.length; b++) {
                mean += weights.get(b) * row[b];
            }
            validated.add(new Candidate(mechanisms.get(validated.size()), new Estimate(mean, 0, row.length)));
        }
        return validated;
    }

    /**
     * VCG on those profiles.
     *
     * @throws SearchStopped if its objective is not finite
     */
    Candidate vcg() {
        Candidate vcg = validated(AmaParameters.vcg(environment));
        if (!Double.isFinite(vcg.validation().mean())) {
            throw stopped(vcg.validation(), "the validation of VCG", vcg);
        }
        return vcg;
    }

    SearchStopped stopped(Estimate objective, String where, Candidate best) {
        return new SearchStopped(
                (Double.isFinite(objective.mean())
                                ? "the gradient, or a step along it,"
                                : "objective = " + objective.mean())
                        + " is not finite in " + where,
                "Maybe a higher temperature or a smaller step. " + SearchStopped.KEPT,
                unit.out(best.parameters()));
    }

    /** Mechanisms on common profiles. */
    List<Candidate> tried(List<AmaParameters> mechanisms, Profiles profiles) {
        double[][] values = values(mechanisms, profiles);
        Candidate[] tried = new Candidate[values.length];
        Arrays.setAll(tried, k -> new Candidate(mechanisms.get(k), Estimate.of(values[k])));
        return List.of(tried);
    }

    private double[][] values(List<AmaParameters> mechanisms, Profiles profiles) {
        return common.of(
                mechanisms.stream()
                        .map(parameters -> new AffineMaximizer(environment, parameters))
                        .toList(),
                profiles,
                this::values);
    }

    private double[] values(OccupancySolver solver, AffineMaximizer mechanism, Profiles chunk) {
        return values(environment, objective, solver, mechanism, chunk);
    }

    /** The objective with hard policies on every profile of a chunk; shape {@code [B]}. */
    static double[] values(
            Environment environment,
            Objective objective,
            OccupancySolver solver,
            AffineMaximizer mechanism,
            Profiles chunk) {
        Outcome outcome =
                mechanism.outcome(new DpMaximizer(solver, environment.losses(), DpMaximizer.Bounds.NONE), chunk);
        double[] values = new double[outcome.count()];
        Arrays.setAll(values, b -> objective.value(outcome.revenue(b), outcome.welfare(b), outcome.losses(b)));
        return values;
    }

    /** The best mechanism that a search holds. */
    static Candidate held(SearchState state) {
        List<Candidate> all = new ArrayList<>(state.finished());
        all.add(state.best());
        all.addAll(state.starts());
        return best(all, 1).get(0);
    }

    /** The candidates with the largest finite means, best first; the earlier of equals. */
    static List<Candidate> best(List<Candidate> candidates, int count) {
        return candidates.stream()
                .filter(candidate -> Double.isFinite(candidate.validation().mean()))
                .sorted(Comparator.comparingDouble(
                        (Candidate candidate) -> -candidate.validation().mean()))
                .limit(count)
                .toList();
    }
}
