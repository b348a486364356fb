package org.dynama.world.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dynama.ama.SearchStudy;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.IndependentTypes;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.Univariate;
import org.dynama.pivot.check.PivotVerification;
import org.dynama.pivot.check.PivotVerifier;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.pivot.world.WorldFile;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.file.EnvironmentFile;
import org.dynama.world.file.MarketplaceText;
import org.dynama.world.market.Expansion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kinds that come along have types of any distribution, for each agent and each of her numbers. */
class KindDistributionsTest {
    private static final int MANY = 40_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static Environment build(String environment) {
        Document document =
                Document.parse("x.yaml", "environment: " + environment, new SearchStudy().schema(), List.of());
        Faults faults = new Faults(document.source());
        Environment built = DescribedWorld.of(document, "environment", faults).environment();
        faults.throwIfAny();
        return built;
    }

    /** Uniform ends and uniform distributions are the same world, to the last bit of what is drawn. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {kind: sequential-sales, agents: 2}               | {kind: sequential-sales, agents: 2, types: {kind: uniform}}
            {kind: static-auction, types: asymmetric}         | {kind: static-auction, types: {agents: [{kind: uniform}, {kind: uniform, high: 0.5}]}}
            {kind: static-auction, types: {high: [2, 1]}}     | {kind: static-auction, types: {agents: [[{kind: uniform, high: 2}, {kind: uniform, high: 2}], {kind: uniform}]}}
            {kind: task-scheduling, tasks: 2}                 | {kind: task-scheduling, tasks: 2, types: {kind: uniform, high: 3}}
            {kind: gridworld, agents: 1, types: every-cell}   | {kind: gridworld, agents: 1, types: {kind: uniform}}
            {kind: gridworld, agents: 2, size: 3, walls: true} | {kind: gridworld, agents: 2, rows: 3, columns: 3, walls: true}
            """)
    void uniformTypesAreWhatTheyWere(String before, String after) {
        Environment one = build(before);
        Environment other = build(after);
        assertThat(other.agents()).isEqualTo(one.agents());
        assertThat(other.mdp().states()).isEqualTo(one.mdp().states());
        assertThat(other.name()).isEqualTo(one.name());
        assertThat(outcomeRevenues(other)).isEqualTo(outcomeRevenues(one));
    }

    private static double[] outcomeRevenues(Environment environment) {
        return revenues(environment, Profiles.draw(environment.agents(), new RandomStream(1, "types"), 0, 200));
    }

    private static double[] revenues(Environment environment, Profiles profiles) {
        double[] revenues = new double[profiles.count()];
        int[] done = {0};
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), 1)) {
            new AffineMaximizer(environment, AmaParameters.vcg(environment))
                    .forEachOutcome(solvers, profiles, outcome -> {
                        for (int b = 0; b < outcome.count(); b++) {
                            revenues[done[0]++] = outcome.revenue(b);
                        }
                    });
        }
        return revenues;
    }

    /** The second of three exponential values of mean m is 5 m / 6 in expectation; of two normal ones m - s / sqrt(pi). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {kind: static-auction, agents: 3, items: 1, types: {kind: exponential, mean: 2}}            | 1.66667 | 1.5
            {kind: sequential-sales, agents: 2, items: 1, types: {kind: normal, mean: 10, deviation: 1}} | 9.43581 | 0.9
            {kind: static-auction, agents: 2, items: 2, types: {agents: [[{kind: point, value: 3}, {kind: discrete, values: [0, 4], weights: [1, 3]}], {kind: uniform, high: 2}]}} | 1.75 | 0.8
            """)
    void revenueOfVcgIsTheOneByHand(String environment, double expected, double deviation) {
        Environment built = build(environment);
        double[] revenues = revenues(built, Profiles.draw(built.agents(), new RandomStream(2, "types"), 0, MANY));
        double sum = 0;
        for (double revenue : revenues) {
            sum += revenue;
        }
        assertThat(sum / MANY).isCloseTo(expected, within(4 * deviation / Math.sqrt(MANY)));
    }

    /** Three values for three agents and two items are the sale of the page on worlds: 8/3, by the pivot mechanism. */
    @Test
    void discreteTypesAreExactForThePivotMechanism() {
        Environment sale = build("{kind: sequential-sales, types: {kind: discrete, values: [1, 2, 3]}}");
        assertThat(sale.agents().get(0).types())
                .isEqualTo(new DiscreteTypes(List.of(Reals.of(1), Reals.of(2), Reals.of(3)), Reals.of(1, 1, 1)));
        String text = MarketplaceText.of(Expansion.of(sale).market());
        PivotMechanism mechanism = PivotSolver.solve(WorldFile.parse("x", text, 1L << 30, 1), 1, share -> {});
        PivotVerification found = PivotVerifier.verify(mechanism, 1e-9, 1, share -> {});
        assertThat(found.totals().payments().stream().sum()).isCloseTo(8 / 3.0, within(1e-12));
    }

