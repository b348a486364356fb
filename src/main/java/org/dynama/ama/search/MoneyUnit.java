package org.dynama.ama.search;

import java.util.List;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.search.SearchState.Candidate;
import org.dynama.world.Environment;
import org.dynama.world.RewardScale;

/**
 * The amount of money that a search calls one: the power of two at or just below the largest reward, so that numbers in
 * solvers and steps are of size one whatever the world counts in, and every epsilon is relative to it. The same goes for the
 * weights of an objective.
 *
 * <p>Going in and coming out are exact, but where numbers leave the range of doubles. Types stay as they are: rewards,
 * losses and boosts are what is divided.
 *
 * @param exponent of two
 * @param weight exponent of the power of two at or just below the largest weight of the objective
 */
public record MoneyUnit(int exponent, int weight) {

    /** The unit of a world, where nothing is weighed. */
    public static MoneyUnit of(Environment environment) {
        return new MoneyUnit(Math.getExponent(RewardScale.largest(environment)), 0);
    }

    static MoneyUnit of(Environment environment, Objective objective) {
        return new MoneyUnit(of(environment).exponent, Math.getExponent(objective.size()));
    }

    public Environment in(Environment environment) {
        return environment.scaled(-exponent);
    }

    Objective in(Objective objective) {
        return objective.scaled(-weight);
    }

    public double in(double amount) {
        return Math.scalb(amount, -exponent);
    }

    SearchState in(SearchState state) {
        return new MoneyUnit(-exponent, -weight).out(state);
    }

    SearchState out(SearchState state) {
        return exponent == 0 && weight == 0
                ? state
                : new SearchState(
                        state.phase(),
                        out(state.starts()),
                        state.ascent(),
                        out(state.finished()),
                        out(state.best()),
                        state.points());
    }

    /** What an objective is estimated to be. */
    public Estimate out(Estimate estimate) {
        return times(estimate, exponent + weight);
    }

    AmaParameters out(AmaParameters parameters) {
        return times(parameters, exponent);
    }

    public double out(double amount) {
        return Math.scalb(amount, exponent);
    }

    private List<Candidate> out(List<Candidate> candidates) {
        return candidates.stream().map(this::out).toList();
    }

    private Candidate out(Candidate candidate) {
        return new Candidate(out(candidate.parameters()), out(candidate.validation()));
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
