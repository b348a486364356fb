package org.dynama.pivot.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.dynama.model.Horizon;
import org.dynama.pivot.mechanism.RandomSpaces.Absence;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Discounts near 1. */
public class LongRunTest {
    /** A small random world at another discount. */
    public static AllocationWorld world(long seed, Absence absence, double discount) {
        AllocationWorld world = RandomSpaces.discounted(seed, absence, -1);
        return new AllocationWorld(
                world.name(),
                world.notes(),
                world.agents(),
                new AllocationWorld.Labels(world.states(), world.actions(), world.draws()),
                new AllocationWorld.Course(
                        world.initial(), new Horizon.Discounted(discount), world.stages(), world.terminal()));
    }

    /** Improved policies are worth what contraction alone comes to, by the definitions with the joint kernel written out. */
    @ParameterizedTest(name = "absence {0}")
    @EnumSource(Absence.class)
    void valuesAndTransfersAreThoseOfContraction(Absence absence) {
        double discount = 0.992;
        // Utilities of size one add up to some hundred, and so do the errors of both routes.
        double close = 1e-12 / (1 - discount) / (1 - discount);
        for (long seed = 1; seed <= 6; seed++) {
            AllocationWorld world = world(seed, absence, discount);
            PivotMechanism mechanism = PivotSolver.solve(world, 2, share -> {});
            PolicyEnumeration enumeration = new PolicyEnumeration(world);
            double[][] grand = enumeration.welfare(-1);
            JointTypes profiles = world.profiles();
            for (int i = 0; i < profiles.agents(); i++) {
                double[][] without = enumeration.welfare(i);
                for (int row = 0; row < grand[0].length; row++) {
                    int s = row / profiles.count();
                    int b = row % profiles.count();
                    assertThat(mechanism.welfare(0, s, b)).isCloseTo(grand[0][row], within(close));
                    assertThat(mechanism.welfareWithout(0, i, s, b)).isCloseTo(without[0][row], within(close));
                    assertThat(mechanism.payment(0, i, s, b))
                            .isCloseTo(enumeration.transfer(0, i, s, b, grand, without), within(close));
                }
            }
        }
    }

    /** A chain of two parts that hardly ever meet, and whose rewards differ: GMRES agrees with elimination. */
    @ParameterizedTest(name = "discount {0}")
    @ValueSource(doubles = {0.5, 0.999, 0.999999})
    void aChainThatNearlyFallsApartIsSolved(double discount) {
        int size = 120;
        SplittableRandom random = new SplittableRandom(5);
        double[][] moves = new double[size][size];
        double[] rewards = random.doubles(size).toArray();
        for (int s = 0; s < size; s++) {
            for (int k = 0; k < size; k++) {
                boolean same = s < size / 2 == k < size / 2;
                moves[s][k] = random.nextDouble() < 0.1 || s == k ? random.nextDouble() * (same ? 1 : 1e-7) : 0;
            }
            double sum = Arrays.stream(moves[s]).sum();
            int row = s;
            Arrays.setAll(moves[s], k -> moves[row][k] / sum);
        }
        double[] found = LinearFixedPoint.of(new int[size], values -> {
            double[] next = rewards.clone();
            for (int s = 0; s < size; s++) {
                for (int k = 0; k < size; k++) {
                    next[s] += discount * moves[s][k] * values[k];
                }
            }
            return next;
        });
        double[] right = eliminated(moves, rewards, discount);
        for (int s = 0; s < size; s++) {
            // Both lose about the digits by which I - discount P is nearly singular.
            assertThat(found[s]).isCloseTo(right[s], within(1e-13 * Math.abs(right[s]) / (1 - discount)));
        }
    }

    private static double[] eliminated(double[][] moves, double[] rewards, double discount) {
        int size = rewards.length;
        double[][] a = new double[size][size];
        double[] x = rewards.clone();
        for (int s = 0; s < size; s++) {
            for (int k = 0; k < size; k++) {
                a[s][k] = (s == k ? 1 : 0) - discount * moves[s][k];
            }
        }
        // Diagonally dominant: no pivots are needed.
        for (int p = 0; p < size; p++) {
            for (int s = 0; s < size; s++) {
                double factor = s == p ? 0 : a[s][p] / a[p][p];
                for (int k = p; k < size && factor != 0; k++) {
                    a[s][k] -= factor * a[p][k];
                }
                x[s] -= factor * x[p];
            }
        }
        for (int s = 0; s < size; s++) {
            x[s] /= a[s][s];
        }
        return x;
    }

    /** Three tables side by side are solved as each is alone, one of nothing among them. */
    @Test
    void tablesDoNotTouchOneAnother() {
        double[] rewards = {1, 0, 5, 2, 0, 7};
        double[] found = LinearFixedPoint.of(6, 3, x -> {
            double[] next = rewards.clone();
            for (int j = 0; j < 6; j++) {
                next[j] += 0.9 * x[(j + 3) % 6];
            }
            return next;
        });
        for (int j = 0; j < 6; j++) {
            double right = (rewards[j] + 0.9 * rewards[(j + 3) % 6]) / (1 - 0.81);
            assertThat(found[j]).isCloseTo(right, within(1e-13 * right));
        }
    }
}
