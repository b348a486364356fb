package org.dynama.ama.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.dynama.ama.audit.ExactEvaluation;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.solver.terminal.EndingSolver;
import org.dynama.solver.terminal.Endings;
import org.dynama.world.Environment;
import org.dynama.world.StaticAuction;
import org.dynama.world.StaticAuction.Form;
import org.dynama.world.StaticAuction.Valuation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalObjectiveTest {
    private static final int COUNT = 200;

    private static Environment auction(int agents, int items, Valuation valuation, Form form) {
        return StaticAuction.of(StaticAuction.uniform(Reals.filled(agents, 1), items), items, valuation, form);
    }

    private static Profiles draw(Environment environment, int count) {
        return Profiles.draw(environment.agents(), new RandomStream(3, "terminal"), 0, count);
    }

    private static Solvers solvers(Environment environment, int threads) {
        return Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), threads);
    }

    private static double[] random(int size) {
        return new Random(7).doubles(size, -1, 0).toArray();
    }

    private static EndingSolver solver(Environment environment, TerminalClasses classes) {
        return new EndingSolver(
                new Endings(
                        environment.mdp(),
                        environment.rewards(),
                        environment.dimension(),
                        classes.endingOf(),
                        classes.classOf()),
                1,
                0);
    }

    /** The most welfare by sorted counts, over all allocations. */
    private static double[] enumerated(Profiles profiles, int b) {
        int n = profiles.agents();
        Map<List<Integer>, Double> most = new HashMap<>();
        for (int code = 0; code < Math.pow(n + 1, profiles.dimension()); code++) {
            int[] counts = new int[n];
            double welfare = 0;
            int rest = code;
            for (int k = 0; k < profiles.dimension(); k++, rest /= n + 1) {
                int winner = rest % (n + 1);
                if (winner > 0) {
                    counts[winner - 1]++;
                    welfare += profiles.type(winner - 1, k, b);
                }
            }
            Arrays.sort(counts);
            most.merge(IntStream.of(counts).boxed().toList(), welfare, Math::max);
        }
        return most.values().stream().mapToDouble(value -> value).sorted().toArray();
    }

    @ParameterizedTest(name = "{0} agents, {1} items, {2}")
    @CsvSource({"2, 4, COUNTS", "3, 3, COUNTS", "3, 3, ALLOCATIONS"})
    void theMostWelfareOfAClassIsThatOfAllItsAllocations(int agents, int items, Form form) {
        Environment environment = auction(agents, items, Valuation.ADDITIVE, form);
        Profiles profiles = draw(environment, 50);
        double[][] welfare =
                solver(environment, TerminalClasses.of(environment)).welfare(profiles);
        for (int b = 0; b < profiles.count(); b++) {
            int at = b;
            double[] found =
                    Arrays.stream(welfare).mapToDouble(row -> row[at]).sorted().toArray();
            assertThat(found).hasSize(enumerated(profiles, b).length);
            assertThat(found).containsExactly(enumerated(profiles, b), within(1e-12));
        }
    }

    /** The same mechanism by the solvers of all worlds, with a table of boosts for all pairs. */
    @ParameterizedTest(name = "{0} agents, {1} items, {2}, {3}")
    @CsvSource({
        "3, 4, ADDITIVE, COUNTS",
        "3, 3, UNIT_DEMAND, COUNTS",
        "3, 4, ADDITIVE, TOTALS",
        "2, 3, ADDITIVE, ALLOCATIONS",
        "1, 4, ADDITIVE, COUNTS"
    })
    void revenueIsThatOfDynamicPrograms(int agents, int items, Valuation valuation, Form form) {
        Environment environment = auction(agents, items, valuation, form);
        TerminalClasses classes = TerminalClasses.of(environment);
        double[] boosts = random(classes.size());
        Profiles profiles = draw(environment, COUNT);
        try (Solvers solvers = solvers(environment, 1)) {
            double[] table = classes.spread(boosts);
            Reals revenue = new ExactEvaluation(environment, Objective.REVENUE, solvers)
                    .byDynamicPrograms(
                            new AmaParameters(Reals.filled(agents, 1), Reals.of(table)), profiles, done -> {})
                    .revenue();
            EndingSolver solver = solver(environment, classes);
            for (int from = 0; from < COUNT; from += Profiles.BLOCK) {
                Profiles block = profiles.slice(from, Math.min(COUNT, from + Profiles.BLOCK));
                double[] values = solver.solve(block, boosts, 0.1).values();
                for (int b = 0; b < block.count(); b++) {
                    assertThat(values[b]).isCloseTo(revenue.get(from + b), within(1e-12));
                }
            }
        }
    }

    /** With the softmax in the place of the best class, where only its boost is meant. */
    private static double smoothed(EndingSolver solver, Profiles profiles, double[] boosts, double temperature) {
        double[][] welfare = solver.welfare(profiles);
        double[] hard = solver.solve(profiles, boosts, temperature).values();
        double mean = 0;
        for (int b = 0; b < profiles.count(); b++) {
            double best = Double.NEGATIVE_INFINITY;
            double chosen = 0;
            for (int c = 0; c < boosts.length; c++) {
                if (welfare[c][b] + boosts[c] > best) {
                    best = welfare[c][b] + boosts[c];
                    chosen = boosts[c];
                }
            }
            double sum = 0;
            double soft = 0;
            for (int c = 0; c < boosts.length; c++) {
                double weight = Math.exp((welfare[c][b] + boosts[c] - best) / temperature);
                sum += weight;
                soft += weight * boosts[c];
            }
            mean += (hard[b] + chosen - soft / sum) / profiles.count();
        }
        return mean;
    }

    @Test
    void theGradientIsThatOfFiniteDifferences() {
        Environment environment = auction(3, 4, Valuation.ADDITIVE, Form.COUNTS);
        TerminalClasses classes = TerminalClasses.of(environment);
        Profiles profiles = draw(environment, Profiles.BLOCK);
        double[] boosts = random(classes.size());
        double[] gradient;
        try (Solvers solvers = solvers(environment, 2)) {
            gradient = new TerminalObjective(environment, Objective.REVENUE, classes, solvers)
                    .at(boosts, profiles, 0.1)
                    .gradient();
        }
        EndingSolver solver = solver(environment, classes);
        double step = 1e-7;
        for (int c = 0; c < boosts.length; c++) {
            double[] more = boosts.clone();
            double[] less = boosts.clone();
            more[c] += step;
            less[c] -= step;
            double difference = smoothed(solver, profiles, more, 0.1) - smoothed(solver, profiles, less, 0.1);
            assertThat(gradient[c]).isCloseTo(difference / (2 * step), within(1e-6));
        }
    }

    /** Alike: sorted counts. Unlike items: counts by kind. Totals: the number sold; winners: how many they are, too. */
    @Test
    void classesAreWhatAgentsHaveGotWhoeverTheyAre() {
        Map<Environment, Integer> sizes = new HashMap<>();
        sizes.put(auction(3, 10, Valuation.ADDITIVE, Form.COUNTS), 67);
        sizes.put(auction(2, 5, Valuation.ADDITIVE, Form.COUNTS), 12);
        sizes.put(auction(4, 6, Valuation.ADDITIVE, Form.TOTALS), 7);
        // None, or j winners of at least j and at most 6 goods.
        sizes.put(auction(4, 6, Valuation.ADDITIVE, Form.WINNERS), 19);
        sizes.put(auction(10, 10, Valuation.ADDITIVE, Form.WINNERS), 11);
        sizes.put(auction(3, 3, Valuation.UNIT_DEMAND, Form.COUNTS), 4);
        sizes.put(StaticAuction.of(StaticAuction.uniform(Reals.of(1, 2), 2), 2, Valuation.ADDITIVE, Form.COUNTS), 6);
        sizes.forEach((environment, size) ->
                assertThat(TerminalClasses.of(environment).size()).isEqualTo(size));
    }
}
