package org.dynama.pivot.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.dynama.ama.objective.Estimate;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.pivot.check.PivotVerification;
import org.dynama.pivot.check.PivotVerifier;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.pivot.mechanism.Transfers;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.Brewery;
import org.dynama.pivot.world.Drift;
import org.dynama.pivot.world.StorageProviders;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final int SEASONS = 20_000;
    private static final RandomStream STREAM = new RandomStream(1, "test");

    private static AllocationWorld brewery() {
        return new Brewery(
                        2,
                        new Brewery.Goods(List.of("barley", "hops"), Reals.of(0.5, 0.3), Reals.of(0, 1, 5)),
                        new Brewery.Levels(Reals.of(0.5, 1, 2), new Drift(0.2, 0.3)),
                        4)
                .world();
    }

    private static AllocationWorld storage() {
        return new StorageProviders(
                        2,
                        1,
                        new StorageProviders.Imbalances(List.of(-1, 0, 1), Reals.of(0.3, 0.3, 0.4)),
                        new StorageProviders.Costs(Reals.of(1, 3), new Drift(0.2, 0.4), new Drift(0.5, 0)),
                        8,
                        0.7)
                .world();
    }

    private static PivotMechanism solve(AllocationWorld world) {
        return PivotSolver.solve(world, 2, share -> {});
    }

    private static List<ReportingStrategy> truthful(PivotMechanism mechanism) {
        return new ArrayList<>(Collections.nCopies(mechanism.profiles().agents(), ReportingStrategy.TRUTHFUL));
    }

    /** Averages of truthful seasons are within 3 standard errors of the values; the seed is fixed. */
    @Test
    void averagesOfTruthfulSeasonsAreTheValues() {
        for (AllocationWorld world : List.of(brewery(), storage())) {
            PivotMechanism mechanism = solve(world);
            PivotVerification values = PivotVerifier.verify(mechanism, 1e-9, 2, share -> {});
            Simulation.Sample sample =
                    new Simulation(mechanism, truthful(mechanism), STREAM).run(SEASONS, 2, share -> {});
            close(sample.relativeWelfare(), values.totals().relativeWelfare());
            close(sample.relativePublic(), values.totals().relativePublic());
            for (int i = 0; i < world.agentCount(); i++) {
                close(sample.utilities(i), values.truth().get(i));
                close(sample.payments()[i], values.totals().payments().get(i));
                close(sample.rewards()[i], values.totals().rewards().get(i));
            }
        }
    }

    private static void close(double[] sample, double value) {
        Estimate average = Estimate.of(sample);
        // A discounted season leaves out a millionth.
        assertThat(Math.abs(average.mean() - value)).isLessThanOrEqualTo(3 * average.standardError() + 1e-5);
    }

    /** Among truthful agents no strategy does better than truth, not even one that uses all that it has seen. */
    @Test
    void noStrategyBeatsTruth() {
        PivotMechanism mechanism = solve(brewery());
        PivotVerification values = PivotVerifier.verify(mechanism, 1e-9, 2, share -> {});
        ReportingStrategy follower = history -> history.period() == 0
                ? 0
                : (history.report(history.period() - 1, 1)
                                + history.draw(history.period() - 1)
                                + history.action(history.period() - 1)
                                + history.state(0)
                                + history.type(history.period() - 1))
                        % history.types();
        for (ReportingStrategy strategy :
                List.of(ReportingStrategy.always(0), ReportingStrategy.always(2), ReportingStrategy.RANDOM, follower)) {
            List<ReportingStrategy> strategies = truthful(mechanism);
            strategies.set(0, strategy);
            Estimate utility = Estimate.of(new Simulation(mechanism, strategies, STREAM)
                    .run(SEASONS, 2, share -> {})
                    .utilities(0));
            // These lose clearly, so that a simulation that ignored strategies would be found.
            assertThat(utility.mean() + 3 * utility.standardError())
                    .isLessThan(values.truth().get(0));
        }
    }

    /** One seed gives the same seasons, whatever their number and the threads. */
    @Test
    void seasonsDependOnTheirIndexOnly() {
        PivotMechanism mechanism = solve(brewery());
        Simulation simulation = new Simulation(mechanism, truthful(mechanism), STREAM);
        Simulation.Sample few = simulation.run(100, 1, share -> {});
        Simulation.Sample many = simulation.run(1000, 3, share -> {});
        assertThat(Arrays.copyOf(many.relativeWelfare(), 100)).isEqualTo(few.relativeWelfare());
        Season season = simulation.season(7);
        double welfare = 0;
        for (int t = 0; t <= season.periods(); t++) {
            welfare += season.reward(t, 0) + season.reward(t, 1);
        }
        assertThat(welfare).isEqualTo(few.relativeWelfare()[7], within(1e-12));
    }

    /** The draw and the others' reports of this period are not known when an agent reports. */
    @Test
    void aStrategyCannotSeeThisPeriodsDraw() {
        PivotMechanism mechanism = solve(brewery());
        List<ReportingStrategy> strategies = truthful(mechanism);
        strategies.set(1, history -> history.draw(history.period()));
        Simulation simulation = new Simulation(mechanism, strategies, STREAM);
        assertThatThrownBy(() -> simulation.season(0)).hasMessageContaining("period = 0 is not known yet");
        strategies.set(1, history -> 3);
        assertThatThrownBy(() -> new Simulation(mechanism, strategies, STREAM).season(0))
                .hasMessage("report = 3 of agent 1 in period 0 must be one of her 3 types");
    }

    private static Averages averages(PivotMechanism played, PivotMechanism verified, int stream, int seasons) {
        Simulation simulation = new Simulation(played, truthful(played), new RandomStream(stream, "check"));
        return Averages.of(simulation, PivotVerifier.verify(verified, 1e-9, 1, share -> {}), seasons, 1, share -> {});
    }

    /** Few seasons, of which many are alike, raise no alarm; fewer still are not tested. */
    @Test
    void chanceRaisesNoAlarm() {
        for (AllocationWorld world : List.of(brewery(), storage())) {
            PivotMechanism mechanism = solve(world);
            assertThat(averages(mechanism, mechanism, 1, Averages.FEWEST - 1).largestShare())
                    .isNull();
            for (int stream = 0; stream < 50; stream++) {
                assertThat(averages(mechanism, mechanism, stream, Averages.FEWEST)
                                .largestShare())
                        .isLessThan(1);
            }
        }
    }

    /** Payments that are a little more than what was verified are found, with seasons enough. */
    @Test
    void wrongPaymentsAreFound() {
        PivotMechanism right = solve(brewery());
        Transfers more = (t, i, s, z, b) -> right.transfers().payment(t, i, s, z, b) + (i == 1 ? 0.1 : 0);
        PivotMechanism wrong = new PivotMechanism(
                right.world(), right.profiles(), right.values(), right.policy(), right.without(), more, right.ties());
        assertThat(averages(wrong, right, 1, 20_000).largestShare()).isGreaterThan(1);
        assertThat(averages(right, right, 1, 20_000).largestShare()).isLessThan(1);
    }

    /** No two seasons are further apart than tables say. */
    @Test
    void rangesHoldEverySeason() {
        for (AllocationWorld world : List.of(brewery(), storage())) {
            PivotMechanism mechanism = solve(world);
            Simulation simulation = new Simulation(mechanism, truthful(mechanism), STREAM);
            double[] ranges = Ranges.of(mechanism, simulation.periods());
            Simulation.Sample sample = simulation.run(2000, 1, share -> {});
            List<double[]> all = new ArrayList<>(List.of(sample.relativeWelfare(), sample.relativePublic()));
            for (int i = 0; i < world.agentCount(); i++) {
                all.add(sample.utilities(i));
                all.add(sample.payments()[i]);
            }
            for (int k = 0; k < all.size(); k++) {
                double low = Arrays.stream(all.get(k)).min().orElseThrow();
                double high = Arrays.stream(all.get(k)).max().orElseThrow();
                assertThat(high - low).isBetween(0.0, ranges[k] + 1e-12);
            }
        }
    }
}
