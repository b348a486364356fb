package org.dynama.pivot.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.dynama.model.Reals;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.pivot.mechanism.RandomAffine;
import org.dynama.pivot.mechanism.RandomSpaces;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.Boost;
import org.junit.jupiter.api.Test;

class RevenueGradientTest {
    /** So small that random worlds, whose utilities have sixteen digits, meet no tie on the way. */
    private static final double STEP = 1e-5;

    private static double revenue(AllocationWorld world, Reals weights, List<Boost> boosts) {
        return Revenue.of(PivotSolver.solve(AffineWorld.of(world, weights, boosts), 1, share -> {}));
    }

    private static Reals moved(Reals weights, int i, double by) {
        double[] moved = weights.toArray();
        moved[i] += by;
        return Reals.of(moved);
    }

    private static List<Boost> moved(List<Boost> boosts, int k, double by) {
        List<Boost> moved = new ArrayList<>(boosts);
        moved.set(k, boosts.get(k).with(boosts.get(k).amount() + by));
        return moved;
    }

    @Test
    void isThatOfFiniteDifferences() {
        int steep = 0;
        for (long seed = 1; seed <= 30; seed++) {
            RandomSpaces.Absence absence = seed % 3 == 0 ? RandomSpaces.Absence.SAME : RandomSpaces.Absence.ANY;
            AllocationWorld world =
                    seed % 2 == 0 ? RandomSpaces.finite(seed, absence, -1) : RandomSpaces.discounted(seed, absence, -1);
            AffineWorld affine = RandomAffine.of(world, seed);
            PivotMechanism mechanism = PivotSolver.solve(affine, 1, share -> {});
            RevenueGradient gradient = RevenueGradient.of(mechanism);
            Reals weights = affine.weights();
            List<Boost> boosts = affine.boosts();
            for (int i = 0; i < weights.size(); i++) {
                double difference = (revenue(world, moved(weights, i, STEP), boosts)
                                - revenue(world, moved(weights, i, -STEP), boosts))
                        / (2 * STEP);
                assertThat(gradient.weights().get(i)).as("seed %d", seed).isCloseTo(difference, within(1e-6));
            }
            for (int k = 0; k < boosts.size(); k++) {
                double difference = (revenue(world, weights, moved(boosts, k, STEP))
                                - revenue(world, weights, moved(boosts, k, -STEP)))
                        / (2 * STEP);
                assertThat(gradient.boosts().get(k)).as("seed %d", seed).isCloseTo(difference, within(1e-6));
                steep += Math.abs(difference) > 0.01 ? 1 : 0;
            }
        }
        assertThat(steep).isGreaterThan(30);
    }
}
