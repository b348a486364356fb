package org.dynama.ama.menu.candidates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.menu.Menu;
import org.dynama.ama.menu.MenuWorld;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.objective.Objective;
import org.dynama.baseline.VirtualTypeBound;
import org.dynama.baseline.WeightedProfiles;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;
import org.dynama.world.TaskScheduling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Menus that the search finds, by what they earn on fresh profiles. */
class MenuSearchTest {
    private static MenuSettings quick(Environment world, int threads) {
        boolean weights = MenuSettings.defaults(world, 1, 1).weights();
        return new MenuSettings(256, 64, 2048, 1024, 20, 0.02, weights, 3, threads);
    }

    private static MenuState found(Environment world, Objective objective, int threads) {
        return new MenuSearch(world, objective, quick(world, threads), List.of()).run(MenuWatcher.none());
    }

    /** Of Myerson's bound on the same fresh profiles. */
    private static double share(Environment world, MenuState state) {
        WeightedProfiles fresh = WeightedProfiles.drawn(world, new RandomStream(9, "fresh"), 20_000);
        try (MenuGradient gradient = new MenuGradient(MenuWorld.of(world, state.menu()), Objective.REVENUE, 1, false)) {
            double[] values =
                    gradient.evaluation(state.parameters(), fresh.profiles()).values();
            return Estimate.of(values).mean()
                    / new VirtualTypeBound(1).of(world, fresh).value();
        }
    }

    private static Environment sale(int agents, int items) {
        return SequentialSales.holders(SequentialSales.agents(Reals.filled(agents, 1)), items);
    }

    /** Myerson's bound on the same profiles: the menu that is tied by the number sold reaches it, within what chance moves. */
    @ParameterizedTest(name = "{0} agents, {1} items")
    @CsvSource({"4, 2", "6, 3"})
    void aSaleReachesMyersonsBound(int agents, int items) {
        Environment world = sale(agents, items);
        MenuState state = found(world, Objective.REVENUE, 1);
        assertThat(share(world, state)).isGreaterThan(0.985);
    }

    /** Agents who differ: weights and reserves come from their own distributions. */
    @Test
    void agentsWhoDifferAreServedByTheirOwnReserves() {
        Environment world = SequentialSales.asymmetric(3, 2);
        MenuState state = found(world, Objective.REVENUE, 1);
        assertThat(share(world, state)).isGreaterThan(0.97);
    }

    /** Of VCG in the whole world, on the same fresh profiles. */
    private static double besideVcg(Environment world, MenuState state, Objective objective) {
        Profiles fresh = Profiles.draw(world.agents(), new RandomStream(9, "fresh"), 0, 4096);
        double[] sum = new double[1];
        try (Solvers solvers = Solvers.kernel(world.mdp(), world.rewards(), world.dimension(), 1);
                MenuGradient gradient = new MenuGradient(MenuWorld.of(world, state.menu()), objective, 1, false)) {
            new AffineMaximizer(world, AmaParameters.vcg(world)).forEachOutcome(solvers, fresh, outcome -> {
                for (int b = 0; b < outcome.count(); b++) {
                    sum[0] += outcome.revenue(b) / fresh.count();
                }
            });
            return Estimate.of(gradient.evaluation(state.parameters(), fresh).values())
                            .mean()
                    - sum[0];
        }
    }

    /** Two agents in nine cells: VCG earns 0.56 of what linear boosts do; lotteries found by derivatives of logits join in. */
    @Test
    void aGridworldEarnsFarMoreThanVcg() {
        Environment world = Gridworld.torus(2, 3);
        MenuState state = found(world, Objective.REVENUE, 1);
        assertThat(besideVcg(world, state, Objective.REVENUE)).isGreaterThan(0.4);
    }

    /** Workers who bear costs: what needs an agent is no entry without her, and the menu pays less than VCG. */
    @Test
    void workersAreLeftOutByEntriesThatDoNotNeedThem() {
        Environment world = TaskScheduling.of(TaskScheduling.uniformBounds(3), 2, TaskScheduling.LoadRule.PUBLISHED);
        MenuState state = found(world, Objective.REVENUE, 1);
        assertThat(MenuWorld.of(world, state.menu()).absence()).isInstanceOf(Absence.Masked.class);
        assertThat(besideVcg(world, state, Objective.REVENUE)).isGreaterThan(0);
    }

    /** Neither threads nor the unit of money change anything but the unit. */
    @Test
    void threadsAndTheUnitOfMoneyChangeNothing() {
        Environment world = Gridworld.torus(2, 3);
        MenuState state = found(world, Objective.REVENUE, 1);
        MenuState two = found(world, Objective.REVENUE, 2);
        assertThat(two.parameters()).isEqualTo(state.parameters());
        requireSame(two.menu(), state.menu());
        MenuState cents = found(world.scaled(7), Objective.REVENUE, 1);
        requireSame(cents.menu(), state.menu());
        for (int k = 0; k < state.menu().size(); k++) {
            double boost = Math.scalb(state.parameters().boosts().get(k), 7);
            assertThat(cents.parameters().boosts().get(k)).isCloseTo(boost, within(1e-5 * Math.scalb(1.0, 7)));
        }
    }

    /** Cents, which are no power of two: the same entries and boosts, in a sale by agents who differ and where policies ascend. */
    @ParameterizedTest(name = "money times {0}")
    @ValueSource(doubles = {100.0 / 3, 1e-10})
    void centsEndWithTheSameEntries(double factor) {
        MenuState one = found(SequentialSales.of(Reals.of(1, 0.7, 0.4), 2), Objective.REVENUE, 1);
        MenuState other = found(SequentialSales.of(Reals.of(1, 0.7, 0.4).times(factor), 2), Objective.REVENUE, 1);
        requireSame(other.menu(), one.menu());
        double size = one.parameters().boosts().stream().map(Math::abs).max().orElseThrow();
        assertThat(size).isPositive();
        for (int k = 0; k < one.menu().size(); k++) {
            assertThat(other.parameters().boosts().get(k) / factor)
                    .isCloseTo(one.parameters().boosts().get(k), within(1e-15 * size));
        }
        assertThat(other.parameters().weights()).isEqualTo(one.parameters().weights());
        assertThat(other.validation().mean() / factor)
                .isCloseTo(one.validation().mean(), within(1e-15));
    }

    private static void requireSame(Menu one, Menu other) {
        assertThat(one.names()).isEqualTo(other.names());
        assertThat(IntStream.range(0, one.size()).allMatch(k -> one.isSame(k, other, k)))
                .isTrue();
    }

    /** A search that goes on from a state between two phases ends where one that was never stopped does. */
    @Test
    void aStateIsAllThatTheNextPhaseNeeds() {
        Environment world = Gridworld.torus(3, 3);
        MenuSettings settings = quick(world, 1);
        MenuSearch search = new MenuSearch(world, Objective.REVENUE, settings, List.of());
        MenuState between = search.advance(search.begin(MenuWatcher.none()), MenuWatcher.none());
        MenuSearch later = new MenuSearch(world, Objective.REVENUE, settings, List.of());
        MenuState end = between;
        while (!later.done(end)) {
            end = later.advance(end, MenuWatcher.none());
        }
        MenuState straight = found(world, Objective.REVENUE, 1);
        assertThat(end.parameters()).isEqualTo(straight.parameters());
        requireSame(end.menu(), straight.menu());
        assertThat(search.done(end)).isTrue();
    }
}
