package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dynama.exact.LpSolution;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.solver.discounted.DiscountedSolver;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for discounted and total MDPs besides the laws of every solver. */
class DiscountedSolverTest {

    static Stream<Problem> problems() {
        return LongStream.of(1, 2, 3)
                .boxed()
                .flatMap(seed -> Stream.concat(Problem.discounted(seed).stream(), Problem.total(seed).stream()));
    }

    static Stream<Arguments> problemsOfAll() {
        return SolverKind.discounted().flatMap(kind -> problems().map(problem -> Arguments.of(kind, problem)));
    }

    /** Policy iteration and the linear program share no code; without ties they have one optimum. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("problemsOfAll")
    void hardSolutionsAreTheLinearPrograms(SolverKind kind, Problem problem) {
        assertEqualsProgram(kind, problem);
        assertEqualsProgram(kind, problem.maximizing(RandomMdps.masked(5, problem.mdp(), problem.welfare())));
    }

    private static void assertEqualsProgram(SolverKind kind, Problem problem) {
        OccupancyLp lp = new OccupancyLp(problem.mdp(), problem.rewards());
        Profiles profiles = problem.profiles().slice(0, 10);
        try (OccupancySolver solver = kind.solver(problem);
                Measures.Optimal hard = solver.hard(problem.welfare(), profiles)) {
            double[] occupancy = hard.toArray();
            for (int b = 0; b < profiles.count(); b++) {
                LpSolution solution = lp.solve(problem.welfare(), profiles, b);
                assertThat(hard.values()[b]).isCloseTo(solution.value(), within(1e-9));
                for (int p = 0; p < problem.mdp().pairCount(); p++) {
                    assertThat(occupancy[p * profiles.count() + b])
                            .isCloseTo(solution.occupancy().get(p), within(1e-9));
                }
            }
        }
    }

    /** Near a discount of 1, where value iteration would need 100,000 sweeps. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void patientSolutionsAreTheLinearPrograms(long seed) {
        Problem problem = Problem.of("patient", RandomMdps.discounted(seed, 9, 3, 0.999), seed);
        OccupancyLp lp = new OccupancyLp(problem.mdp(), problem.rewards());
        for (SolverKind kind : SolverKind.discounted().toList()) {
            try (OccupancySolver solver = kind.solver(problem)) {
                double[] values = solver.values(problem.welfare(), problem.profiles());
                for (int b = 0; b < 10; b++) {
                    double value =
                            lp.solve(problem.welfare(), problem.profiles(), b).value();
                    assertThat(values[b]).isCloseTo(value, within(1e-9 * 1000));
                }
            }
        }
    }

    static Stream<Arguments> problemsOfTensors() {
        return SolverKind.discounted()
                .filter(kind -> kind != SolverKind.KERNEL)
                .flatMap(kind -> problems()
                        .filter(problem -> problem.name().endsWith(" 1"))
                        .map(problem -> Arguments.of(kind, problem)));
    }

    /** Where occupancies reach from 10 down to nothing, tensors give what the kernel gives; the pullback included. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("problemsOfTensors")
    void coldSolutionsAreTheKernels(SolverKind kind, Problem problem) {
        try (OccupancySolver solver = kind.solver(problem);
                OccupancySolver kernel = SolverKind.KERNEL.solver(problem)) {
            for (Regularizer regularizer : problem.regularizers(kind, 0.01)) {
                assertThat(regularized(solver, problem, regularizer))
                        .containsExactly(regularized(kernel, problem, regularizer), within(1e-9));
            }
        }
    }

    /** Values, occupancies, and a pullback that the temperature does not magnify. */
    private static double[] regularized(OccupancySolver solver, Problem problem, Regularizer regularizer) {
        AffineWelfare gain =
                RandomMdps.welfare(7, problem.agents(), problem.mdp().pairCount());
        try (Measures.Regularized soft = solver.regularized(problem.welfare(), problem.profiles(), regularizer);
                Measures sensitivities = soft.pullback(gain.scaled(regularizer.temperature()))) {
            return Stream.of(soft.values(), soft.toArray(), sensitivities.toArray())
                    .flatMapToDouble(DoubleStream::of)
                    .toArray();
        }
    }

    /** Where every policy is worth the same, every state takes its first action: up and down the first column. */
    @Test
    void tiesGoToTheLowestAction() {
        Environment grid = Gridworld.torus(1, 4);
        Profiles nothing = Profiles.of(1, 16, 1, new double[16]);
        try (DiscountedSolver solver = new DiscountedSolver(grid.mdp(), grid.rewards(), 16);
                Measures hard = solver.hard(AffineWelfare.total(1, 64), nothing)) {
            double[] visits = hard.sum();
            double round = 1 / (1 - Math.pow(0.9, 4));
            for (int k = 0; k < 4; k++) {
                int s = (16 - 4 * k) % 16;
                assertThat(visits[s * 4]).isCloseTo(Math.pow(0.9, k) * round, within(1e-12));
            }
        }
    }

