package org.dynama.ama.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.acyclic.AcyclicSolver;
import org.dynama.solver.discounted.DiscountedSolver;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.RandomEnvironments;
import org.dynama.world.SequentialSales;
import org.dynama.world.Stakes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where nothing settles payments, every one of them that an optimal policy can charge lies in the interval. */
class OpenPaymentsTest {
    private static final Reals NOTHING_ALLOWED = Reals.of(0, 0, 0);

    /** Two bid the same for one item: the one who is served pays her bid or, as the other, nothing. */
    @Test
    void aTieIsInsideTheInterval() {
        Environment sale = SequentialSales.of(Reals.of(1, 1, 1), 1);
        AffineMaximizer vcg = new AffineMaximizer(sale, AmaParameters.vcg(sale));
        Profiles reports = Profiles.of(3, 1, 1, 0.75, 0.75, 0.25);
        DpMaximizer dp =
                new DpMaximizer(new AcyclicSolver(sale.mdp(), sale.rewards(), sale.dimension()), sale.losses());
        for (Maximizer route :
                new Maximizer[] {dp, new LpMaximizer(new OccupancyLp(sale.mdp(), sale.rewards()), sale.losses())}) {
            Outcome outcome = vcg.outcome(route, reports);
            new OpenPayments(vcg, NOTHING_ALLOWED).measure(route, reports, outcome, true, 0);
            double[] errors = outcome.open().get(0);
            assertThat(errors).as("by %s", route).isNotNull();
            assertThat(errors[0]).isBetween(0.75, 0.76);
            assertThat(errors[1]).isBetween(0.75, 0.76);
            assertThat(errors[2]).isBetween(0.0, 1e-12);
        }
    }

    /** On a torus every profile has ways that tie: solved together they are as open as each alone, but for a block's last sweeps (1e-13, times 2^16). */
    @Test
    void profilesTogetherAreAsOpenAsEachAlone() {
        Environment torus = Gridworld.torus(2, 4);
        AffineMaximizer vcg = new AffineMaximizer(torus, AmaParameters.vcg(torus));
        Profiles reports = Profiles.draw(torus.agents(), new RandomStream(1, "types"), 0, 100);
        OpenPayments open = new OpenPayments(vcg, Reals.of(0, 0));
        try (Solvers solvers = Solvers.kernel(torus.mdp(), torus.rewards(), torus.dimension(), 1)) {
            solvers.forEach(
                    100,
                    (solver, from, to) -> {
                        Maximizer dp = new DpMaximizer(solver, torus.losses());
                        Outcome together = vcg.outcome(dp, reports);
                        Outcome apart = vcg.outcome(dp, reports);
                        open.measure(
                                dp,
                                reports,
                                together,
                                true,
                                IntStream.range(0, 100).toArray());
                        IntStream.range(0, 100).forEach(b -> open.measure(dp, reports, apart, true, b));
                        return List.of(together, apart);
                    },
                    both -> {
                        assertThat(both.get(0).open()).isNotEmpty();
                        assertThat(both.get(0).open().keySet())
                                .isEqualTo(both.get(1).open().keySet());
                        both.get(0)
                                .open()
                                .forEach((b, errors) -> assertThat(errors)
                                        .containsExactly(both.get(1).open().get(b), within(1e-8)));
                    });
        }
    }

    /** Exact payments, and both ends of what exact ties can make of them, are inside; where there is no tie it is narrow. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
    void exactPaymentsAreInside(long seed) {
        Environment world = RandomEnvironments.of(seed, 20, 4, 3);
        // Rounded to halves, so that much is tied.
        AmaParameters drawn = RandomParameters.of(world, new Random(seed));
        AmaParameters parameters = new AmaParameters(drawn.weights(), halves(drawn.boosts()));
        Profiles random = Profiles.draw(world.agents(), new RandomStream(seed, "types"), 0, 3);
        Profiles reports = Profiles.of(
                random.agents(),
                random.dimension(),
                random.count(),
                halves(Reals.of(random.toArray())).toArray());
        AffineMaximizer mechanism = new AffineMaximizer(world, parameters);
        Certification certification = new Certification(world, parameters);
        Maximizer lp = new LpMaximizer(new OccupancyLp(world.mdp(), world.rewards()), world.losses());
        Outcome outcome = mechanism.outcome(lp, reports);
        Outcome exact = new SettledMechanism(world, parameters).exactOutcome(lp, reports);
        OpenPayments open = new OpenPayments(mechanism, Reals.filled(world.agentCount(), 0));
        for (int b = 0; b < reports.count(); b++) {
            open.measure(lp, reports, outcome, true, b);
            double[] errors = outcome.open().getOrDefault(b, new double[world.agentCount()]);
            Map<Integer, List<Double>> tied = certification.tied(reports, b, exact);
            for (int i = 0; i < world.agentCount(); i++) {
                assertThat(exact.payment(i, b)).isCloseTo(outcome.payment(i, b), within(errors[i]));
                for (double end : tied.getOrDefault(i, List.of())) {
                    assertThat(end).isCloseTo(outcome.payment(i, b), within(errors[i]));
                }
            }
        }
    }

    private static Reals halves(Reals numbers) {
        return Reals.of(numbers.stream().map(x -> Math.rint(2 * x) / 2).toArray());
    }

    /** A world too large for exact arithmetic: ways that are worth the same to everybody settle, others are named. */
    @Test
    void largeWorldsNameWhatIsOpen() {
        Environment grid = Gridworld.of(2, 11, 0.5, true, Gridworld.Types.ONE_CELL);
        assertThat(SettledMechanism.isSmall(grid.mdp())).isFalse();
        OccupancySolver solver = new DiscountedSolver(grid.mdp(), grid.rewards(), grid.dimension());
        Maximizer dp = new DpMaximizer(solver, grid.losses());
        SettledMechanism mechanism = new SettledMechanism(grid, AmaParameters.vcg(grid));
        int cells = grid.dimension();
        double[] types = new double[2 * cells * 2];
        // In the first profile both want cells as far from the start, in the second one is worth more.
        types[2 * 1] = types[2 * 1 + 1] = 0.5;
        types[2 * (cells + 11)] = 0.5;
        types[2 * (cells + 11) + 1] = 0.25;
        Profiles reports = Profiles.of(2, cells, 2, types);
        Outcome outcome = mechanism.outcome(dp, reports);
        assertThat(outcome.exact()).isEmpty();
        assertThat(outcome.open()).containsOnlyKeys(0);
        Settling settling = Settling.none(2).with(outcome);
        assertThat(settling.profiles()).isEqualTo(2);
        assertThat(settling.open()).isEqualTo(1);
        assertThat(settling.unsettled(grid)).containsOnlyKeys("agent 1", "agent 2");
        assertThat(settling.errors().get(0)).isGreaterThan(0.1 * Stakes.of(grid).get(0));
    }
}
