package org.dynama.ama.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.objective.Objectives;
import org.dynama.baseline.MonopolyPrice;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.IndependentTypes;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.model.Univariate;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;
import org.dynama.world.StaticAuction;
import org.dynama.world.StaticAuction.Form;
import org.dynama.world.StaticAuction.Valuation;
import org.dynama.world.TaskScheduling;
import org.junit.jupiter.api.Test;

class TerminalSearchTest {
    private static Environment auction(int agents, int items, Form form) {
        return StaticAuction.of(StaticAuction.uniform(Reals.filled(agents, 1), items), items, Valuation.ADDITIVE, form);
    }

    private static SearchState search(
            Environment environment, Objective objective, Optimizer optimizer, int threads, List<TraceRow> trace) {
        boolean auto = optimizer == Optimizer.AUTO;
        SearchSettings settings = new SearchSettings(
                optimizer,
                new SearchSettings.Coordinates(BoostSharing.AUTO, false),
                new SearchSettings.Points(16, 2),
                auto ? new SearchSettings.Ascent(256, 75, 0.05) : new SearchSettings.Ascent(512, 300, 0.03),
                new SearchSettings.Entropy(true, auto ? 0.01 : 0.05),
                new SearchSettings.Differences(2, 0.1),
                1);
        try (MechanismSearch search = new MechanismSearch(
                environment,
                objective,
                settings,
                world -> Solvers.kernel(world.mdp(), world.rewards(), world.dimension(), threads))) {
            return search.run(trace::add);
        }
    }

    /** Two agents, two items, U[0,1]: above every lottery's 0.868 of the literature; item-wise Myerson earns 5/6. */
    @Test
    void twoAgentsAndTwoItemsPayMoreThanItemWise() {
        List<TraceRow> trace = new ArrayList<>();
        SearchState state = search(auction(2, 2, Form.COUNTS), Objective.REVENUE, Optimizer.TERMINAL_CLASSES, 2, trace);
        assertThat(state.best().validation().mean()).isGreaterThan(0.868);
        assertThat(trace).hasSize(301);
        assertThat(trace.get(0).objective().mean()).isCloseTo(5 / 6.0, within(0.05));
    }

    @Test
    void threadsChangeNoBit() {
        Environment environment = auction(3, 4, Form.COUNTS);
        SearchState one = search(environment, Objective.REVENUE, Optimizer.TERMINAL_CLASSES, 1, new ArrayList<>());
        SearchState two = search(environment, Objective.REVENUE, Optimizer.TERMINAL_CLASSES, 2, new ArrayList<>());
        assertThat(two).isEqualTo(one);
    }

    /** What auto does in a static auction is the same search at its own settings; elsewhere it is another. */
    @Test
    void autoTakesItInStaticAuctionsOfSeveralItems() {
        for (Form form : Form.values()) {
            List<TraceRow> trace = new ArrayList<>();
            search(auction(2, 3, form), Objective.REVENUE, Optimizer.AUTO, 2, trace);
            assertThat(trace).hasSize(301).allMatch(row -> row.phase().equals(TerminalClasses.NAME));
        }
        List<TraceRow> trace = new ArrayList<>();
        search(SequentialSales.uniform(2, 2), Objective.REVENUE, Optimizer.AUTO, 2, trace);
        search(auction(2, 3, Form.COUNTS), Objective.WELFARE, Optimizer.AUTO, 2, trace);
        assertThat(trace).noneMatch(row -> row.phase().equals(TerminalClasses.NAME));
    }

    /** With welfare in the sum, the search gives up revenue for it, and VCG's welfare is out of reach. */
    @Test
    void welfareCanCountToo() {
        Environment environment = auction(2, 2, Form.COUNTS);
        Objective sum = Objectives.weightedSum(Map.of("revenue", 1.0, "welfare", 1.0), environment);
        SearchState state = search(environment, sum, Optimizer.TERMINAL_CLASSES, 2, new ArrayList<>());
        assertThat(state.best().validation().mean()).isBetween(2 / 3.0 + 4 / 3.0 - 0.02, 0.88 + 4 / 3.0);
    }

    @Test
    void worldsAndObjectivesThatDoNotFitAreRefused() {
        Optimizer kind = Optimizer.TERMINAL_CLASSES;
        assertThatThrownBy(() -> kind.require(Gridworld.torus(2, 3))).hasMessageContaining("needs a finite horizon");
        assertThatThrownBy(() -> kind.require(
                        TaskScheduling.of(TaskScheduling.uniformBounds(2), 2, TaskScheduling.LoadRule.QUEUE)))
                .hasMessageContaining("needs a world in which a left-out agent's reward becomes zero");
        Environment sales = SequentialSales.uniform(2, 2);
        Environment costly = new Environment(
                "with costs",
                sales.mdp(),
                sales.agents(),
                sales.rewards(),
                Reals.filled(sales.mdp().pairCount(), -1));
        assertThatThrownBy(() -> kind.require(costly)).hasMessageContaining("without rewards of her own");
        assertThatThrownBy(() -> kind.require(Objective.WELFARE))
                .hasMessageContaining("is for revenue, or a weighted sum of revenue and welfare");
        kind.require(sales);
        kind.require(Objective.REVENUE);
    }

    /** U[0,1]: 1/2. U[4,16]: 8. Exponential: the mean. Values 1, 2, 2: 2. */
    @Test
    void monopolyPricesAreKnown() {
        assertThat(MonopolyPrice.of(TypeDistribution.Uniform.of(0, 1), 0)).isEqualTo(0.5);
        assertThat(MonopolyPrice.of(TypeDistribution.Uniform.of(4, 16), 0)).isCloseTo(8, within(2e-3));
        assertThat(MonopolyPrice.of(
                        new IndependentTypes(List.of(new Univariate.Exponential(3, 0, Double.POSITIVE_INFINITY))), 0))
                .isCloseTo(3, within(2e-3));
        assertThat(MonopolyPrice.of(new DiscreteTypes(List.of(Reals.of(1), Reals.of(2)), Reals.of(1, 2)), 0))
                .isEqualTo(2);
        assertThat(MonopolyPrice.of(new TypeDistribution.OneComponent(Reals.of(1)), 0))
                .isCloseTo(0.5, within(0.05));
    }
}
