package org.dynama.ama.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.search.SearchState.Candidate;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Loss;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.refusal.Failure;
import org.dynama.solver.Measures;
import org.dynama.solver.Regularizer;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong in the middle of a search costs nothing that it has held. */
class SearchStopsTest {
    private static final Environment SALES = SequentialSales.uniform(3, 2);

    private static SearchSettings settings(int iterations, double temperature) {
        return new SearchSettings(
                Optimizer.AUTO,
                new SearchSettings.Coordinates(BoostSharing.AUTO, false),
                new SearchSettings.Points(64, 2),
                new SearchSettings.Ascent(64, iterations, 0.05),
                new SearchSettings.Entropy(true, temperature),
                new SearchSettings.Differences(2, 0.1),
                1);
    }

    private static MechanismSearch search(Environment environment, Objective objective, SearchSettings settings) {
        return new MechanismSearch(
                environment,
                objective,
                settings,
                world -> Solvers.kernel(world.mdp(), world.rewards(), world.dimension(), 1));
    }

    /** Nothing, until it goes wrong once it has been measured a number of times. */
    private record Fault(AtomicInteger left, Runnable fault) implements Loss {
        @Override
        public String name() {
            return "fault";
        }

        @Override
        public boolean bears(int pair) {
            return pair == 0;
        }

        @Override
        public void fill(double[][] types, double[][] out) {
            Arrays.fill(out[0], 0);
            if (left.getAndDecrement() <= 0) {
                fault.run();
                out[0][0] = Double.NaN;
            }
        }
    }

    private static SearchStopped stopped(Runnable fault, SearchState[] last) {
        Fault loss = new Fault(new AtomicInteger(Integer.MAX_VALUE), fault);
        // Agents who are not alike: no start treats them so, and the first ascent ends above all starts.
        Environment sales = SequentialSales.asymmetric(3, 2);
        Environment faulty = new Environment(
                "faulty",
                sales.mdp(),
                sales.agents(),
                sales.rewards(),
                sales.designer(),
                sales.absence(),
                List.of(loss));
        Objective objective = new Objective("both", Objective.Sense.MAX, 1, 0, List.of(-1.0));
        try (MechanismSearch search = search(faulty, objective, settings(30, 0.01))) {
            last[0] = search.begin(done -> {});
            for (int step = 0; step < 10; step++) {
                last[0] = search.advance(last[0], row -> {});
            }
            // The first of two starts has ended after 6 steps and a validation; the second has taken 3.
            loss.left.set(0);
            return catchThrowableOfType(SearchStopped.class, () -> search.advance(last[0], row -> {}));
        }
    }

    /** A solver that fails stops the search with step and reason; the first ascent's end is kept. */
    @Test
    void aFailingSolverStopsTheSearchAndKeepsTheBest() {
        SearchState[] last = new SearchState[1];
        SearchStopped stopped = stopped(
                () -> {
                    throw new Failure("the solver has had enough", "Maybe a rest.");
                },
                last);
        assertThat(stopped)
                .hasMessage("the solver has had enough, in phase shared by action, start 2, step 4\n"
                        + "Maybe a rest. The best validated mechanism is kept.");
        Candidate end = last[0].finished().get(0);
        assertThat(end.validation().mean())
                .isGreaterThan(last[0].best().validation().mean());
        assertThat(stopped.best()).isEqualTo(end.parameters());
    }

    /** So does a number that is none. */
    @Test
    void aNumberThatIsNoneStopsTheSearchAndKeepsTheBest() {
        SearchState[] last = new SearchState[1];
        SearchStopped stopped = stopped(() -> {}, last);
        assertThat(stopped)
                .hasMessage(
                        "the gradient, or a step along it, is not finite in phase shared by action, start 2, step 4\n"
                                + "Maybe a higher temperature or a smaller step. The best validated mechanism is kept.");
        assertThat(stopped.best()).isEqualTo(last[0].finished().get(0).parameters());
    }

