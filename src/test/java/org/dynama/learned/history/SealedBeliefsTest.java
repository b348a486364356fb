package org.dynama.learned.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.Arrays;
import java.util.List;
import org.dynama.learned.network.Leaves;
import org.dynama.learned.network.MechanismNetwork;
import org.dynama.learned.network.ReportNetwork;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.Dynamics;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.learned.world.World.Allocation;
import org.dynama.learned.world.World.Disclosed;
import org.dynama.model.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents who hear less than all reports. */
class SealedBeliefsTest {

    private static World world(Allocation allocation, Disclosed disclosed, double... values) {
        return World.of(
                        new World.Size(2, 1, 2),
                        Types.Discrete.uniform(values),
                        new Dynamics.Bandit(0.5, 0.01),
                        allocation)
                .disclosing(disclosed);
    }

    /** A random mechanism in a world, far from truthful, and what it does. */
    private record Played(Tensors tensors, Enumeration enumeration, Values values, List<Stage> stages) {

        static Played of(Tensors tensors, World world, long seed) {
            MechanismNetwork network = new MechanismNetwork(world, tensors, 8);
            double[] parameters = network.layout().start(new RandomStream(seed, "mechanism"));
            Leaves leaves = new Leaves(
                    tensors,
                    network.layout(),
                    Arrays.stream(parameters).map(x -> 1.5 * x).toArray(),
                    false);
            Enumeration enumeration = new Enumeration(world, tensors, network);
            return new Played(
                    tensors,
                    enumeration,
                    new Values(enumeration.histories, tensors),
                    enumeration.stages(leaves, false));
        }

        double[] best(int agent) {
            return values.of(stages, agent, values.best(stages, agent), false).toDoubleArray();
        }
    }

    private static double[] best(World world, long seed, int agent) {
        try (Tensors tensors = new Tensors();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return Played.of(tensors, world, seed).best(agent);
        }
    }

    /**
     * With sealed reports, the best of all strategies of two periods, by trying them: each first report, then each table of
     * reports by who was drawn and what the type is then, the same whatever the other reported.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void sealedRepliesAreTheBestOfAllStrategies(long seed) {
        World world = world(Allocation.LOTTERY, Disclosed.ALLOCATIONS, 1, 3);
        try (Tensors tensors = new Tensors();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Played played = Played.of(tensors, world, seed);
            for (int agent = 0; agent < 2; agent++) {
                double[] best = played.best(agent);
                for (int type = 0; type < 2; type++) {
                    double most = Double.NEGATIVE_INFINITY;
                    for (int strategy = 0; strategy < 2 * 64; strategy++) {
                        most = Math.max(most, worth(played.stages, agent, type, strategy % 2, strategy / 2));
                    }
                    assertThat(best[type]).isCloseTo(most, within(1e-12));
                }
            }
        }
    }

    /** What a first report and a table of second ones, a bit for each draw and type, are worth to a type. */
    private static double worth(List<Stage> stages, int agent, int type, int first, int table) {
        double[] now = stages.get(0).utility().get(agent).toDoubleArray();
        double[] then = stages.get(1).utility().get(agent).toDoubleArray();
        double[] draws = stages.get(0).draws().toDoubleArray();
        double[] next = stages.get(0).next().get(agent).toDoubleArray();
        double[] others = stages.get(1).distribution().get(1 - agent).toDoubleArray();
        double worth = 0;
        for (int other = 0; other < 2; other++) {
            int told = profile(agent, first, other);
            double here = now[told * 2 + type];
            for (int draw = 0; draw < 3; draw++) {
                int node = told * 3 + draw;
                for (int moved = 0; moved < 2; moved++) {
                    double chance = draws[node] * next[(node * 2 + type) * 2 + moved];
                    int second = table >> (2 * draw + moved) & 1;
                    for (int later = 0; later < 2; later++) {
                        int said = profile(agent, second, later);
                        here += chance * others[node * 2 + later] * then[(node * 4 + said) * 2 + moved];
                    }
                }
            }
            worth += here / 2;
        }
        return worth;
    }

