package org.dynama.ama.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.ama.mechanism.RandomParameters;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.dynama.world.RandomEnvironments;
import org.dynama.world.SequentialSales;
import org.dynama.world.StaticAuction;
import org.dynama.world.TaskScheduling;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A menu of every deterministic policy, each boosted by what the world's boosts come to on its visits, is the world. */
class MenuAgreementTest {
    private static final int COUNT = 60;

    /** Beside amounts of at most about ten, summed over some dozen visits. */
    private static final double EXACT = 1e-12;

    static Stream<Environment> worlds() {
        List<Environment> worlds = new ArrayList<>(List.of(
                StaticAuction.of(Reals.of(1, 0.5), 2, StaticAuction.Valuation.ADDITIVE),
                SequentialSales.asymmetric(2, 2),
                TaskScheduling.of(TaskScheduling.asymmetricBounds(2), 2, TaskScheduling.LoadRule.QUEUE),
                TaskScheduling.of(TaskScheduling.asymmetricBounds(3), 2, TaskScheduling.LoadRule.PUBLISHED)));
        for (long seed = 1; seed <= 4; seed++) {
            worlds.add(kind(seed, RandomMdps.acyclic(seed, 5, 3)));
            worlds.add(kind(seed, RandomMdps.discounted(seed, 4, 3, 0.9)));
            worlds.add(kind(seed, RandomMdps.total(seed, 5, 2)));
            worlds.add(kind(seed, LongRunVisitsTest.recurring(seed, 4, 3)));
        }
        for (long seed = 1; seed <= 3; seed++) {
            Mdp mdp = RandomMdps.acyclic(seed, 5, 3);
            worlds.add(Absence.WorstType.in(RandomEnvironments.of(seed, mdp, 2, seed % 2 == 0)));
        }
        return worlds.stream();
    }

    /** Nobody is worse off by anything, as participation in menus asks; every other world has needs. */
    private static Environment kind(long seed, Mdp mdp) {
        Environment world = RandomEnvironments.of(seed, mdp, 3, seed % 2 == 0);
        RewardMap old = world.rewards();
        RewardMap.Builder rewards = new RewardMap.Builder(3, old.pairs());
        for (int pair = 0; pair < old.pairs(); pair++) {
            for (int m = old.begin(pair); m < old.end(pair); m++) {
                rewards.add(pair, old.agent(m), old.component(m), Math.abs(old.coefficient(m)));
            }
        }
        return new Environment(
                "kind " + seed, mdp, world.agents(), rewards.build(), world.designer(), world.absence(), List.of());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worlds")
    void aMenuOfEverythingIsTheWorld(Environment world) {
        Menu menu = AllPolicies.of(world.mdp());
        PolicyVisits visits = PolicyVisits.of(world.mdp(), menu);
        Environment small = MenuWorld.of(world, menu);
        AmaParameters parameters = RandomParameters.of(world, new Random(7));
        double[] boosts = new double[menu.size()];
        for (int k = 0; k < boosts.length; k++) {
            boosts[k] = visits.inner(k, parameters.boosts().toArray());
        }
        AmaParameters own = new AmaParameters(parameters.weights(), Reals.of(boosts));
        Profiles reports = Profiles.draw(world.agents(), new RandomStream(3, "reports"), 0, COUNT);
        List<Outcome> expected = outcomes(world, parameters, reports);
        List<Outcome> actual = outcomes(small, own, reports);
        for (int b = 0; b < COUNT; b++) {
            requireSame(expected.get(b), actual.get(b), world);
        }
    }

    private static void requireSame(Outcome expected, Outcome actual, Environment world) {
        assertThat(actual.affineWelfare(0)).isCloseTo(expected.affineWelfare(0), within(10 * EXACT));
        for (int i = 0; i < world.agentCount(); i++) {
            assertThat(actual.payment(i, 0)).isCloseTo(expected.payment(i, 0), within(100 * EXACT));
            assertThat(actual.utility(i, 0)).isCloseTo(expected.utility(i, 0), within(100 * EXACT));
        }
        for (int k = 0; k < world.losses().size(); k++) {
            assertThat(actual.losses(0)[k]).isCloseTo(expected.losses(0)[k], within(10 * EXACT));
        }
    }

    private static List<Outcome> outcomes(Environment world, AmaParameters parameters, Profiles reports) {
        List<Outcome> outcomes = new ArrayList<>();
        try (Solvers solvers = Solvers.kernel(world.mdp(), world.rewards(), world.dimension(), 1)) {
            for (int b = 0; b < reports.count(); b++) {
                new AffineMaximizer(world, parameters).forEachOutcome(solvers, reports.slice(b, b + 1), outcomes::add);
            }
        }
        return outcomes;
    }
}
