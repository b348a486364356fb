package org.dynama.pivot.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.LpMaximizer;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.config.ConfigException;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.pivot.check.Finding;
import org.dynama.pivot.check.PivotVerification;
import org.dynama.pivot.check.PivotVerifier;
import org.dynama.pivot.check.Property;
import org.dynama.pivot.check.Totals;
import org.dynama.pivot.simulation.PlayedPeriod;
import org.dynama.pivot.simulation.ReportingStrategy;
import org.dynama.pivot.simulation.Season;
import org.dynama.pivot.simulation.Simulation;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.Boost;
import org.dynama.pivot.world.WorldFile;
import org.dynama.world.Environment;
import org.dynama.world.file.EnvironmentFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pivot mechanism where seasons end sooner or later. */
class TotalSeasonsTest {
    private static final long MEMORY = 1L << 30;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static String file(String agents, String actions) {
        return """
                {'horizon': {'kind': 'total'}, 'initial': {'s': 1},
                 'agents': [%s],
                 'actions': [
                %s]}""".formatted(agents, actions).replace('\'', '"');
    }

    private static AllocationWorld world(String text) {
        return WorldFile.parse("x.json", text, MEMORY, 1);
    }

    private static PivotMechanism solve(AllocationWorld world) {
        return PivotSolver.solve(world, 2, share -> {});
    }

    private static PivotVerification verify(PivotMechanism mechanism) {
        PivotVerification found = PivotVerifier.verify(mechanism, 1e-9, 2, share -> {});
        // Every period of a long season adds a rounding.
        double allowed = 1e-10 + 1e-11 * mechanism.world().length();
        for (Property property :
                List.of(Property.EFFICIENCY, Property.INCENTIVES, Property.CONTRIBUTION, Property.TOTALS)) {
            assertThat(found.of(property).margin()).as(property.title()).isGreaterThan(-allowed);
        }
        assertThat(found.findings())
                .filteredOn(finding -> !finding.property().isAssumption())
                .noneMatch(finding -> finding.status() == Finding.Status.FAILS);
        return found;
    }

    private static String agent(String name, double value) {
        return "{'name': '%s', 'types': ['only'], 'values': {'only': %s}}".formatted(name, value);
    }

    /** A try costs 1 and succeeds one time in four: whose prize is 8 can have 4 in the end, whose prize is 6 can have 2. */
    private static String tries(double first, double second) {
        String next = "'next': {'s': 0.75, 'won by %s': 0.25}, 'rewards': {'%s': {'constant': -1}}";
        return file(agent("a", first) + ", " + agent("b", second), """
                {'state': 's', 'name': 'a tries', 'needs': ['a'], %s},
                {'state': 's', 'name': 'b tries', 'needs': ['b'], %s},
                {'state': 's', 'name': 'stop', 'next': {}},
                {'state': 'won by a', 'name': 'take', 'next': {}, 'rewards': {'a': {'type': [1]}}},
                {'state': 'won by b', 'name': 'take', 'next': {}, 'rewards': {'b': {'type': [1]}}}""".formatted(
                        next.formatted("a", "a"), next.formatted("b", "b")));
    }

    /** While a tries, b is kept from her 2 for a quarter of the season: a pays a half a try, and 2 in four tries. */
    @Test
    void whoTriesPaysWhatTheOtherWouldHave() {
        PivotMechanism mechanism = solve(world(tries(8, 6)));
        assertThat(mechanism.welfare(0, 0, 0)).isCloseTo(4, within(1e-12));
        assertThat(mechanism.welfareWithout(0, 0, 0, 0)).isCloseTo(2, within(1e-12));
        assertThat(mechanism.payment(0, 0, 0, 0)).isCloseTo(0.5, within(1e-12));
        Totals totals = verify(mechanism).totals();
        assertThat(totals.payments().get(0)).isCloseTo(2, within(1e-12));
        assertThat(totals.payments().get(1)).isCloseTo(0, within(1e-12));
        assertThat(totals.rewards().get(0)).isCloseTo(4, within(1e-12));
    }

