package org.dynama.learned.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.learned.SmallWorlds;
import org.dynama.learned.history.TypeGrid;
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
                SmallWorlds.interval(3, 2, 2, new Types.Interval(0, 5, 2.5, 0.1)),
                SmallWorlds.discrete(2, 2, 3, Allocation.LOTTERY));
    }

    /** What a set of buyers gets, and what the policies learn from it, one vector a buyer. */
    private record Learned(Reals utility, Reals profit, List<double[]> gradients) {}

    private static Learned play(World world, Tensors tensors, List<Integer> buyers) {
        MechanismNetwork network = new MechanismNetwork(world, tensors, 8);
        double[] parameters = network.layout().start(new RandomStream(3, "mechanism"));
        Leaves mechanism = new Leaves(tensors, network.layout(), parameters, false);
        int outputs = world.types() instanceof Types.Discrete ? new TypeGrid(world).types : world.components();
        ReportNetwork one = new ReportNetwork(world, tensors, POLICIES, 6, outputs);
        ReportNetwork all = one.together(buyers.size());
        List<Leaves> policies = buyers.stream()
                .map(i -> new Leaves(tensors, one.layout(), one.start(new RandomStream(i, "policies")), true))
                .toList();
        Scenario scenario = Scenario.draw(world, buyers, new RandomStream(5, "paths"), 0, 3, 4);
        Paths.Yield[] yield = new Paths.Yield[1];
        List<double[]> gradients = Gradient.of(
                () -> {
                    Leaves together = Leaves.together(all.layout(), policies);
                    Liar liar = new PolicyLiar(all, together, POLICIES, 0.2);
                    yield[0] = new Paths(world, tensors, network).play(scenario, mechanism, new WithTruth(liar));
                    return yield[0].utility().sum();
                },
                () -> policies.stream().map(Leaves::gradient).toList());
        return new Learned(
                byBuyer(yield[0].utility(), buyers.size()), byBuyer(yield[0].profit(), buyers.size()), gradients);
    }

    /** Buyer after buyer. */
    private static Reals byBuyer(NDArray all, int buyers) {
        return Reals.of(IntStream.range(0, buyers)
                .mapToObj(b -> all.get(":, " + b).toDoubleArray())
                .flatMapToDouble(Arrays::stream)
                .toArray());
    }

    /** Buyers who are played at once get and learn what each does by herself. */
    @ParameterizedTest
    @MethodSource("worlds")
    void buyersTogetherAreAsEachAlone(World world) {
        try (Tensors tensors = new Tensors();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            List<Integer> buyers = IntStream.range(0, world.buyers()).boxed().toList();
            Learned together = play(world, tensors, buyers);
            int each = together.utility.size() / buyers.size();
            for (int i : buyers) {
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
        World world = SmallWorlds.interval(3, 2, 2, new Types.Interval(0, 5, 2.5, 0.1));
        try (Tensors tensors = new Tensors();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Scenario scenario = Scenario.draw(world, List.of(2, 0), new RandomStream(5, "paths"), 0, 3, 4);
            double[] types = new RandomStream(1, "types").normals(0, 48 * 6);
            double[] said = new RandomStream(1, "said").normals(0, 48 * 2);
            double[] expected = types.clone();
            for (int row = 0; row < 48; row++) {
                int buyer = row / 12 % 2 == 0 ? 2 : 0;
                System.arraycopy(said, row * 2, expected, row * 6 + buyer * 2, 2);
            }
            Owners owners = new Owners(world, tensors, scenario, 2);
            NDArray replaced = owners.replaced(tensors.of(types, 48, 6), tensors.of(said, 48, 2));
            assertThat(replaced.toDoubleArray()).containsExactly(expected);
            assertThat(owners.own(replaced).toDoubleArray()).containsExactly(said);
        }
    }
}
