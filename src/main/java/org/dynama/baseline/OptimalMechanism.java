package org.dynama.baseline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dynama.baseline.MasterProgram.Mixture;
import org.dynama.baseline.PolicyFeatures.Policies;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;
import org.dynama.world.Stakes;

/**
 * The incentive compatible, individually rational mechanism that earns the most, where types are finite, independent and stay: a
 * linear program over randomized policies for every type profile and utilities left to agents.
 *
 * <p>Agents know their own types (Bayesian incentive compatibility, interim participation: nobody expects less than nothing), or
 * everybody's reports (dominant strategies, participation in every profile); either mechanism knows its policy in advance, so
 * expectations are over the MDP's own chances too.
 *
 * <p>The program has a column for every policy of every profile, far too many to write down: columns are made as they are
 * wanted. For multipliers of the incentive constraints the best policies are those that maximize <em>virtual</em> welfare, a
 * batch of MDPs at virtual types, which the solvers know; and whatever the multipliers, the expected maximum is a bound (weak
 * duality). So each round gives a mechanism and a bound, by two routes, and the last round's differ by rounding.
 *
 * @see <a href="https://doi.org/10.1287/moor.6.1.58">Myerson (1981)</a>
 * @see <a href="https://doi.org/10.1287/opre.8.1.101">Dantzig and Wolfe (1960)</a>
 * @param isDominant whether truth must be a dominant strategy
 * @param threads 0 for one per processor; no number depends on it
 */
public record OptimalMechanism(boolean isDominant, int threads) implements Baseline {
    private static final int MOST_PROFILES = 4096;
    private static final int MOST_LIES = 600;
    private static final int MOST_ROUNDS = 400;
    /** Of the money that flows. */
    private static final double GAP = 1e-10;

    @Override
    public String name() {
        return isDominant ? "optimum in dominant strategies" : "optimum";
    }

    @Override
    public Optional<String> misfit(Environment environment) {
        if (environment.rewards().isRanked()) {
            return Optional.of("an optimum must know who earns what, and these rewards go by rank");
        }
        Optional<String> obstacle = TypeGrid.obstacle(environment, MOST_PROFILES);
        if (obstacle.isPresent()) {
            return obstacle;
        }
        double lies = Incentives.lies(TypeGrid.of(environment, MOST_PROFILES), environment.agentCount(), isDominant);
        return lies <= MOST_LIES
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "there are %.0f lies, each a row of a linear program, and must be at most %d",
                        lies,
                        MOST_LIES));
    }

    /**
     * What the best mechanism does.
     *
     * @param profit expected payments plus the designer's reward, reached by a mechanism
     * @param bound that no mechanism exceeds, by weak duality
     * @param welfare expected, the designer's reward included
     * @param utilities shape {@code [n]}, expected
     * @param rounds in which policies were added
     */
    public record Solution(double profit, double bound, double welfare, Reals utilities, int rounds) {}

    @Override
    public BaselineValue of(Environment environment, WeightedProfiles profiles) {
        Solution solution = solve(environment);
        return new BaselineValue(
                name(),
                BaselineValue.Promise.OPTIMUM,
                solution.profit,
                solution.bound,
                0,
                Reals.of(),
                "a linear program over randomized policies and interim utilities, " + solution.rounds
                        + " rounds of columns; the bound by its dual and dynamic programming");
    }

    /**
     * Solves the program.
     *
     * @throws Refusal with the sentence of {@link #misfit(Environment)}
     * @throws IllegalStateException if the simplex method fails in the first round
     */
    public Solution solve(Environment environment) {
        misfit(environment).ifPresent(sentence -> {
            throw Refusal.of(sentence, "Maybe fewer types; a bound on virtual types has no such limit.");
        });
        int exponent = exponent(environment);
        try (PolicyFeatures features = new PolicyFeatures(environment.scaled(-exponent), threads)) {
            Solution solution = solve(features, environment);
            return new Solution(
                    Math.scalb(solution.profit, exponent),
                    Math.scalb(solution.bound, exponent),
                    Math.scalb(solution.welfare, exponent),
                    solution.utilities.scaled(exponent),
                    solution.rounds);
        }
    }

    /** That of the largest amount, for money has no natural unit and the simplex method has. */
    private static int exponent(Environment environment) {
        double largest = Math.max(
                Stakes.of(environment).stream().max().orElse(0),
                environment.designer().stream().map(Math::abs).max().orElse(0));
        return largest > 0 ? Math.getExponent(largest) : 0;
    }

    private Solution solve(PolicyFeatures features, Environment environment) {
        TypeGrid grid = TypeGrid.of(environment, MOST_PROFILES);
        Incentives incentives = new Incentives(grid, environment.agentCount(), isDominant);
        MasterProgram master = new MasterProgram(incentives);
        double[] multipliers = new double[incentives.lies.size()];
        Policies policies = features.best(grid.all());
        double[] values = master.values(policies);
        double traffic = Arrays.stream(values).map(Math::abs).sum();
        double bound = Arrays.stream(values).sum();
        for (int g = 0; g < master.blocks; g++) {
            master.add(g, policies);
        }
        Mixture mixture = master.best();
        int rounds = 1;
        while (bound - mixture.profit() > GAP * traffic && rounds < MOST_ROUNDS) {
            multipliers = incentives.feasible(mixture.multipliers().toArray());
            policies = features.best(incentives.virtual(multipliers));
            double[] found = master.values(policies);
            bound = Math.min(bound, Arrays.stream(found).sum());
            Mixture last = mixture;
            int[] better = IntStream.range(0, master.blocks)
                    .filter(g -> found[g] - last.values().get(g) > 1e-3 * GAP * traffic)
                    .toArray();
            if (better.length == 0) {
                break;
            }
            for (int g : better) {
                master.add(g, policies);
            }
            mixture = master.best();
            rounds++;
        }
        return new Solution(mixture.profit(), bound, mixture.welfare(), mixture.utilities(), rounds);
    }
}
