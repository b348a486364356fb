package org.dynama.ama.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.search.SearchState.Candidate;
import org.dynama.model.Profiles;
import org.dynama.world.Environment;

/**
 * Starts in the finest coordinates, for searches whose coarser ones tie what is unlike: an ascent from a tied point stays
 * in the basin that it was tied to. To sell a good of value U[4, 7] alone, for one, has another price than one of value
 * U[4, 16].
 *
 * <p>They are tops among scattered points: better than all points nearby. Each is thus in a basin of its own, as far as
 * the points show; the best few points alone would crowd one wide basin.
 *
 * <p>After Törn and Viitanen (1992), Topographical global optimization.
 */
final class UntiedPoints {
    /** Of the nearest points, as many must be worse. */
    private static final int NEIGHBOURS = 8;

    /** In more coordinates a few thousand points have no neighbours to speak of. */
    private static final int MOST_COORDINATES = 16;

    /** What is untied is compared on this many times the usual profiles: basins differ by little. */
    static final int COMPARISON = 4;

    private static final int SMALLEST_COMPARISON = 4096;

    private final SearchTask task;
    private final Trials trials;
    private final Parametrization finest;

    UntiedPoints(SearchTask task, Trials trials, Parametrization finest) {
        this.task = task;
        this.trials = trials;
        this.finest = finest;
    }

    /** Whether coarser coordinates than the finest tie what is unlike, and untied points can do better. */
    static boolean areWanted(Environment environment, List<Parametrization> coordinates) {
        return environment.mdp().stateCount() == 1
                && coordinates.get(coordinates.size() - 1).size() <= MOST_COORDINATES
                && coordinates.stream().anyMatch(some -> Likeness.tiesUnlike(environment, some.sharing()));
    }

    /** How many starts there are, at most. */
    static int count(SearchSettings settings) {
        return (settings.points().starts() + 1) / 2;
    }

    /** The starts, best first, validated. */
    List<Candidate> starts() {
        SobolPoints sequence = new SobolPoints(finest.size(), trials.stream("untied points"));
        int profiles = Math.max(
                SMALLEST_COMPARISON, COMPARISON * task.settings().ascent().profiles());
        List<AmaParameters> mechanisms = IntStream.range(
                        0, task.settings().points().count())
                .mapToObj(sequence::at)
                .filter(finest::isMechanism)
                .map(finest::parameters)
                .toList();
        Profiles common = trials.draw("untied", 0, profiles);
        List<Candidate> tried = trials.tried(mechanisms, common);
        return trials.validated(tops(Trials.best(tried, tried.size()), count(task.settings())));
    }

    /** Of candidates in order, best first, those that are better than all of their nearest neighbours. */
    static List<Candidate> tops(List<Candidate> ranked, int count) {
        double[][] places =
                ranked.stream().map(candidate -> place(candidate.parameters())).toArray(double[][]::new);
        List<Candidate> tops = new ArrayList<>();
        for (int k = 0; k < places.length && tops.size() < count; k++) {
            double better = Double.POSITIVE_INFINITY;
            for (int j = 0; j < k; j++) {
                better = Math.min(better, distance(places[k], places[j]));
            }
            int nearer = 0;
            for (int j = k + 1; j < places.length && nearer < NEIGHBOURS; j++) {
                nearer += distance(places[k], places[j]) < better ? 1 : 0;
            }
            if (k == 0 || nearer == NEIGHBOURS) {
                tops.add(ranked.get(k));
            }
        }
        return tops;
    }

    /** Boosts less their mean, since a constant decides nothing, and log-weights. */
    private static double[] place(AmaParameters parameters) {
        double mean = parameters.boosts().stream().average().orElse(0);
        double[] boosts =
                parameters.boosts().stream().map(boost -> boost - mean).toArray();
        double[] place =
                Arrays.copyOf(boosts, boosts.length + parameters.weights().size());
        for (int i = 0; i < parameters.weights().size(); i++) {
            place[boosts.length + i] = Math.log(parameters.weights().get(i));
        }
        return place;
    }

    private static double distance(double[] one, double[] two) {
        double sum = 0;
        for (int x = 0; x < one.length; x++) {
            sum += (one[x] - two[x]) * (one[x] - two[x]);
        }
        return sum;
    }
}