    /** A profile's solution does not depend on which others share its batch. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("problems")
    void neighboursDoNotChangeABit(Problem problem) {
        Profiles profiles = problem.profiles();
        Regularizer soft = new Regularizer.JointEntropy(0.01);
        try (OccupancySolver solver = SolverKind.KERNEL.solver(problem)) {
            double[] hard = solver.values(problem.welfare(), profiles);
            double[] regularized = regularized(solver, problem, profiles, soft);
            for (int b = 0; b < 10; b++) {
                Profiles alone = profiles.slice(b, b + 1);
                assertThat(solver.values(problem.welfare(), alone)).containsExactly(hard[b]);
                assertThat(regularized(solver, problem, alone, soft)).containsExactly(regularized[b]);
            }
        }
    }

    private static double[] regularized(OccupancySolver solver, Problem problem, Profiles profiles, Regularizer how) {
        try (Measures.Optimal soft = solver.regularized(problem.welfare(), profiles, how)) {
            return soft.values();
        }
    }

    @ParameterizedTest
    @MethodSource("discountedSolvers")
    void anEndIsAStateThatStaysAndEarnsNothing(SolverKind kind) {
        Problem ends = Problem.of("ends", ending(false), 1);
        Problem stays = Problem.of("stays", ending(true), 1);
        int pairs = ends.mdp().pairCount();
        RewardMap.Builder rewards = new RewardMap.Builder(ends.agents(), pairs + 1);
        for (int pair = 0; pair < pairs; pair++) {
            for (int m = ends.rewards().begin(pair); m < ends.rewards().end(pair); m++) {
                rewards.add(
                        pair,
                        ends.rewards().agent(m),
                        ends.rewards().component(m),
                        ends.rewards().coefficient(m));
            }
        }
        AffineWelfare welfare = new AffineWelfare(
                ends.welfare().weights(),
                Reals.of(Arrays.copyOf(ends.welfare().boosts().toArray(), pairs + 1)));
        Problem same = new Problem("stays", stays.mdp(), rewards.build(), ends.dimension(), ends.profiles(), welfare);
        try (OccupancySolver solver = kind.solver(ends);
                OccupancySolver other = kind.solver(same);
                Measures.Optimal hard = solver.hard(ends.welfare(), ends.profiles());
                Measures.Optimal longer = other.hard(welfare, ends.profiles())) {
            assertThat(hard.values()).containsExactly(longer.values(), within(1e-12));
            int visited = pairs * ends.profiles().count();
            assertThat(hard.toArray()).containsExactly(Arrays.copyOf(longer.toArray(), visited), within(1e-12));
        }
    }

    static Stream<SolverKind> discountedSolvers() {
        return SolverKind.discounted();
    }

    /** There and back, with two ways to end, by an empty row or by a last state that is never left. */
    private static Mdp ending(boolean stays) {
        Transitions.Builder builder = new Transitions.Builder(stays ? 3 : 2, 2);
        builder.to(0, 0, 1, 1).to(1, 0, 0, 1).end(0, 1).end(1, 1);
        if (stays) {
            builder.to(0, 1, 2, 1).to(1, 1, 2, 1).to(2, 0, 2, 1);
        }
        return new Mdp(
                stays ? List.of("here", "there", "end") : List.of("here", "there"),
                List.of("on", "stop"),
                builder.build(),
                stays ? Reals.of(0.25, 0.75, 0) : Reals.of(0.25, 0.75),
                new Horizon.Discounted(0.9));
    }

    @Test
    void aTotalHorizonThatNothingEndsIsRefusedByItsActions() {
        Mdp grid = Gridworld.torus(1, 2).mdp();
        Mdp total = new Mdp(grid.states(), grid.actions(), grid.transitions(), grid.initial(), new Horizon.Total());
        DiscountedSolver solver = new DiscountedSolver(total, new RewardMap.Builder(1, 16).build(), 1);
        assertThatThrownBy(() -> solver.values(AffineWelfare.total(1, 16), Profiles.of(1, 1, 1, 0.0)))
                .hasMessageStartingWith(
                        "a total reward needs a way to end a run from wherever it may come, and there is none"
                                + " after \"" + grid.pairName(0) + "\", ")
                .hasMessageContaining(" and 11 more");
        assertThatThrownBy(() -> solver.regularized(
                        AffineWelfare.total(1, 16), Profiles.of(1, 1, 1, 0.0), new Regularizer.ConditionalEntropy(1)))
                .hasMessageStartingWith("an entropy needs runs that end under every policy");
    }