    /** A failure before anything was found keeps VCG. */
    @Test
    void aFailureBeforeTheFirstStepKeepsVcg() {
        Fault loss = new Fault(new AtomicInteger(0), () -> {
            throw new Failure("the solver has had enough", "");
        });
        Environment faulty = new Environment(
                "faulty",
                SALES.mdp(),
                SALES.agents(),
                SALES.rewards(),
                SALES.designer(),
                SALES.absence(),
                List.of(loss));
        Objective objective = new Objective("both", Objective.Sense.MAX, 1, 0, List.of(-1.0));
        try (MechanismSearch search = search(faulty, objective, settings(30, 0.01))) {
            SearchStopped stopped = catchThrowableOfType(SearchStopped.class, () -> search.begin(done -> {}));
            assertThat(stopped)
                    .hasMessage("the solver has had enough, before the first step\n"
                            + "The best validated mechanism is kept.");
            assertThat(stopped.best()).isEqualTo(AmaParameters.vcg(faulty));
        }
    }

    /** Ascents that lead down, by gradients of another problem, return no less than where they began. */
    @ParameterizedTest(name = "temperature {0}")
    @ValueSource(doubles = {10, 1000})
    void aHotSearchReturnsNoLessThanItsStarts(double temperature) {
        try (MechanismSearch none = search(SALES, Objective.REVENUE, settings(0, temperature));
                MechanismSearch hot = search(SALES, Objective.REVENUE, settings(60, temperature))) {
            SearchState start = none.run(row -> {});
            SearchState end = hot.run(row -> {});
            assertThat(end.best().validation().mean())
                    .isGreaterThanOrEqualTo(start.best().validation().mean());
            assertThat(start.best().validation().mean()).isGreaterThan(0.6);
        }
    }

    /** Ten thousand periods ahead Newton's method ends, and the search beats VCG. */
    @Test
    void aSearchOfALongHorizonBeatsVcg() {
        Environment grid = Gridworld.of(2, 3, 0.9999, false, Gridworld.Types.ONE_CELL);
        List<TraceRow> trace = new ArrayList<>();
        try (MechanismSearch search = search(grid, Objective.REVENUE, settings(10, 0.01))) {
            SearchState begin = search.begin(done -> {});
            SearchState end = search.run(trace::add);
            assertThat(end.best().validation().mean())
                    .isGreaterThan(begin.best().validation().mean());
        }
        // No step had to be smoothed more than was asked for.
        assertThat(trace).allSatisfy(row -> assertThat(row.temperature()).isLessThanOrEqualTo(0.01));
    }

    /** A hundred million periods ahead doubles cannot tell the joint entropy's solution: the conditional one takes over. */
    @Test
    void aStepWhoseSolverFailsIsTriedWithTheConditionalEntropy() {
        Environment grid = Gridworld.of(2, 3, 0.99999999, false, Gridworld.Types.ONE_CELL);
        List<TraceRow> trace = new ArrayList<>();
        try (MechanismSearch search = search(grid, Objective.REVENUE, settings(5, 0.01))) {
            SearchState state = search.begin(done -> {});
            assertThat(search.advance(state, trace::add).ascent()).isNotNull();
        }
        assertThat(trace).extracting(TraceRow::temperature).containsExactly(0.01);
        AffineWelfare total = AffineWelfare.total(2, grid.mdp().pairCount());
        Profiles profiles = Profiles.draw(grid.agents(), new RandomStream(1, "patient"), 0, 2);
        try (Solvers solvers = Solvers.kernel(grid.mdp(), grid.rewards(), grid.dimension(), 1)) {
            assertThatThrownBy(() -> solvers.forEach(
                            2,
                            (solver, from, to) ->
                                    solver.regularized(total, profiles, new Regularizer.JointEntropy(0.01)),
                            Measures::close))
                    .isInstanceOf(Failure.class)
                    .hasMessageStartingWith("the joint entropy at discount 0.99999999 cannot be solved in doubles: ");
        }
    }
}
