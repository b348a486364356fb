package org.dynama.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every occupancy program, and what is refused. Tolerances as in {@link OccupancyLpTest}. */
class OccupancyLpLawsTest {
    private static final double EXACT = 1e-9;

    private static final Environment SALES = SequentialSales.uniform(5, 3);

    /** The value is linear in the unit of affine welfare, and the occupancy does not depend on it. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void scalingTheWelfareScalesTheValue(long seed) {
        Mdp mdp = RandomMdps.acyclic(seed, 12, 3);
        OccupancyLp lp = new OccupancyLp(mdp, RandomMdps.rewards(seed, mdp, 2, 1));
        Profiles profiles = RandomMdps.profiles(seed, 2, 1, 1);
        AffineWelfare welfare = welfare(seed, mdp, 2);
        LpSolution one = lp.solve(welfare, profiles, 0);
        LpSolution many = lp.solve(welfare.scaled(1000), profiles, 0);
        assertThat(many.value()).isCloseTo(1000 * one.value(), within(1000 * EXACT));
        assertThat(many.occupancy().toArray()).containsExactly(one.occupancy().toArray(), within(EXACT));
    }

    /** Visits sum to the number of stages on a tree of uniform depth, and to 1 / (1 - discount) for ever. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 4})
    void visitsSumToTheLengthOfTheRun(long seed) {
        Mdp tree = RandomMdps.tree(seed, 4, 2, 2);
        Mdp cycle = RandomMdps.discounted(seed, 8, 3, 0.9);
        Mdp forever = withHorizon(cycle, new Horizon.AverageReward());
        assertThat(visits(tree, seed)).isCloseTo(4, within(EXACT));
        assertThat(visits(cycle, seed)).isCloseTo(10, within(EXACT));
        assertThat(visits(forever, seed)).isCloseTo(1, within(EXACT));
    }

    /** The optimum is at least the value of any policy, here that of another welfare's optimum. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void noOtherOccupancyIsWorthMore(long seed) {
        Mdp mdp = RandomMdps.discounted(seed, 8, 3, 0.9);
        RewardMap rewards = RandomMdps.rewards(seed, mdp, 2, 1);
        OccupancyLp lp = new OccupancyLp(mdp, rewards);
        Profiles profiles = RandomMdps.profiles(seed, 2, 1, 10);
        AffineWelfare welfare = welfare(seed, mdp, 2);
        for (int b = 0; b < 10; b++) {
            double best = lp.solve(welfare, profiles, b).value();
            Reals other = lp.solve(welfare(seed + 100, mdp, 2), profiles, b).occupancy();
            double worth = 0;
            for (int pair = 0; pair < other.size(); pair++) {
                worth += other.get(pair) * welfare.coefficient(rewards, pair, profiles, b);
            }
            assertThat(worth).isLessThanOrEqualTo(best + EXACT);
        }
    }

    /** The gain is the limit of (1 - discount) times the discounted value: Blackwell (1962). */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 4, 5})
    void gainIsTheLimitOfDiscountedValues(long seed) {
        double discount = 1 - 1e-4;
        Mdp patient = RandomMdps.discounted(seed, 8, 3, discount);
        Profiles profiles = RandomMdps.profiles(seed, 2, 1, 1);
        RewardMap rewards = RandomMdps.rewards(seed, patient, 2, 1);
        AffineWelfare welfare = welfare(seed, patient, 2);
        double gain = new OccupancyLp(withHorizon(patient, new Horizon.AverageReward()), rewards)
                .values(welfare, profiles)[0];
        double value = new OccupancyLp(patient, rewards).values(welfare, profiles)[0];
        // The difference is (1 - discount) times the span of the bias, below 10 here.
        assertThat((1 - discount) * value).isCloseTo(gain, within(1e-3));
    }

    /** A pair that surely leads to a state with every action forbidden is never used. */
    @Test
    void deadEndsAreAvoided() {
        Mdp mdp = SALES.mdp();
        double[] boosts = new double[mdp.pairCount()];
        int child = mdp.transitions().next(mdp.transitions().begin(0));
        Arrays.fill(boosts, child * 6, (child + 1) * 6, Double.NEGATIVE_INFINITY);
        boosts[0] = 100;
        LpSolution solution = new OccupancyLp(mdp, SALES.rewards())
                .solve(new AffineWelfare(Reals.filled(5, 1), Reals.of(boosts)), RandomMdps.profiles(1, 5, 1, 1), 0);
        assertThat(solution.occupancy().get(0)).isZero();
        assertThat(solution.value()).isLessThan(100);
        assertThat(solution.duals().get(child)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    /** A wrong occupancy, wrong duals, and an occupancy that is possible but not optimal are each found out. */
    @Test
    void wrongSolutionsAreFoundOut() {
        Mdp mdp = SALES.mdp();
        FlowProgram program = new FlowProgram(mdp, new AllowedPairs(mdp, new BitSet()));
        OptimalityCheck check = new OptimalityCheck(mdp, program);
        double[] c = RandomMdps.welfare(1, 5, mdp.pairCount()).boosts().toArray();
        double[] nu = new double[mdp.pairCount()];
        double[] v = new double[mdp.stateCount()];
        program.solve(RandomMdps.welfare(2, 5, mdp.pairCount()).boosts().toArray(), nu, v);
        program.solve(c, new double[nu.length], v);
        double[] sizes = Arrays.stream(c).map(Math::abs).toArray();
        OptimalityCheck.Finding other = check.finding(c, sizes, nu, v, 0);
        assertThat(other.residuals().areSmall()).isFalse();
        assertThat(other.residuals().gap()).isGreaterThan(0.01);
        assertThat(other.margin()).isNegative();
        OptimalityCheck.Finding nowhere = check.finding(c, sizes, new double[nu.length], v, 0);
        assertThat(nowhere.residuals().flow()).isEqualTo(1);
        OptimalityCheck.Finding worthless = check.finding(c, sizes, nu, new double[v.length], 0);
        assertThat(worthless.residuals().dual()).isGreaterThan(0.01);
        for (OptimalityCheck.Finding wrong : List.of(other, nowhere, worthless)) {
            assertThat(wrong.error()).isGreaterThan(0.01);
        }
    }

    /** What cannot be solved is refused by name. */
    @Test
    void faultsAreRefused() {
        Mdp mdp = SALES.mdp();
        OccupancyLp lp = new OccupancyLp(mdp, SALES.rewards());
        Profiles profiles = RandomMdps.profiles(1, 5, 1, 2);
        double[] boosts = new double[mdp.pairCount()];
        Arrays.fill(boosts, 0, 6, Double.NEGATIVE_INFINITY);
        AffineWelfare nothing = new AffineWelfare(Reals.filled(5, 1), Reals.of(boosts));
        assertThatThrownBy(() -> lp.solve(nothing, profiles, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("state \"round 1\" may be the first and has no allowed action, now or later\n"
                        + "Maybe leave one boost of every state finite.");
        Arrays.fill(boosts, 0, 6, 0);
        boosts[7] = Double.NaN;
        AffineWelfare broken = new AffineWelfare(Reals.filled(5, 1), Reals.of(boosts));
        assertThatThrownBy(() -> lp.solve(broken, profiles, 1))
                .hasMessageStartingWith("coefficient = NaN of \"round 2 after nobody: sell to agent 1\" in profile 1 "
                        + "must be finite\n");
        AffineWelfare total = AffineWelfare.total(5, mdp.pairCount());
        assertThatThrownBy(() -> lp.solve(total, profiles, 2)).hasMessage("b = 2 must be one of the 2 profiles");
        assertThatThrownBy(() -> lp.solve(AffineWelfare.total(4, mdp.pairCount()), profiles, 0))
                .hasMessage("weights for 4 agents and types of 5 must fit the rewards of 5");
        assertThatThrownBy(() -> lp.solve(AffineWelfare.total(5, 3), profiles, 0))
                .hasMessage("boosts for 3 state-action pairs must match the MDP's 258");
    }

    private static AffineWelfare welfare(long seed, Mdp mdp, int agents) {
        return RandomMdps.welfare(seed, agents, mdp.pairCount());
    }

    private static Mdp withHorizon(Mdp mdp, Horizon horizon) {
        return new Mdp(mdp.states(), mdp.actions(), mdp.transitions(), mdp.initial(), horizon);
    }

    private static double visits(Mdp mdp, long seed) {
        return new OccupancyLp(mdp, RandomMdps.rewards(seed, mdp, 2, 1))
                .solve(welfare(seed, mdp, 2), RandomMdps.profiles(seed, 2, 1, 1), 0).occupancy().stream()
                        .sum();
    }
}
