package org.dynama.learned.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.learned.LearnedWorlds;
import org.dynama.learned.network.Gradient;
import org.dynama.learned.network.Leaves;
import org.dynama.learned.network.MechanismNetwork;
import org.dynama.learned.network.ReportNetwork;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.learned.world.World.Allocation;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PathsTest {
    private static final int POLICIES = 3;

    static List<World> worlds() {
        return List.of(
                LearnedWorlds.interval(3, 2, 2, new Types.Interval(0, 5, 2.5, 0.1)),
                LearnedWorlds.discrete(2, 2, 3, Allocation.LOTTERY));
    }

    /** What a set of agents gets, and what the policies learn from it, one vector an agent. */
    private record Learned(Reals utility, Reals profit, List<double[]> gradients) {}

    private static Learned play(World world, Tensors tensors, List<Integer> agents) {
        MechanismNetwork network = new MechanismNetwork(world, tensors, 8);
        double[] parameters = network.layout().start(new RandomStream(3, "mechanism"));
        Leaves mechanism = new Leaves(tensors, network.layout(), parameters, false);
        ReportNetwork one = new ReportNetwork(world, tensors, POLICIES, 6);
        ReportNetwork all = one.together(agents.size());
        List<Leaves> policies = agents.stream()
                .map(i -> new Leaves(tensors, one.layout(), one.start(new RandomStream(i, "policies")), true))
                .toList();
        Scenario scenario = Scenario.draw(world, agents, new RandomStream(5, "paths"), 0, 3, 4);
        Paths.Yield[] yield = new Paths.Yield[1];
        List<double[]> gradients = Gradient.of(
                () -> {
                    Leaves together = Leaves.together(all.layout(), policies);
                    Liar liar = new PolicyLiar(all, together, POLICIES, PolicyLiar.Manner.EXPLORED);
                    yield[0] = new Paths(world, tensors, network).play(scenario, mechanism, new WithTruth(liar));
                    return yield[0].utility().sum();
                },
                () -> policies.stream().map(Leaves::gradient).toList());
        return new Learned(
                byAgent(yield[0].utility(), agents.size()), byAgent(yield[0].profit(), agents.size()), gradients);
    }

    /** Agent after agent. */
    private static Reals byAgent(NDArray all, int agents) {
        return Reals.of(IntStream.range(0, agents)
                .mapToObj(b -> all.get(":, " + b).toDoubleArray())
                .flatMapToDouble(Arrays::stream)
                .toArray());
    }

    /** Agents who are played at once get and learn what each does by herself. */
    @ParameterizedTest
    @MethodSource("worlds")
    void agentsTogetherAreAsEachAlone(World world) {
        try (Tensors tensors = new Tensors();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            List<Integer> agents = IntStream.range(0, world.agents()).boxed().toList();
            Learned together = play(world, tensors, agents);
            int each = together.utility.size() / agents.size();
            for (int i : agents) {
                Learned alone = play(world, tensors, List.of(i));
                assertThat(Arrays.copyOfRange(together.utility.toArray(), i * each, (i + 1) * each))
                        .containsExactly(alone.utility.toArray(), within(1e-12));
                assertThat(Arrays.copyOfRange(together.profit.toArray(), i * each, (i + 1) * each))
                        .containsExactly(alone.profit.toArray(), within(1e-12));
                assertThat(together.gradients.get(i)).containsExactly(alone.gradients.get(0), within(1e-10));
                assertThat(Arrays.stream(alone.gradients.get(0))
                                .map(Math::abs)
                                .max()
                                .orElseThrow())
                        .isGreaterThan(1e-3);
            }
        }
    }

    /** Not a bit of a true type is left where a report replaces it. */
    @Test
    void reportsReplaceTypesExactly() {
        World world = LearnedWorlds.interval(3, 2, 2, new Types.Interval(0, 5, 2.5, 0.1));
        try (Tensors tensors = new Tensors();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Scenario scenario = Scenario.draw(world, List.of(2, 0), new RandomStream(5, "paths"), 0, 3, 4);
            double[] types = new RandomStream(1, "types").normals(0, 48 * 6);
            double[] said = new RandomStream(1, "said").normals(0, 48 * 2);
            double[] expected = types.clone();
            for (int row = 0; row < 48; row++) {
                int agent = row / 12 % 2 == 0 ? 2 : 0;
                System.arraycopy(said, row * 2, expected, row * 6 + agent * 2, 2);
            }
            Owners owners = new Owners(world, tensors, scenario, 2);
            NDArray replaced = owners.replaced(tensors.of(types, 48, 6), tensors.of(said, 48, 2));
            assertThat(replaced.toDoubleArray()).containsExactly(expected);
            assertThat(owners.own(replaced).toDoubleArray()).containsExactly(said);
        }
    }
}
