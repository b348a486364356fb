package org.dynama.learned.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import org.dynama.learned.LearnedWorlds;
import org.dynama.learned.network.MechanismNetwork.Decision;
import org.dynama.learned.network.MechanismNetwork.Past;
import org.dynama.learned.world.Dynamics;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.learned.world.World.Allocation;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.junit.jupiter.api.Test;

class CopiesTest {
    private static final int ROWS = 5;
    private static final int GOODS = 3;

    /** Reports of all goods, or of one, and what was consumed, in two periods; then the second period's decision. */
    private static Decision decided(
            Tensors tensors, MechanismNetwork network, double[] parameters, double[] values, int good, int goods) {
        Leaves leaves = new Leaves(tensors, network.layout(), parameters, false);
        int columns = 2 * goods;
        double[] first = new double[ROWS * columns];
        double[] second = first.clone();
        double[] memory = first.clone();
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < 2; i++) {
                for (int k = 0; k < goods; k++) {
                    int from = (row * 2 + i) * GOODS + good + k;
                    int at = row * columns + i * goods + k;
                    first[at] = 5 * values[from];
                    second[at] = 5 * values[values.length - 1 - from];
                    memory[at] = values[(7 * from) % values.length];
                }
            }
        }
        Past past = network.remember(leaves, network.nothing(ROWS), tensors.of(first, ROWS, columns), 0);
        NDArray reports = tensors.of(second, ROWS, columns);
        return network.decide(leaves, reports, tensors.of(memory, ROWS, columns), past);
    }

    /** Allocations stay, payments fall by the share. */
    @Test
    void rebatesLowerPaymentsAlone() {
        World world = LearnedWorlds.interval(2, GOODS, 2, new Types.Interval(0, 5, 2.5, 1));
        try (Tensors tensors = new Tensors();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            MechanismNetwork network = new MechanismNetwork(world, tensors, 12);
            double[] parameters = network.layout().start(new RandomStream(4, "one"));
            for (int k = 0; k < parameters.length; k++) {
                parameters[k] += 0.1;
            }
            double[] values = new RandomStream(5, "values").normals(0, 2 * ROWS * GOODS);
            Decision full = decided(tensors, network, parameters, values, 0, GOODS);
            double[] rebated = Rebate.of(world, 12, Reals.of(parameters), 0.25).toArray();
            Decision less = decided(tensors, network, rebated, values, 0, GOODS);
            assertThat(less.allocation().toDoubleArray())
                    .containsExactly(full.allocation().toDoubleArray());
            double[] expected = full.payments().toDoubleArray();
            for (int k = 0; k < expected.length; k++) {
                expected[k] *= 0.75;
            }
            assertThat(less.payments().toDoubleArray()).containsExactly(expected, within(1e-12));
        }
    }

    /** Each good is allocated as if it were alone, and payments are the sums of what the goods alone cost. */
    @Test
    void copiesSellEachGoodApart() {
        World world = LearnedWorlds.interval(2, GOODS, 2, new Types.Interval(0, 5, 2.5, 1));
        try (Tensors tensors = new Tensors();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            MechanismNetwork one = new MechanismNetwork(world.oneGood(), tensors, 10);
            double[] parameters = one.layout().start(new RandomStream(4, "one"));
            double[] numbers = new RandomStream(5, "values").normals(0, 2 * ROWS * GOODS);
            double[] values = new double[numbers.length];
            for (int k = 0; k < values.length; k++) {
                values[k] = 1 / (1 + Math.exp(-numbers[k]));
            }
            MechanismNetwork whole = new MechanismNetwork(world, tensors, 10 * GOODS);
            Decision together = decided(tensors, whole, Copies.of(world, 10 * GOODS, parameters), values, 0, GOODS);
            NDArray paid = together.payments().zerosLike();
            for (int good = 0; good < GOODS; good++) {
                Decision alone = decided(tensors, one, parameters, values, good, 1);
                double[] apart = alone.allocation().toDoubleArray();
                double[] inWhole = together.allocation().get(":, :, " + good).toDoubleArray();
                for (int k = 0; k < apart.length; k++) {
                    assertThat(inWhole[k]).isCloseTo(apart[k], within(1e-12));
                }
                paid = paid.add(alone.payments());
            }
            double[] sum = paid.toDoubleArray();
            double[] payments = together.payments().toDoubleArray();
            for (int k = 0; k < sum.length; k++) {
                assertThat(payments[k]).isCloseTo(sum[k], within(1e-12));
            }
        }
    }

    @Test
    void goodsThatDifferHaveNoCopies() {
        World costly = new World(
                new World.Size(1, 2, 2),
                1,
                Types.Discrete.uniform(1, 2),
                new Dynamics.Bandit(0.5, 0),
                Allocation.SHARE,
                Reals.of(0, 1));
        assertThatThrownBy(costly::oneGood)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("goods must cost the same");
        World habit = World.of(
                new World.Size(1, 2, 2), Types.Discrete.uniform(1, 2), new Dynamics.Habit(0.5, 0), Allocation.SHARE);
        assertThatThrownBy(habit::oneGood)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("move apart");
    }
}