    /** Of two who are worth the same the first in the file tries, which exact arithmetic tells; she keeps nothing. */
    @Test
    void exactArithmeticTellsTies() {
        PivotMechanism mechanism = solve(world(tries(7, 7)));
        assertThat(mechanism.ties().exact()).isTrue();
        assertThat(mechanism.ties().sets().isEmpty()).isFalse();
        assertThat(mechanism.policy().action(0, 0, 0, 0)).isZero();
        assertThat(mechanism.welfare(0, 0, 0)).isCloseTo(3, within(1e-12));
        assertThat(verify(mechanism).truth().get(0)).isCloseTo(0, within(1e-12));
    }

    /** Where types stay and nothing is drawn it is VCG: one file, two families, the same totals. */
    @Test
    void withoutMovementItIsVcg() throws IOException {
        for (long seed = 1; seed <= 12; seed++) {
            Random random = new Random(seed);
            String text = random(random);
            Path path = Files.writeString(folder.resolve(seed + ".json"), text);
            Environment environment = EnvironmentFile.read(path).environment();
            LpMaximizer program =
                    new LpMaximizer(new OccupancyLp(environment.mdp(), environment.rewards()), environment.losses());
            Profiles reports = Profiles.draw(environment.agents(), new RandomStream(seed, "types"), 0, 1);
            Outcome outcome =
                    new AffineMaximizer(environment, AmaParameters.vcg(environment)).outcome(program, reports);
            AllocationWorld world = world(text);
            Totals totals = verify(solve(world)).totals();
            double rounding = 1e-11 * Math.max(100, world.length());
            for (int i = 0; i < 2; i++) {
                assertThat(totals.payments().get(i))
                        .as("seed %d", seed)
                        .isCloseTo(outcome.payment(i, 0), within(rounding));
                assertThat(totals.rewards().get(i))
                        .as("seed %d", seed)
                        .isCloseTo(outcome.reward(i, 0), within(rounding));
            }
        }
    }

