package org.dynama.baseline;

import java.util.Locale;
import java.util.Optional;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;
import org.dynama.world.Stakes;
import org.dynama.world.market.Marketplace;

/**
 * The incentive compatible, individually rational mechanism that earns the most, where types are finite, independent and stay: a
 * linear program over randomized policies for every type profile and utilities left to agents.
 *
 * <p>Agents know their own types (Bayesian incentive compatibility, interim participation: nobody expects less than nothing), or
 * everybody's reports (dominant strategies, participation in every profile); either mechanism knows its policy in advance, so
 * expectations are over the MDP's own chances too.
 *
 * <p>Where types move and the horizon is finite, it is a program over histories of public states, draws, actions and all reports.
 * Agents know what is public and their own types, and report in every period; the mechanism commits itself, and nobody expects
 * less than nothing when she first reports. Truth is then best after every history of reports, lies too, which is no loss: what
 * is to come depends on her type of today and on reports only. Who saw less, such as no actions, could be made to pay more.
 *
 * <p>The program has a column for every policy of every profile, far too many to write down: columns are made as they are
 * wanted. For multipliers of the incentive constraints the best policies are those that maximize <em>virtual</em> welfare, a
 * batch of MDPs at virtual types, which the solvers know; and whatever the multipliers, the expected maximum is a bound (weak
 * duality). So each round gives a mechanism and a bound, by two routes, and the last round's differ by rounding.
 *
 * @see <a href="https://doi.org/10.1287/moor.6.1.58">Myerson (1981)</a>
 * @see <a href="https://doi.org/10.1287/opre.8.1.101">Dantzig and Wolfe (1960)</a>
 * @param isDominant whether truth must be a dominant strategy
 * @param welfare the weight of agents' rewards beside that of payments, which is 1; not negative; 0 where types move
 * @param threads 0 for one per processor; no number depends on it
 */
public record OptimalMechanism(boolean isDominant, double welfare, int threads) implements Baseline {
    private static final int MOST_PROFILES = 4096;
    private static final int MOST_LIES = 600;

    public OptimalMechanism {
        if (!(welfare >= 0 && Double.isFinite(welfare))) {
            throw new Refusal("welfare", welfare, "must be finite and not negative", "");
        }
    }

    /** The one that earns the most profit. */
    public OptimalMechanism(boolean isDominant, int threads) {
        this(isDominant, 0, threads);
    }

    @Override
    public String name() {
        return isDominant ? "optimum in dominant strategies" : "optimum";
    }

    @Override
    public Optional<String> misfit(Environment environment) {
        if (environment.rewards().isRanked()) {
            return Optional.of("an optimum must know who earns what, and these rewards go by rank");
        }
        Optional<String> obstacle = ProfileGrid.obstacle(environment, MOST_PROFILES);
        if (obstacle.isPresent()) {
            return obstacle;
        }
        double lies = Incentives.lies(ProfileGrid.of(environment, MOST_PROFILES), environment.agentCount(), isDominant);
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
     * @param profit expected payments plus the designer's reward, and what agents' rewards count; reached by a mechanism
     * @param bound that no mechanism exceeds, by weak duality
     * @param welfare expected, the designer's reward included; agents' rewards count once more than they do beside payments
     * @param utilities shape {@code [n]}, expected
     * @param multipliers of the lies, which prove the bound: see {@link DualProof}
     * @param rounds in which policies were added
     */
    public record Solution(
            double profit, double bound, double welfare, Reals utilities, Reals multipliers, int rounds) {
        /** The same in a unit of money {@code 2^-exponent} times as large. */
        Solution scaled(int exponent) {
            return new Solution(
                    Math.scalb(profit, exponent),
                    Math.scalb(bound, exponent),
                    Math.scalb(welfare, exponent),
                    utilities.scaled(exponent),
                    multipliers,
                    rounds);
        }

        /** The same where a unit of welfare counts a factor, and of utilities one. */
        Solution counting(double factor) {
            return new Solution(
                    profit * factor, bound * factor, welfare * factor, utilities, multipliers.times(factor), rounds);
        }
    }

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
        if (!isAnything(environment)) {
            return new Solution(0, 0, 0, Reals.filled(environment.agentCount(), 0), Reals.of(), 0);
        }
        ProfileGrid grid = ProfileGrid.of(environment, MOST_PROFILES);
        Incentives incentives = new Incentives(grid, environment.agentCount(), isDominant);
        double price = 1 / (1 + welfare);
        Environment unit = environment.scaled(-exponent);
        try (PolicyFeatures features =
                new PolicyFeatures(unit.withDesigner(unit.designer().times(price)), threads)) {
            return new MasterProgram(features, incentives, price)
                    .solve(incentives.lies.size())
                    .counting(1 + welfare)
                    .scaled(exponent);
        }
    }

    /** Whether anybody can earn anything. */
    private static boolean isAnything(Environment environment) {
        return Stakes.of(environment).stream().anyMatch(stake -> stake > 0)
                || environment.designer().stream().anyMatch(reward -> reward != 0);
    }

    /** That of the largest amount, for money has no natural unit and the simplex method has. */
    private static int exponent(Environment environment) {
        double largest = Math.max(
                Stakes.of(environment).stream().max().orElse(0),
                environment.designer().stream().map(Math::abs).max().orElse(0));
        return largest > 0 ? Math.getExponent(largest) : 0;
    }

    @Override
    public Optional<String> misfit(Marketplace market) {
        if (isDominant) {
            return Optional.of(
                    "dominant strategies are for types that stay: one who sees others' types move does not know them");
        }
        if (!market.isFinite()) {
            return Optional.of("an optimum over histories needs a finite horizon");
        }
        Optional<String> infinite = FiniteMarket.obstacle(market);
        return infinite.isPresent() ? infinite : obstacle(new ReportTree(FiniteMarket.of(market)));
    }

    private static Optional<String> obstacle(ReportTree tree) {
        if (tree.isTooLarge()) {
            return Optional.of(
                    "there are more than " + ReportTree.MOST_NODES + " histories of reports, draws and actions");
        }
        int lies = new ReportProgram(tree, 1).lies();
        return lies <= MOST_LIES
                ? Optional.empty()
                : Optional.of("there are " + lies
                        + " lies in all that agents may know, each a row of a linear program, and must be" + " at most "
                        + MOST_LIES);
    }

    @Override
    public BaselineValue of(Marketplace market) {
        Solution solution = solve(market);
        return new BaselineValue(
                name(),
                BaselineValue.Promise.OPTIMUM,
                solution.profit,
                solution.bound,
                0,
                Reals.of(),
                "a linear program over histories, agents knowing what is public and their own reports, "
                        + solution.rounds + " rounds of columns; the bound by its dual and backward induction");
    }

    /**
     * Solves the program over histories.
     *
     * @throws Refusal with the sentence of {@link #misfit(Marketplace)}
     * @throws IllegalStateException if the simplex method fails
     */
    public Solution solve(Marketplace market) {
        misfit(market).ifPresent(sentence -> {
            throw Refusal.of(sentence, "Maybe fewer types, agents, draws or periods.");
        });
        ReportTree tree = new ReportTree(FiniteMarket.of(market));
        int exponent = tree.exponent();
        ReportProgram program = new ReportProgram(tree, Math.scalb(1.0, exponent));
        return program.solve(program.lies()).scaled(exponent);
    }
}
