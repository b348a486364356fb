package org.dynama.world.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.Certification;
import org.dynama.config.ConfigException;
import org.dynama.exact.LpSolution;
import org.dynama.exact.OccupancyLp;
import org.dynama.exact.certificate.Certificate;
import org.dynama.exact.certificate.Verifier;
import org.dynama.exact.rational.Rational;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Profiles;
import org.dynama.model.RunLengths;
import org.dynama.refusal.Refusal;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Worlds whose runs end sooner or later: values that are known by hand, and files that promise an end and have none. */
class TotalHorizonTest {
    private static final String TOTAL = "{'kind': 'total'}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private EnvironmentFile read(String horizon, String start, String actions) throws IOException {
        Path file = folder.resolve("x.json");
        Files.writeString(file, """
                {'horizon': %s, 'initial': {'%s': 1},
                 'agents': [{'name': 'a', 'types': {'distribution': {'kind': 'uniform', 'low': [0], 'high': [4]}}}],
                 'actions': [
                %s]}""".formatted(horizon, start, actions).replace('\'', '"'));
        return EnvironmentFile.read(file);
    }

    private Environment world(String start, List<String> actions) throws IOException {
        return read(TOTAL, start, String.join(",\n", actions)).environment();
    }

    private static String action(String state, String name, String next, String reward) {
        return "{'state': '%s', 'name': '%s', 'next': {%s}, 'rewards': {'a': %s}}".formatted(state, name, next, reward);
    }

    /** Batch solver, linear program and certificate; the last in exact fractions. */
    private static Rational value(Environment world, double type) {
        Profiles one = Profiles.of(1, 1, 1, type);
        AffineWelfare welfare = AffineWelfare.total(1, world.mdp().pairCount());
        Certificate certificate = new Certification(world, AmaParameters.vcg(world)).certify(one, 0);
        assertThat(Verifier.verify(certificate).failure()).isEmpty();
        double exact = certificate.grand().value().toDouble();
        double program = new OccupancyLp(world.mdp(), world.rewards())
                .solve(welfare, one, 0)
                .value();
        assertThat(program).isCloseTo(exact, within(1e-9 * Math.abs(exact)));
        List<Double> solved = new ArrayList<>();
        try (Solvers solvers = Solvers.kernel(world.mdp(), world.rewards(), 1, 1)) {
            solvers.forEach(1, (solver, from, to) -> solver.hard(welfare, one).values()[0], solved::add);
        }
        assertThat(solved.get(0)).isCloseTo(exact, within(1e-9 * Math.abs(exact)));
        return certificate.grand().value();
    }

    /** A fair walk between 0 and N takes k (N - k) steps from k on, in expectation. */
    @ParameterizedTest(name = "from {0} between 0 and {1}")
    @CsvSource({"1, 2", "1, 8", "5, 12", "20, 50"})
    void aFairWalkTakesAsManySteps(long k, long most) throws IOException {
        List<String> actions = new ArrayList<>();
        for (long s = 1; s < most; s++) {
            String next = "'%s': 0.5, '%s': 0.5".formatted(s - 1, s + 1);
            actions.add(action(String.valueOf(s), "step", next, "{'type': [1]}"));
        }
        actions.add(action("0", "stop", "", "0"));
        actions.add(action(String.valueOf(most), "stop", "", "0"));
        Environment walk = world(String.valueOf(k), actions);
        assertThat(value(walk, 1)).isEqualTo(Rational.of(k * (most - k)));
        // With the action that stops; bounds may be a thousandth larger.
        RunLengths lengths = RunLengths.of(walk.mdp());
        double steps = k * (most - k) + 1;
        assertThat(lengths.from(walk.mdp().states().indexOf(String.valueOf(k)))).isBetween(steps, 1.002 * steps);
    }

    /** What costs c and succeeds with probability p costs c / p in the end; of two ways the cheaper one is taken. */
    @ParameterizedTest(name = "cost {0}, success {1}")
    @CsvSource({"3, 0.5", "1, 0.125", "2, 1e-4", "0.75, 1e-6"})
    void aRetryCostsWhatItCostsUntilItSucceeds(double cost, double success) throws IOException {
        String again = new java.math.BigDecimal("1")
                .subtract(java.math.BigDecimal.valueOf(success))
                .toPlainString();
        String next = "'open': %s, 'done': %s".formatted(again, success);
        Environment retry = world(
                "open",
                List.of(
                        action("open", "dear", next, "{'constant': %s}".formatted(-2 * cost)),
                        action("open", "cheap", next, "{'constant': %s}".formatted(-cost)),
                        action("done", "stop", "", "{'type': [1]}")));
        Rational paid = Rational.decimal(-cost).dividedBy(Rational.decimal(success));
        assertThat(value(retry, 1)).isEqualTo(paid.plus(Rational.ONE));
    }

    /** Stakes of one: from k of N the gambler gets there with probability (1 - r^k) / (1 - r^N), r = (1 - p) / p. */
    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({"1, 4", "3, 10", "15, 20"})
    void theGamblerIsRuinedAsOftenAsKnown(int k, int most) throws IOException {
        List<String> actions = gambler(most, 1);
        double r = 1.5;
        double known = (1 - Math.pow(r, k)) / (1 - Math.pow(r, most));
        double found = value(world(String.valueOf(k), actions), 1).toDouble();
        assertThat(found).isCloseTo(known, within(1e-14 * known));
    }

    /** Where the odds are bad, bold play is best: he stakes all that he has, or all that he needs. */
    @Test
    void theGamblerWhoChoosesHisStakesIsBold() throws IOException {
        List<String> actions = gambler(8, 7);
        double p = 0.4;
        double q = 0.6;
        double[] bold = {0, p * p * p, p * p, p * (p + q * p), p, p + q * p * p, p + q * p, p + q * (p + q * p), 1};
        for (int k = 1; k < 8; k++) {
            double found = value(world(String.valueOf(k), actions), 2.5).toDouble();
            assertThat(found).as("%d of 8", k).isCloseTo(2.5 * bold[k], within(1e-14));
        }
    }

    private static List<String> gambler(int most, int boldest) {
        List<String> actions = new ArrayList<>();
        for (int s = 1; s < most; s++) {
            for (int stake = 1; stake <= Math.min(boldest, Math.min(s, most - s)); stake++) {
                String next = "'%d': 0.4, '%d': 0.6".formatted(s + stake, s - stake);
                actions.add(action(String.valueOf(s), "stake " + stake, next, "0"));
            }
        }
        actions.add(action("0", "leave", "", "0"));
        actions.add(action(String.valueOf(most), "leave", "", "{'type': [1]}"));
        return actions;
    }

    /** Without a way back a total horizon is a finite one: the same world, solved by stages. */
    @Test
    void withoutCyclesItIsAFiniteHorizon() throws IOException {
        String actions = "{'state': 's', 'name': 'go', 'next': {'t': 0.5, 'u': 0.5}, 'rewards': {'a': {'type': [1]}}},"
                + "{'state': 't', 'name': 'end', 'next': {}}, {'state': 'u', 'name': 'on', 'next': {'t': 1}}";
        Environment total = read(TOTAL, "s", actions).environment();
        assertThat(total.mdp().horizon()).isEqualTo(new Horizon.Finite());
        assertThat(value(total, 3)).isEqualTo(Rational.of(3));
    }

    /** A discounted run may end, too: what is left is worth nothing, as in a state that stays and earns nothing. */
    @Test
    void aDiscountedRunMayEnd() throws IOException {
        String discounted = "{'kind': 'discounted', 'discount': 0.9}";
        String tries =
                "{'state': 's', 'name': 'try', 'next': {'s': 0.5, 't': 0.5}, 'rewards': {'a': {'constant': -1}}},"
                        + "{'state': 's', 'name': 'stay', 'next': {'s': 1}},";
        String taken = "{'state': 't', 'name': 'take', 'next': {%s}, 'rewards': {'a': {'type': [4]}}}";
        Environment ends = read(discounted, "s", tries + taken.formatted("")).environment();
        Environment stays = read(
                        discounted,
                        "s",
                        tries + taken.formatted("'u': 1") + ", {'state': 'u', 'name': 'rest', 'next': {'u': 1}}")
                .environment();
        // V = -1 + 0.9 (V / 2 + 4 / 2), so V = 0.8 / 0.55.
        Rational known = Rational.parse("16/11");
        assertThat(value(ends, 1)).isEqualTo(known);
        assertThat(value(stays, 1)).isEqualTo(known);
    }

    /** {@code dynama world} writes the horizon that the file has. */
    @Test
    void theHorizonIsWrittenAndReadBack() throws IOException {
        EnvironmentFile first = read(
                TOTAL,
                "s",
                "{'state': 's', 'name': 'go', 'next': {'s': 0.5, 't': 0.5}},"
                        + "{'state': 't', 'name': 'end', 'next': {}}");
        String text = MarketplaceText.of(first.market());
        assertThat(text).contains("\"kind\" : \"total\"");
        assertThat(MarketplaceFile.parse("y.json", text).market()).isEqualTo(first.market());
    }

    private void assertRefused(String actions, String... parts) {
        assertThatThrownBy(() -> read(TOTAL, "s", actions))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(parts);
    }

    /** What leads to no end is named; a way out of one of two places is enough for both. */
    @Test
    void whereNothingEndsARunIsNamedWithWhatKeepsItThere() throws IOException {
        assertRefused(
                """
                {'state': 's', 'name': 'end', 'next': {}},
                {'state': 's', 'name': 'go', 'next': {'t': 0.5, 'u': 0.5}},
                {'state': 't', 'name': 'over', 'next': {'u': 1}},
                {'state': 'u', 'name': 'back', 'next': {'t': 1}},
                {'state': 'u', 'name': 'wait', 'next': {'u': 1}}""",
                "x.json:4: actions[0].state = s is where nothing surely ends a run after \"s: go\", \"t: over\", \"u: back\","
                        + " \"u: wait\", and a total horizon needs a way to an end from everywhere");
    }

    /** To wait for nothing is free: the end is taken if it earns something, and else there is no best policy that ends. */
    @Test
    void waitingForNothingIsNoBetterThanAnEndThatEarns() throws IOException {
        String actions = "{'state': 's', 'name': 'wait', 'next': {'s': 1}},"
                + "{'state': 's', 'name': 'end', 'next': {}, 'rewards': {'a': {'type': [1], 'constant': -1}}}";
        Environment waiting = read(TOTAL, "s", actions).environment();
        assertThat(value(waiting, 3)).isEqualTo(Rational.of(2));
        assertThat(value(waiting, 1)).isEqualTo(Rational.ZERO);
        assertThatThrownBy(() -> value(waiting, 0.5))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("to go on for ever by \"s: wait\" earns nothing, and every end earns less");
        assertThatThrownBy(() -> solved(waiting, 0.5))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("to go on for ever by \"s: wait\" earns nothing, and every end earns less");
    }

    /** To stay costs 1, or earns something at high types: then more and more is earned, and no number is the total. */
    @Test
    void whatALoopEarnsDecides() throws IOException {
        String actions =
                "{'state': 's', 'name': 'stay', 'next': {'s': 1}, 'rewards': {'a': {'type': [1], 'constant': -1}}},"
                        + "{'state': 's', 'name': 'end', 'next': {}, 'rewards': {'a': {'type': [-1]}}}";
        Environment staying = read(TOTAL, "s", actions).environment();
        assertThat(value(staying, 0.5)).isEqualTo(Rational.parse("-1/2"));
        for (String part : List.of("a total reward has no bound", "by \"s: stay\"")) {
            assertThatThrownBy(() -> value(staying, 2))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining(part);
            assertThatThrownBy(() -> solved(staying, 2))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining(part);
        }
        LpSolution program = new OccupancyLp(staying.mdp(), staying.rewards())
                .attempt(AffineWelfare.total(1, 2), Profiles.of(1, 1, 1, 2.0), 0);
        assertThat(program.proof().error()).isInfinite();
    }

    private static double solved(Environment world, double type) {
        Profiles one = Profiles.of(1, 1, 1, type);
        AffineWelfare welfare = AffineWelfare.total(1, world.mdp().pairCount());
        try (Solvers solvers = Solvers.kernel(world.mdp(), world.rewards(), 1, 1)) {
            List<Double> values = new ArrayList<>();
            solvers.forEach(1, (solver, from, to) -> solver.hard(welfare, one).values()[0], values::add);
            return values.get(0);
        }
    }

    /** Nobody draws forever: an action that one draw leaves feasible ends some day; one that all do does not. */
    @Test
    void drawsMayForceTheEnd() throws IOException {
        String world = """
                {'horizon': {'kind': 'total'}, 'initial': {'s': 1}, 'draws': {'fine': 0.75, 'rain': 0.25},
                 'agents': [{'name': 'a', 'types': {'distribution': {'kind': 'uniform', 'low': [0], 'high': [1]}}}],
                 'actions': [
                  {'state': 's', 'name': 'go on', 'next': {'s': 1}, 'draws': %s, 'rewards': {'a': {'type': [1]}}},
                  {'state': 's', 'name': 'end', 'next': {}}]}""";
        Path file = folder.resolve("draws.json");
        Files.writeString(file, world.formatted("['fine']").replace('\'', '"'));
        // Three fine days for each that rains.
        assertThat(value(EnvironmentFile.read(file).environment(), 0.5)).isEqualTo(Rational.decimal(1.5));
        Files.writeString(file, world.formatted("['fine', 'rain']").replace('\'', '"'));
        assertThatThrownBy(() -> value(EnvironmentFile.read(file).environment(), 0.5))
                .hasMessageContaining("a total reward has no bound in the grand economy")
                .hasMessageContaining("by \"s, draw fine: go on\", \"s, draw rain: go on\"");
    }

    /** In her absence nothing ends a run that has begun, so it cannot begin; where it can be avoided it is masked. */
    @Test
    void aDeadEndWithoutAnAgentIsRefusedWhereItCannotBeAvoided() throws IOException {
        String dead = """
                {'state': 's', 'name': 'go', 'next': {'s': 0.5, 't': 0.5}},
                {'state': 't', 'name': 'work', 'next': {}, 'needs': ['a'], 'rewards': {'a': {'type': [-1]}}}""";
        assertRefused(
                dead,
                "x.json:1: initial.s = 1 starts a run that cannot go on without a, so nothing says what she must pay",
                "Maybe add an action that does not need her, such as doing nothing, in \"t\".");
        Environment avoided = read(TOTAL, "s", dead + ", {'state': 's', 'name': 'end', 'next': {}}")
                .environment();
        Absence.Masked masked = (Absence.Masked) avoided.absence();
        assertThat(masked.needs().get(0).cardinality()).isEqualTo(2);
        value(avoided, 2);
    }

    /** One may wait for ever without her, and only she ends a run. */
    @Test
    void whoAloneEndsARunIsNamed() {
        assertRefused(
                """
                {'state': 's', 'name': 'wait', 'next': {'s': 1}},
                {'state': 's', 'name': 'work', 'next': {}, 'needs': ['a'], 'rewards': {'a': {'type': [-1]}}}""",
                "actions[0].state = s is where nothing surely ends a run without a after \"s: wait\", and a total horizon",
                "Maybe an action with \"next\": {} there that does not need her.");
    }

    @Test
    void periodsAndTerminalAreOfFiniteHorizons() {
        String actions = "{'state': 's', 'name': 'end', 'next': {}}";
        assertThatThrownBy(() -> read("{'kind': 'total', 'periods': 4}", "s", actions))
                .hasMessageContaining("x.json:1: horizon.periods");
        assertThatThrownBy(() -> read("{'kind': 'total', 'discount': 0.5}", "s", actions))
                .hasMessageContaining("x.json:1: horizon.discount");
        assertThat(String.format(Locale.ROOT, "%s", new Horizon.Total().discount()))
                .isEqualTo("1.0");
    }
}