    /** Four states in a row, with ways back; the last one ends. */
    private static String random(Random random) {
        List<String> names = List.of("s", "t", "u", "v");
        List<String> actions = new ArrayList<>();
        for (int s = 0; s < 4; s++) {
            for (int a = 0; a < 3; a++) {
                int on = 1 + random.nextInt(5);
                String next = s == 3
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "'%s': 0.%d, '%s': 0.%d",
                                names.get(s + 1),
                                on,
                                names.get(random.nextInt(s + 1)),
                                10 - on);
                actions.add(String.format(
                        Locale.ROOT,
                        "{'state': '%s', 'name': '%d', 'next': {%s}, 'needs': [%s], 'designer': %.2f, 'rewards':"
                                + " {'a': {'type': [%.2f]}, 'b': {'type': [%.2f]}}}",
                        names.get(s),
                        a,
                        next,
                        a == 1 ? "'a'" : a == 2 ? "'b'" : "",
                        random.nextDouble(-1, 1),
                        random.nextDouble(-1, 2),
                        random.nextDouble(-1, 2)));
            }
        }
        return file(agent("a", 0.75) + ", " + agent("b", 1.25), String.join(",\n", actions));
    }

    /** A discounted season may end, too, as in a state that stays and earns nothing. */
    @Test
    void aDiscountedSeasonMayEnd() {
        String ends = tries(8, 6).replace("{\"kind\": \"total\"}", "{\"kind\": \"discounted\", \"discount\": 0.9}");
        String stays = ends.replace("\"next\": {}", "\"next\": {\"over\": 1}")
                .replace("\"actions\": [", "\"actions\": [{\"state\": \"over\", \"name\": \"rest\"},");
        assertThat(stays).isNotEqualTo(ends);
        Totals one = verify(solve(world(ends))).totals();
        Totals other = verify(solve(world(stays))).totals();
        // A try costs 1, and 0.9 of a quarter of 8 and of three quarters of a second try follow: 0.8 / 0.325.
        assertThat(one.rewards().get(0)).isCloseTo(0.8 / 0.325, within(1e-12));
        assertThat(other.rewards().get(0)).isCloseTo(0.8 / 0.325, within(1e-12));
        assertThat(one.payments().get(0)).isCloseTo(other.payments().get(0), within(1e-12));
    }

    private static void assertRefused(String actions, String... parts) {
        assertThatThrownBy(() -> world(file(agent("a", 1) + ", " + agent("b", 1), actions)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(parts);
    }

    /** Her presence blocks what would go on for ever; the file is refused all the same. */
    @Test
    void whatGoesOnForEverOnlyInSomebodysAbsenceIsRefused() {
        String lingering = """
                {'state': 's', 'name': 'go', 'next': {'t': 1}},
                {'state': 't', 'name': 'end', 'next': {}},
                {'state': 't', 'name': 'linger', 'next': {'t': 1}, 'blockedBy': ['b']}""";
        assertRefused(
                lingering,
                "x.json:5: actions[1].state = t is where a run can go on for ever, by \"t: linger\" when b is absent, and");
        assertThat(world(file(
                                agent("a", 1) + ", " + agent("b", 1),
                                lingering.replace("'next': {'t': 1}, 'blockedBy'", "'next': {}, 'blockedBy'")))
                        .isTotal())
                .isTrue();
    }

    @Test
    void waitingForNothingIsRefused() {
        assertRefused("""
                {'state': 's', 'name': 'wait', 'next': {'s': 1}},
                {'state': 's', 'name': 'end', 'next': {}}""", "x.json:4: actions[0].state = s is where a run can go on for ever, by \"s: wait\", and");
    }

    /** Nothing is boosted where a season is over, and every promise holds whatever is boosted before. */
    @Test
    void boostsStopAtTheEnd() {
        AllocationWorld world = world(tries(8, 6));
        List<Boost> everywhere = new ArrayList<>();
        for (int a = 0; a < world.actions().size(); a++) {
            everywhere.add(new Boost(a, 0.25));
        }
        AffineWorld affine = AffineWorld.of(world, Reals.of(1, 1.5), everywhere);
        assertThat(affine.scored().ends()).isEqualTo(world.ends());
        PivotMechanism mechanism = PivotSolver.solve(affine, 2, share -> {});
        // a's prize of 8 is the best still: four tries, and what boosts add to these and to taking it.
        assertThat(mechanism.values().get(0).grand()[0]).isCloseTo(8 - 4 + 0.25 * 5, within(1e-12));
        verify(mechanism);
    }

    /** Seasons played on average earn and pay what is expected; each shows its end once. */
    @Test
    void playedSeasonsEnd() {
        PivotMechanism mechanism = solve(world(tries(8, 6)));
        Simulation simulation = new Simulation(
                mechanism,
                List.of(ReportingStrategy.TRUTHFUL, ReportingStrategy.TRUTHFUL),
                new RandomStream(1, "seasons"));
        // 0.75 to the power of 48 is 1e-6; then the prize is taken.
        assertThat(simulation.periods()).isEqualTo(50);
        int seasons = 20_000;
        double[] paid = simulation.run(seasons, 2, share -> {}).payments()[0];
        double mean = 0;
        for (double payment : paid) {
            mean += payment / seasons;
        }
        // Tries have a standard deviation of 3.5, and cost a half each.
        assertThat(mean).isCloseTo(2, within(5 * 0.5 * 3.5 / Math.sqrt(seasons)));
        Season season = simulation.season(3);
        List<PlayedPeriod> shown = PlayedPeriod.of(mechanism.world(), season, 100);
        assertThat(shown.get(shown.size() - 1).period()).isEqualTo("end");
        assertThat(shown.get(shown.size() - 1).state()).isEqualTo("the end");
        assertThat(shown.subList(0, shown.size() - 1))
                .noneMatch(period -> period.state().equals("the end"));
    }
}