    /** What is written out is read back, whatever the numbers of a type are distributed by. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: sequential-sales, agents: 2, items: 2, types: {kind: beta, alpha: 2, beta: 3, high: 5}}",
                "{kind: static-auction, types: {agents: [[{kind: exponential, mean: 1}, {kind: uniform, high: 2}], "
                        + "[{kind: normal, mean: 1, deviation: 2, low: 0}, {kind: discrete, values: [1, 5]}]]}}",
                "{kind: task-scheduling, tasks: 2, types: {kind: exponential, mean: 1, high: 4}}",
                "{kind: gridworld, rows: 2, columns: 3, agents: 2, types: {kind: exponential, mean: 1}}",
                "{kind: gridworld, rows: 1, columns: 4, agents: 1}",
                "{kind: static-auction, agents: 1, types: {kind: discrete, values: [1, 2], weights: [1, 3]}}"
            })
    void itsFileIsTheWorldAgain(String environment) throws IOException {
        Environment built = build(environment);
        Path file = Files.writeString(
                folder.resolve("x.json"), MarketplaceText.of(Expansion.of(built).market()));
        Environment read = EnvironmentFile.read(file).environment();
        assertThat(read.agents()).isEqualTo(built.agents());
        assertThat(outcomeRevenues(read)).isEqualTo(outcomeRevenues(built));
    }

    /** Two cells in a row: the vehicle goes to the second and stays there for ever, by moving across the other side. */
    @Test
    void aRowOfTwoCellsIsWorthTenTimesItsValue() {
        Environment row = build("{kind: gridworld, agents: 1, rows: 1, columns: 2, types: {kind: point, value: 3}}");
        assertThat(row.name()).isEqualTo("1 x 2 torus, 1 agent");
        Profiles profiles = Profiles.draw(row.agents(), new RandomStream(1, "types"), 0, 1);
        double[] welfare = new double[1];
        try (Solvers solvers = Solvers.kernel(row.mdp(), row.rewards(), row.dimension(), 1)) {
            new AffineMaximizer(row, AmaParameters.vcg(row))
                    .forEachOutcome(solvers, profiles, (Outcome outcome) -> welfare[0] = outcome.affineWelfare(0));
        }
        assertThat(welfare[0]).isCloseTo(30, within(1e-9));
    }

    /** Values of a component's distribution are its support. */
    @Test
    void independentTypesKnowTheirSupport() {
        IndependentTypes mixed = new IndependentTypes(
                List.of(new Univariate.Discrete(Reals.of(1, 5), Reals.of(1, 1)), new Univariate.Uniform(0, 2)));
        assertThat(mixed.supports(5, 1.5)).isTrue();
        assertThat(mixed.supports(3, 1.5)).isFalse();
        assertThat(mixed.supports(1, 2.5)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {kind: static-auction, types: {agents: [{kind: uniform}]}}                        | environment.types.agents = [{kind: uniform}] has 1 entries and must have one for each of 2 agents
            {kind: static-auction, types: {agents: [[{kind: uniform}], {kind: uniform}]}}     | environment.types.agents[0] = [{kind: uniform}] has 1 entries and must have one for each of 2 numbers of her type
            {kind: static-auction, types: {kind: normal, mean: 1}}                            | environment.types.deviation is missing
            {kind: static-auction, types: {kind: uniform, low: 3}}                            | low = 3.0, high = 1.0 must be finite and in order
            {kind: static-auction, types: {kind: zipf}}                                       | environment.types.kind = zipf must be
            {kind: static-auction, types: {kind: uniform, mean: 1}}                           | environment.types.mean is not a known key
            {kind: gridworld, rows: 1, columns: 1}                                            | a grid of one cell has nowhere to go
            {kind: gridworld, rows: 0}                                                        | environment.rows = 0 must be at least 1
            """)
    void whatCannotBeIsRefused(String environment, String message) {
        assertThatThrownBy(() -> build(environment))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }
}