    private static int profile(int agent, int own, int other) {
        return agent == 0 ? 2 * own + other : 2 * other + own;
    }

    /**
     * Who hears less gains less. Payments that differ for all reports tell them, as shares of goods do; the fifth mechanism
     * charges nothing after many of them, and who was drawn tells little.
     */
    @ParameterizedTest
    @EnumSource(Allocation.class)
    void whoHearsLessGainsLess(Allocation allocation) {
        double sealed = 0;
        double free = 0;
        for (long seed = 1; seed <= 5; seed++) {
            for (int agent = 0; agent < 2; agent++) {
                double[] all = best(world(allocation, Disclosed.REPORTS, 1, 2, 3), seed, agent);
                double[] payments = best(world(allocation, Disclosed.PAYMENTS, 1, 2, 3), seed, agent);
                double[] allocations = best(world(allocation, Disclosed.ALLOCATIONS, 1, 2, 3), seed, agent);
                for (int v = 0; v < 3; v++) {
                    assertThat(allocations[v]).isLessThan(payments[v] + 1e-9);
                    assertThat(payments[v]).isBetween(seed < 5 ? all[v] - 1e-9 : 0, all[v] + 1e-9);
                    sealed += all[v] - allocations[v];
                    free += all[v] - payments[v];
                }
            }
        }
        if (allocation.isDrawn()) {
            assertThat(sealed).isGreaterThan(1);
            assertThat(free).isBetween(0.001, 0.01);
        } else {
            assertThat(sealed).isLessThan(1e-8);
        }
    }

    /** Sealed tables of replies are worth what the recursion says, and say the same wherever an agent cannot tell. */
    @ParameterizedTest
    @CsvSource({"ALLOCATIONS, true", "PAYMENTS, false", "REPORTS, false"})
    void repliesDependOnWhatIsHeard(Disclosed disclosed, boolean same) {
        World world = world(Allocation.LOTTERY, disclosed, 1, 2, 3);
        try (Tensors tensors = new Tensors();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            boolean alike = true;
            for (long seed = 1; seed <= 5; seed++) {
                Played played = Played.of(tensors, world, seed);
                Replies replies = played.values.replies(played.stages, 0);
                for (int node = 0; node < 81 / 3; node++) {
                    for (int v = 0; v < 3; v++) {
                        int twin = node / 9 * 9 + node % 3;
                        alike &= replies.report(1, node, v) == replies.report(1, twin, v);
                    }
                }
            }
            assertThat(alike).isEqualTo(same);
        }
    }

    /** Policies hear as much: reports at nodes that differ in what the other reported are the same only where that is sealed. */
    @ParameterizedTest
    @CsvSource({"ALLOCATIONS, true", "PAYMENTS, false", "REPORTS, false"})
    void policiesHearWhatIsDisclosed(Disclosed disclosed, boolean same) {
        World world = world(Allocation.LOTTERY, disclosed, 1, 2, 3);
        try (Tensors tensors = new Tensors();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Played played = Played.of(tensors, world, 1);
            ReportNetwork policies = new ReportNetwork(world, tensors, 2, 6);
            Leaves leaves =
                    new Leaves(tensors, policies.layout(), policies.start(new RandomStream(1, "policies")), false);
            NDArray second = new EnumeratedReports(played.enumeration.histories, tensors, policies, 2, 0)
                    .reports(leaves, played.stages)
                    .get(1);
            // The second policy's; agent 0 reported 0, the other 0 or 2, and the first agent was drawn.
            double[] one = second.get("1, 0").toDoubleArray();
            double[] other = second.get("1, 6").toDoubleArray();
            boolean alike = true;
            for (int k = 0; k < one.length; k++) {
                alike &= Math.abs(one[k] - other[k]) < 1e-12;
            }
            assertThat(alike).isEqualTo(same);
        }
    }
}