    @Test
    void jointEntropyOfAnUnreachableStateIsRefused() {
        Mdp mdp = new Mdp(
                List.of("here", "nowhere"),
                List.of("stay"),
                new Transitions.Builder(2, 1).to(0, 0, 0, 1).to(1, 0, 0, 1).build(),
                Reals.of(1, 0),
                new Horizon.Discounted(0.9));
        try (DiscountedSolver solver = new DiscountedSolver(mdp, new RewardMap.Builder(1, 2).build(), 1)) {
            assertThatThrownBy(() -> solver.regularized(
                            AffineWelfare.total(1, 2), Profiles.of(1, 1, 1, 0.0), new Regularizer.JointEntropy(1)))
                    .hasMessage("state \"nowhere\" cannot be reached\n"
                            + "Maybe remove it, or give it an initial probability.");
        }
    }

    /**
     * Newton's method converges on 10,000 random problems on the 5 x 5 torus at 0.01: flow residuals below 1e-10, and
     * duality gaps that leave no doubt where a profile was accepted because its objective had long been flat.
     */
    @Tag("slow")
    @Test
    void newtonConvergesOnTenThousandColdProblems() {
        NewtonSteps steps = NewtonSteps.of(5, 10_000, 0.01);
        assertThat(steps.sorted()).hasSize(10_000);
        // Typically 6, at most 28 in the worst of some 40,000 instances that were looked at.
        assertThat(steps.worst()).isLessThan(100);
        assertThat(steps.flowResidual()).isLessThan(1e-10);
        assertThat(steps.dualityGap()).isBetween(-1e-11, 1e-10);
    }

    /**
     * So it does where values are ten thousand and a million rewards, whose rounding no line search may take for a loss:
     * within 18 steps of 500. The objective there is within its rounding of the hard policy's, or above it.
     */
    @ParameterizedTest(name = "discount {0}")
    @ValueSource(doubles = {0.999, 0.9999, 0.99999, 0.999999})
    void newtonConvergesOverLongHorizons(double discount) {
        Environment grid = Gridworld.of(2, 3, discount, false, Gridworld.Types.ONE_CELL);
        AffineWelfare total = AffineWelfare.total(2, grid.mdp().pairCount());
        try (DiscountedSolver solver = new DiscountedSolver(grid.mdp(), grid.rewards(), grid.dimension())) {
            for (int seed = 1; seed <= 2; seed++) {
                Profiles profiles = Profiles.draw(grid.agents(), new RandomStream(seed, "patient"), 0, Profiles.BLOCK);
                double[] hard = solver.values(total, profiles);
                try (Measures.Regularized soft =
                        solver.regularized(total, profiles, new Regularizer.JointEntropy(0.0025))) {
                    assertThat(Arrays.stream(solver.jointSteps()).max().orElseThrow())
                            .isLessThan(40);
                    double[] welfare = soft.inner(total);
                    for (int b = 0; b < welfare.length; b++) {
                        // A little colder than 1 / 400 of the reward, a policy loses some hundredths of it per period.
                        assertThat(welfare[b] * (1 - discount)).isCloseTo(hard[b] * (1 - discount), within(0.03));
                    }
                }
            }
        }
    }

    static Stream<Arguments> coldGrids() {
        return Stream.of(
                Arguments.of(3, 1),
                Arguments.of(3, 2),
                Arguments.of(4, 1),
                Arguments.of(4, 2),
                Arguments.of(4, 3),
                Arguments.of(5, 1),
                Arguments.of(5, 2),
                Arguments.of(8, 1));
    }

    /** The pullback is right where the matrix is singular to working precision unless it is scaled. */
    @ParameterizedTest(name = "{0} x {0}, seed {1}")
    @MethodSource("coldGrids")
    void coldPullbackIsTheDerivative(int size, long seed) {
        Environment grid = Gridworld.torus(3, size);
        Problem problem = new Problem(
                "cold",
                grid.mdp(),
                grid.rewards(),
                grid.dimension(),
                Profiles.draw(grid.agents(), new RandomStream(seed, "cold"), 0, size == 8 ? 8 : 40),
                RandomMdps.welfare(seed, 3, grid.mdp().pairCount()));
        PullbackTest.assertDerivative(SolverKind.KERNEL, problem, new Regularizer.JointEntropy(0.01), seed, 2e-6, 1e-6);
    }
}
