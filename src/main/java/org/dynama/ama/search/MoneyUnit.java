package org.dynama.ama.search;

import java.util.List;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.search.SearchState.Candidate;
import org.dynama.world.Environment;

/**
 * The amount of money that a search calls one: the power of two at or just below the largest reward, so that numbers in
 * solvers and steps are of size one whatever the world counts in, and every epsilon is relative to it.
 *
 * <p>Going in and coming out are exact, but where numbers leave the range of doubles. Types stay as they are: rewards,
 * losses and boosts are what is divided.
 *
 * @param exponent of two
 */
record MoneyUnit(int exponent) {

    static MoneyUnit of(Environment environment) {
        return new MoneyUnit(Math.getExponent(Parametrization.rewardUnit(environment)));
    }

    Environment in(Environment environment) {
        return environment.scaled(-exponent);
    }

    SearchState in(SearchState state) {
        return times(state, -exponent);
    }

    SearchState out(SearchState state) {
        return times(state, exponent);
    }

    Estimate out(Estimate estimate) {
        return times(estimate, exponent);
    }

    AmaParameters out(AmaParameters parameters) {
        return times(parameters, exponent);
    }

    double out(double amount) {
        return Math.scalb(amount, exponent);
    }

    private static SearchState times(SearchState state, int exponent) {
        return exponent == 0
                ? state
                : new SearchState(
                        state.phase(),
                        times(state.starts(), exponent),
                        state.ascent(),
                        times(state.finished(), exponent),
                        times(state.best(), exponent),
                        state.points());
    }

    private static List<Candidate> times(List<Candidate> candidates, int exponent) {
        return candidates.stream().map(candidate -> times(candidate, exponent)).toList();
    }

    private static Candidate times(Candidate candidate, int exponent) {
        return new Candidate(times(candidate.parameters(), exponent), times(candidate.validation(), exponent));
    }

    private static AmaParameters times(AmaParameters parameters, int exponent) {
        return new AmaParameters(parameters.weights(), parameters.boosts().scaled(exponent));
    }

    private static Estimate times(Estimate estimate, int exponent) {
        return new Estimate(
                Math.scalb(estimate.mean(), exponent),
                Math.scalb(estimate.standardError(), exponent),
                estimate.count());
    }
}
