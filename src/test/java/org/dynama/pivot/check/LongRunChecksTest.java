package org.dynama.pivot.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.pivot.mechanism.NearOne;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.pivot.mechanism.RandomSpaces;
import org.dynama.pivot.simulation.Averages;
import org.dynama.pivot.simulation.ReportingStrategy;
import org.dynama.pivot.simulation.Simulation;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.Drift;
import org.dynama.pivot.world.StorageProviders;
import org.junit.jupiter.api.Test;

/** What is verified and simulated where a discount is near 1: everything, with tables that do not grow. */
class LongRunChecksTest {
    private static AllocationWorld storage(double discount) {
        return new StorageProviders(
                        2,
                        2,
                        new StorageProviders.Imbalances(List.of(-1, 1), Reals.of(0.5, 0.5)),
                        new StorageProviders.Costs(Reals.of(1, 2, 4), new Drift(0.1, 0.4), new Drift(0.5, 0)),
                        10,
                        discount)
                .world();
    }

    /** All promises hold at 0.99999, seasons average to what is expected of them, and providers differ in name only. */
    @Test
    void everythingHoldsAtADiscountNearOne() {
        PivotMechanism mechanism = PivotSolver.solve(storage(0.99999), 2, share -> {});
        PivotVerification verification = PivotVerifier.verify(mechanism, 1e-9, 2, share -> {});
        assertThat(verification.holds()).isTrue();
        assertThat(mechanism.values()).hasSize(1);
        assertThat(verification.totals().paymentsByPeriod()).hasSize(NearOne.PERIODS);
        List<Reals> shifts = verification.rounding().shifts();
        double first = verification.totals().payments().get(0);
        double second = verification.totals().payments().get(1);
        assertThat(first + shifts.get(0).get(0))
                .isCloseTo(second + shifts.get(1).get(0), within(1e-9 * Math.abs(first)));
        assertThat(first + shifts.get(0).get(1))
                .isCloseTo(second + shifts.get(1).get(1), within(1e-9 * Math.abs(first)));
        Simulation simulation =
                new Simulation(mechanism, Collections.nCopies(2, ReportingStrategy.TRUTHFUL), new RandomStream(1, "s"));
        Averages averages = Averages.of(simulation, verification, 500, 2, share -> {});
        assertThat(averages.largestShare()).isLessThan(1);
        assertThat(averages.tail()).isCloseTo(Math.pow(0.99999, averages.periods()), within(1e-12));
    }

    /** The range of payments over ties is that of a plain recursion of the least and the most reward. */
    @Test
    void rangesOverTiesAreThoseOfAPlainRecursion() {
        PivotMechanism mechanism = PivotSolver.solve(storage(0.992), 2, share -> {});
        PivotVerification verification = PivotVerifier.verify(mechanism, 1e-9, 1, share -> {});
        double[] initial = mechanism.profiles().initial(mechanism.world());
        for (int sign = -1; sign <= 1; sign += 2) {
            double[] rewards = tied(mechanism, sign);
            double expected = 0;
            for (int row = 0; row < initial.length; row++) {
                expected += initial[row] * rewards[row];
            }
            double shift = verification.rounding().shifts().get(0).get(sign < 0 ? 0 : 1);
            double reward = verification.totals().rewards().get(0);
            assertThat(shift).isCloseTo(expected - reward, within(1e-9 * Math.abs(reward)));
        }
    }

    /** The most reward, or the least, that any way to decide ties gives provider 1, by sweeps until nothing is left. */
    private static double[] tied(PivotMechanism mechanism, int sign) {
        AllocationWorld world = mechanism.world();
        int count = mechanism.profiles().count();
        double[] values = new double[world.stateCount() * count];
        for (int sweep = 0; sweep < 5000; sweep++) {
            double[] old = values;
            double[] next = new double[old.length];
            for (int s = 0; s < world.stateCount(); s++) {
                for (int z = 0; z < world.draws().size(); z++) {
                    for (int b = 0; b < count; b++) {
                        int[] tied = mechanism.ties().sets().at(0, s, z, b);
                        int[] actions = tied.length > 0
                                ? tied
                                : new int[] {mechanism.policy().action(0, s, z, b)};
                        double best = Double.NEGATIVE_INFINITY;
                        for (int a : actions) {
                            best = Math.max(best, sign * worth(mechanism, s, a, b, old));
                        }
                        next[s * count + b] += world.stages().get(0).probability(z) * sign * best;
                    }
                }
            }
            values = next;
        }
        return values;
    }

    private static double worth(PivotMechanism mechanism, int s, int a, int b, double[] next) {
        var stage = mechanism.world().stages().get(0);
        var profiles = mechanism.profiles();
        double later = 0;
        int pair = stage.next().pair(s, a);
        for (int k = stage.next().begin(pair); k < stage.next().end(pair); k++) {
            for (int c = 0; c < profiles.count(); c++) {
                double probability = stage.next().probability(k);
                for (int i = 0; i < profiles.agents() && probability > 0; i++) {
                    probability *= stage.kernel(i, s, a)[profiles.type(i, b) * profiles.types(i) + profiles.type(i, c)];
                }
                later += probability * next[stage.next().next(k) * profiles.count() + c];
            }
        }
        return stage.utility(0, s, a, profiles.type(0, b)) + mechanism.world().discount() * later;
    }

    /** Small random worlds hold all their promises, whatever absent agents leave. */
    @Test
    void randomWorldsHoldAtADiscountNearOne() {
        for (RandomSpaces.Absence absence : RandomSpaces.Absence.values()) {
            for (long seed = 1; seed <= 8; seed++) {
                AllocationWorld world = org.dynama.pivot.mechanism.LongRunTest.world(seed, absence, 0.99999);
                PivotMechanism mechanism = PivotSolver.solve(world, 1, share -> {});
                assertThat(PivotVerifier.verify(mechanism, 1e-9, 1, share -> {}).holds())
                        .as("seed %d, %s", seed, absence)
                        .isTrue();
            }
        }
    }
}
