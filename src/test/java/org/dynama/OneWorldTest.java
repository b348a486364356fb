package org.dynama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.pivot.check.PivotVerification;
import org.dynama.pivot.check.PivotVerifier;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.pivot.world.WorldFile;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.file.EnvironmentFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where types stay the dynamic pivot mechanism is VCG: one file, two families, and no line of code in common between an MDP
 * whose states carry draws and the pivot mechanism's own backward induction.
 */
class OneWorldTest {
    private static final double SAME = 1e-9;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void bothFamiliesEarnTheSame(long seed) throws IOException {
        assertSame(seed);
    }

    @Test
    @Tag("slow")
    void bothFamiliesEarnTheSameOnTwoHundredWorlds() throws IOException {
        for (long seed = 100; seed < 300; seed++) {
            assertSame(seed);
        }
    }

    private void assertSame(long seed) throws IOException {
        Path file = Files.writeString(folder.resolve("world-" + seed + ".json"), market(new Random(seed)));
        Environment environment = EnvironmentFile.read(file).environment();
        PivotMechanism mechanism =
                PivotSolver.solve(WorldFile.read(file, 1L << 30, 1).world(), 1, share -> {});
        PivotVerification pivot = PivotVerifier.verify(mechanism, SAME, 1, share -> {});
        Reals utilities = utilities(environment);
        assertThat(utilities.stream().map(Math::abs).sum()).as("seed %d", seed).isPositive();
        for (int i = 0; i < environment.agentCount(); i++) {
            assertThat(pivot.totals().rewards().get(i)
                            - pivot.totals().payments().get(i))
                    .as("seed %d, agent %d", seed, i)
                    .isCloseTo(utilities.get(i), within(SAME));
        }
    }

    /**
     * What each agent keeps in expectation, all profiles of finite types enumerated. Ties move rewards and payments alike: only
     * their difference is settled.
     */
    private static Reals utilities(Environment environment) {
        List<DiscreteTypes> types = environment.agents().stream()
                .map(agent -> (DiscreteTypes) agent.types())
                .toList();
        int n = types.size();
        int d = environment.dimension();
        int count = types.stream().mapToInt(own -> own.values().size()).reduce(1, (a, b) -> a * b);
        double[] values = new double[n * d * count];
        double[] odds = new double[count];
        for (int b = 0; b < count; b++) {
            int rest = b;
            odds[b] = 1;
            for (int i = 0; i < n; i++) {
                DiscreteTypes own = types.get(i);
                int k = rest % own.values().size();
                rest /= own.values().size();
                odds[b] *= own.weights().get(k) / own.weights().stream().sum();
                for (int j = 0; j < own.dimension(); j++) {
                    values[(i * d + j) * count + b] = own.values().get(k).get(j);
                }
            }
        }
        double[] utilities = new double[n];
        int[] done = {0};
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), d, 1)) {
            new AffineMaximizer(environment, AmaParameters.vcg(environment))
                    .forEachOutcome(solvers, Profiles.of(n, d, count, values), outcome -> {
                        for (int b = 0; b < outcome.count(); b++) {
                            for (int i = 0; i < n; i++) {
                                utilities[i] += odds[done[0]] * outcome.utility(i, b);
                            }
                            done[0]++;
                        }
                    });
        }
        assertThat(done[0]).isEqualTo(count);
        return Reals.of(utilities);
    }

    /** A market with draws, periods or a discount or an end, needs, costs, names and numbers; types stay. */
    private static String market(Random random) {
        String[] states = {"s", "t", "u"};
        boolean ends = random.nextBoolean();
        String horizon = ends
                ? "{'kind': 'finite'}"
                : random.nextBoolean() ? "{'kind': 'finite', 'periods': 3}" : "{'kind': 'discounted', 'discount': 0.8}";
        StringBuilder actions = new StringBuilder();
        for (int s = 0; s < states.length; s++) {
            String go = ends ? (s == 2 ? "{}" : "{'" + states[s + 1] + "': 1}") : "{'s': 0.5, 't': 0.25, 'u': 0.25}";
            actions.append("{'state': '%s', 'name': 'rest', 'next': %s, 'rewards': {'c': 0.2}, 'designer': %s},"
                    .formatted(states[s], go, cents(random, 0)));
            for (int a = 0; a < 3; a++) {
                String name = "abc".substring(a, a + 1);
                String rewards = a == 0
                        ? "{'low': %s, 'high': %s}".formatted(cents(random, 1), cents(random, 2))
                        : "{'type': [%s], 'constant': %s}".formatted(cents(random, 1), cents(random, 0));
                actions.append("{'state': '%s', 'name': 'serve %s', 'next': %s, 'rewards': {'%s': %s}%s%s},"
                        .formatted(
                                states[s],
                                name,
                                go,
                                name,
                                rewards,
                                random.nextBoolean() ? ", 'draws': ['x']" : "",
                                random.nextBoolean() ? ", 'needs': ['" + name + "']" : ""));
            }
        }
        String terminal = horizon.contains("periods")
                ? ", 'terminal': [{'state': 't', 'rewards': {'a': {'low': 1, 'high': -1}, 'b': {'type': [0.5]}}}]"
                : "";
        String draws = random.nextBoolean()
                ? "'draws': {'x': 0.4, 'y': 0.6}"
                : "'drawsByState': {'s': {'x': 0.4, 'y': 0.6}, 't': {'y': 1}, 'u': {'y': 0.3, 'x': 0.7}}";
        return """
                {'horizon': %s, 'initial': {'s': %s}, %s,
                 'agents': [{'name': 'a', 'types': ['low', 'high'], 'initial': {'low': 0.3, 'high': 0.7}},
                            {'name': 'b', 'types': ['one', 'two', 'six'], 'values': {'one': 1, 'two': 2, 'six': 6}},
                            {'name': 'c', 'types': {'distribution':
                               {'kind': 'discrete', 'values': [[1], [3]], 'weights': [1, 3]}}}],
                 'actions': [%s]%s}
                """.formatted(
                        horizon,
                        ends ? "1" : "0.5, 't': 0.5",
                        draws,
                        actions.substring(0, actions.length() - 1),
                        terminal)
                .replace('\'', '"');
    }

    private static String cents(Random random, int about) {
        return String.valueOf((about * 100 + random.nextInt(200) - 60) / 100.0);
    }
}
