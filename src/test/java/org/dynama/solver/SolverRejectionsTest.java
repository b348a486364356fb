package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.Reals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every solver refuses, and how it says so. */
class SolverRejectionsTest {
    private static final Problem PROBLEM = Problem.graph(4);
    private static final Regularizer SOFT = new Regularizer.ConditionalEntropy(1);

    static Stream<SolverKind> kinds() {
        return SolverKind.present();
    }

    static Stream<SolverKind> tensors() {
        return SolverKind.present().filter(kind -> kind != SolverKind.KERNEL);
    }

    @ParameterizedTest
    @MethodSource("tensors")
    void jointEntropyOnAGraphIsRefusedByTensors(SolverKind kind) {
        try (OccupancySolver solver = kind.solver(PROBLEM)) {
            assertThatThrownBy(() ->
                            solver.regularized(PROBLEM.welfare(), PROBLEM.profiles(), new Regularizer.JointEntropy(1)))
                    .hasMessageMatching("joint entropy by recursion needs a tree whose runs all take \\d+ actions;"
                            + " this MDP has states with several histories, or runs that end early\n"
                            + "Maybe use conditional entropy\\.");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void infiniteBoostsAreRefusedInRegularizedSolutions(SolverKind kind) {
        try (OccupancySolver solver = kind.solver(PROBLEM)) {
            AffineWelfare forbidding = forbidding(5);
            assertThatThrownBy(() -> solver.regularized(forbidding, PROBLEM.profiles(), SOFT))
                    .hasMessage("boosts[5] = -Infinity must be finite in a regularized solution\n"
                            + "Maybe make the action infeasible in the MDP.");
        }
    }

    private static AffineWelfare forbidding(int... pairs) {
        double[] boosts = new double[PROBLEM.mdp().pairCount()];
        for (int pair : pairs) {
            boosts[pair] = Double.NEGATIVE_INFINITY;
        }
        return new AffineWelfare(Reals.filled(PROBLEM.agents(), 1), Reals.of(boosts));
    }

    /** The first state of the graph is initial; without its actions nothing is left to do. */
    @ParameterizedTest
    @MethodSource("kinds")
    void forbiddingEverythingIsRefused(SolverKind kind) {
        try (OccupancySolver solver = kind.solver(PROBLEM)) {
            assertThatThrownBy(() -> solver.hard(forbidding(0, 1, 2), PROBLEM.profiles()))
                    .hasMessage("profile 0 has no allowed policy: whatever is done, the run can reach a state all of"
                            + " whose actions have boost -Infinity\nMaybe allow one action in every state.");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void moreProfilesThanTheCapacityAreRefused(SolverKind kind) {
        try (OccupancySolver solver = kind.solver(PROBLEM)) {
            int many = solver.capacity() + 1;
            Profiles profiles = RandomMdps.profiles(1, PROBLEM.agents(), PROBLEM.dimension(), many);
            assertThatThrownBy(() -> solver.values(PROBLEM.welfare(), profiles))
                    .hasMessage("profiles = " + many + " must be at most capacity() = " + (many - 1));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void profilesOfOtherAgentsAreRefused(SolverKind kind) {
        try (OccupancySolver solver = kind.solver(PROBLEM)) {
            assertThatThrownBy(() -> solver.values(PROBLEM.welfare(), RandomMdps.profiles(1, 4, 1, 2)))
                    .hasMessage("profiles of 4 agents with types of dimension 1 must fit the solver's 3 and 2");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void welfaresOfOtherShapesAreRefused(SolverKind kind) {
        try (OccupancySolver solver = kind.solver(PROBLEM)) {
            assertThatThrownBy(() -> solver.values(AffineWelfare.total(2, 7), PROBLEM.profiles()))
                    .hasMessage("weights for 2 agents and boosts for 7 state-action pairs must fit the rewards of"
                            + " 3 agents and 40 pairs");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void measuresOfAnOlderBatchAreRefused(SolverKind kind) {
        try (OccupancySolver solver = kind.solver(PROBLEM);
                Measures.Regularized old = solver.regularized(PROBLEM.welfare(), PROBLEM.profiles(), SOFT)) {
            solver.values(PROBLEM.welfare(), PROBLEM.profiles().slice(0, 3));
            String message = "these measures belong to a batch of profiles that the solver has left\n"
                    + "Maybe read them before the next batch is solved.";
            assertThatThrownBy(old::rewards).hasMessage(message);
            assertThatThrownBy(() -> old.inner(PROBLEM.welfare())).hasMessage(message);
            assertThatThrownBy(() -> old.pullback(PROBLEM.welfare())).hasMessage(message);
        }
    }

    @Test
    void temperaturesMustBePositive() {
        assertThatThrownBy(() -> new Regularizer.JointEntropy(0))
                .hasMessage("temperature = 0.0 must be finite and positive\n"
                        + "Maybe 0.01; a hard solution has no regularizer.");
        assertThatThrownBy(() -> new Regularizer.ConditionalEntropy(Double.NaN))
                .hasMessageStartingWith("temperature = NaN must be finite and positive");
    }

    @Test
    void settingsMustNotBeNegative() {
        assertThatThrownBy(() -> new Settings(Settings.Device.CPU, Settings.Precision.FLOAT64, -1, 0))
                .hasMessage("threads = -1 must not be negative\nMaybe 0, for one per processor.");
        assertThatThrownBy(() -> new Settings(Settings.Device.CPU, Settings.Precision.FLOAT64, 1, -1))
                .hasMessage("memoryBytes = -1 must not be negative\nMaybe 0, for 1 GiB.");
    }
}
