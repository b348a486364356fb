package org.dynama.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.exact.LinearProgram;
import org.dynama.exact.LinearProgram.Terms;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.world.Environment;
import org.dynama.world.StaticAuction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The optimal mechanism against its own bound, a program written out whole, and optima that are known. */
class OptimalMechanismTest {
    /** What the written-out program's solver leaves, in rewards of about 1. */
    private static final double SOLVED = 1e-6;

    private static final OptimalMechanism BAYESIAN = new OptimalMechanism(false, 1);
    private static final OptimalMechanism DOMINANT = new OptimalMechanism(true, 1);

    /** A sale of two items to three agents of types 1, 2, 3 earns Myerson's 98 / 27. */
    @Test
    void twoItemsForThreeEarnMyersonsBound() {
        Environment sale = FiniteTypeWorlds.sale(2, 3, 1, 2, 3);
        for (OptimalMechanism mechanism : List.of(BAYESIAN, DOMINANT)) {
            OptimalMechanism.Solution solution = mechanism.solve(sale);
            assertThat(solution.profit()).isCloseTo(98.0 / 27, within(1e-9));
            assertThat(solution.bound()).isCloseTo(98.0 / 27, within(1e-9));
        }
    }

    /** One item, one agent of types 1, 2, 3: the posted price 2, sold twice in three times. */
    @Test
    void oneBuyerFacesTheBestPrice() {
        assertThat(BAYESIAN.solve(FiniteTypeWorlds.sale(1, 1, 1, 2, 3)).profit())
                .isCloseTo(4.0 / 3, within(1e-12));
    }

    /** Columns made when wanted find what a program finds that has a variable for every visit and every payment. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 20})
    void columnsFindTheOptimumOfTheWholeProgram(long seed) {
        requireWhole(seed);
    }

    @Test
    @Tag("slow")
    void columnsFindTheOptimumOfManyWholePrograms() {
        for (long seed = 100; seed < 160; seed++) {
            requireWhole(seed);
        }
    }

    private static void requireWhole(long seed) {
        Environment world = FiniteTypeWorlds.mixed(seed);
        OptimalMechanism.Solution bayesian = BAYESIAN.solve(world);
        OptimalMechanism.Solution dominant = DOMINANT.solve(world);
        double size = 1 + Math.abs(bayesian.welfare());
        assertThat(bayesian.bound() - bayesian.profit())
                .as("gap, seed %d", seed)
                .isBetween(-1e-9 * size, 1e-8 * size);
        assertThat(dominant.bound() - dominant.profit())
                .as("gap, seed %d", seed)
                .isBetween(-1e-9 * size, 1e-8 * size);
        assertThat(dominant.profit()).isLessThanOrEqualTo(bayesian.bound() + 1e-9 * size);
        assertThat(bayesian.profit()).as("seed %d", seed).isCloseTo(whole(world, false, 0), within(SOLVED * size));
        assertThat(dominant.profit()).as("seed %d", seed).isCloseTo(whole(world, true, 0), within(SOLVED * size));
    }

    /** Where agents' rewards count beside payments, too. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void rewardsMayCountBesidePayments(long seed) {
        Environment world = FiniteTypeWorlds.mixed(seed);
        OptimalMechanism.Solution solution = new OptimalMechanism(false, 0.7, 1).solve(world);
        double size = 1 + Math.abs(solution.welfare());
        assertThat(solution.bound() - solution.profit()).isBetween(-1e-9 * size, 1e-8 * size);
        assertThat(solution.profit()).isCloseTo(whole(world, false, 0.7), within(SOLVED * size));
        assertThat(solution.profit())
                .isCloseTo(solution.welfare() - solution.utilities().stream().sum(), within(1e-9 * size));
    }

    /**
     * Multipliers prove the bound by themselves: none is negative, in no case do lies told outweigh those that feign it by more than
     * its chance, and linear programs, one a profile, find the value that the program has.
     */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theDualProvesTheBound(long seed) {
        Environment world = seed % 2 == 0 ? FiniteTypeWorlds.mixed(seed) : FiniteTypeWorlds.oneNumber(seed);
        double welfare = seed > 4 ? 0.4 : 0;
        OptimalMechanism mechanism = new OptimalMechanism(seed % 4 < 2, welfare, 1);
        OptimalMechanism.Solution solution = mechanism.solve(world);
        DualProof proof = DualProof.of(world, mechanism, solution);
        Incentives incentives = new Incentives(ProfileGrid.of(world, 4096), world.agentCount(), mechanism.isDominant());
        double[][] room = new double[world.agentCount()][];
        Arrays.setAll(room, i -> incentives.chances[i].clone());
        for (int m = 0; m < incentives.lies.size(); m++) {
            assertThat(proof.multipliers().get(m)).isNotNegative();
            Incentives.Lie lie = incentives.lies.get(m);
            room[lie.agent()][lie.truth()] -= proof.multipliers().get(m);
            room[lie.agent()][lie.report()] += proof.multipliers().get(m);
        }
        assertThat(Arrays.stream(room).flatMapToDouble(Arrays::stream)).allMatch(left -> left >= -1e-14);
        assertThat(proof.largestExcess()).isLessThanOrEqualTo(1e-14);
        double size = 1 + Math.abs(solution.welfare());
        assertThat(proof.value()).isCloseTo(solution.bound(), within(1e-11 * size));
        double[] each = new OccupancyLp(world.mdp(), world.rewards())
                .values(
                        new AffineWelfare(Reals.filled(world.agentCount(), 1 + welfare), world.designer()),
                        incentives.virtual(
                                proof.multipliers().times(1 / (1 + welfare)).toArray()));
        double value = 0;
        for (int b = 0; b < each.length; b++) {
            value += incentives.grid.probabilities().get(b) * each[b];
        }
        assertThat(value).isCloseTo(proof.value(), within(1e-9 * size));
        assertThat(solution.profit()).isLessThanOrEqualTo(value + 1e-9 * size);
    }

    /** Profit is what welfare leaves when agents have their utilities, and these are not negative. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void profitIsWelfareLessUtilities(long seed) {
        OptimalMechanism.Solution solution = BAYESIAN.solve(FiniteTypeWorlds.mixed(seed));
        assertThat(solution.profit())
                .isCloseTo(solution.welfare() - solution.utilities().stream().sum(), within(1e-9));
        assertThat(solution.utilities().stream()).allMatch(utility -> utility >= -1e-12);
    }

    /** Money in units of a billion or a billionth: the same mechanism to the last bit, powers of two being exact. */
    @ParameterizedTest(name = "2^{0}")
    @ValueSource(ints = {-33, 33})
    void theUnitOfMoneyDoesNotMatter(int exponent) {
        Environment world = FiniteTypeWorlds.mixed(3);
        assertThat(BAYESIAN.solve(world.scaled(exponent)).profit())
                .isEqualTo(Math.scalb(BAYESIAN.solve(world).profit(), exponent));
    }

    /** So does a sale whose values are decimals of any size. */
    @ParameterizedTest(name = "unit {0}")
    @CsvSource({"1e-10", "1e10"})
    void salesOfAnySizeEarnTheirShare(double unit) {
        assertThat(BAYESIAN.solve(FiniteTypeWorlds.sale(2, 3, unit, 2 * unit, 3 * unit))
                        .profit())
                .isCloseTo(98.0 / 27 * unit, within(1e-9 * unit));
    }

    /** Threads change nothing. */
    @Test
    void threadsDoNotChangeABit() {
        Environment world = FiniteTypeWorlds.mixed(6);
        assertThat(new OptimalMechanism(false, 2).solve(world)).isEqualTo(BAYESIAN.solve(world));
    }

    @Test
    void intervalsAreRefused() {
        Environment auction = StaticAuction.of(Reals.filled(2, 1), 2, StaticAuction.Valuation.ADDITIVE);
        assertThat(BAYESIAN.misfit(auction))
                .contains("types must be finitely many, and those of agent 1 fill an interval");
        assertThatThrownBy(() -> BAYESIAN.solve(auction))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fill an interval");
    }

    @Test
    void tooManyProfilesAreRefusedWithTheirNumber() {
        double[] values = IntStream.rangeClosed(1, 17).asDoubleStream().toArray();
        assertThat(BAYESIAN.misfit(FiniteTypeWorlds.sale(1, 3, values)))
                .contains("there are 4913 type profiles, and must be at most 4096");
        assertThat(DOMINANT.misfit(FiniteTypeWorlds.sale(1, 3, 1, 2, 3, 4, 5, 6, 7)))
                .contains("there are 6174 lies, each a row of a linear program, and must be at most 600");
    }

    /** All of it at once: visits of every pair in every profile, a payment for every case. */
    private static double whole(Environment world, boolean isDominant, double welfare) {
        ProfileGrid grid = ProfileGrid.of(world, 4096);
        int n = world.agentCount();
        LinearProgram program = new LinearProgram();
        int[][] visits = new int[grid.size()][world.mdp().pairCount()];
        int[][] payments = new int[n][grid.size()];
        for (int i = 0; i < n; i++) {
            for (int at = 0; at < (isDominant ? grid.size() : grid.count(i)); at++) {
                payments[i][at] = program.variable(false);
            }
        }
        for (int b = 0; b < grid.size(); b++) {
            double odds = grid.probabilities().get(b);
            addFlow(world, program, visits[b], odds, welfare, grid, b);
            for (int i = 0; i < n; i++) {
                program.maximize(payments[i][isDominant ? b : grid.type(i, b)], odds);
            }
        }
        for (int i = 0; i < n; i++) {
            for (int at = 0; at < (isDominant ? grid.size() : grid.count(i)); at++) {
                int truth = isDominant ? grid.type(i, at) : at;
                program.atMost(utility(world, grid, visits, payments, i, at, truth, isDominant, -1), 0);
                for (int k = 0; k < grid.count(i); k++) {
                    int feigned = isDominant ? at + (k - truth) * grid.stride(i) : k;
                    Terms gain = utility(world, grid, visits, payments, i, at, truth, isDominant, -1);
                    add(gain, world, grid, visits, payments, i, feigned, truth, isDominant, 1);
                    program.atMost(gain, 0);
                }
            }
        }
        return program.solve().value();
    }

    private static void addFlow(
            Environment world,
            LinearProgram program,
            int[] visits,
            double odds,
            double welfare,
            ProfileGrid grid,
            int b) {
        Profiles one = grid.all().slice(b, b + 1);
        Transitions transitions = world.mdp().transitions();
        double discount = world.mdp().horizon() instanceof Horizon.Discounted discounted ? discounted.discount() : 1;
        List<Terms> flow = new ArrayList<>();
        for (int s = 0; s < world.mdp().stateCount(); s++) {
            flow.add(new Terms());
        }
        for (int pair = 0; pair < visits.length; pair++) {
            visits[pair] = program.variable(true);
            flow.get(world.mdp().stateOf(pair)).add(visits[pair], 1);
            for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                flow.get(transitions.next(k)).add(visits[pair], -discount * transitions.probability(k));
            }
            double worth = world.designer().get(pair);
            for (int i = 0; welfare > 0 && i < world.agentCount(); i++) {
                worth += welfare * world.rewards().reward(i, pair, one, 0);
            }
            program.maximize(visits[pair], odds * worth);
        }
        for (int s = 0; s < flow.size(); s++) {
            program.equal(flow.get(s), world.mdp().initial().get(s));
        }
    }

    private static Terms utility(
            Environment world,
            ProfileGrid grid,
            int[][] visits,
            int[][] payments,
            int i,
            int at,
            int truth,
            boolean isDominant,
            double sign) {
        Terms terms = new Terms();
        add(terms, world, grid, visits, payments, i, at, truth, isDominant, sign);
        return terms;
    }

    /** Adds what an agent of a true type expects who reports that of a case. */
    private static void add(
            Terms terms,
            Environment world,
            ProfileGrid grid,
            int[][] visits,
            int[][] payments,
            int i,
            int at,
            int truth,
            boolean isDominant,
            double sign) {
        terms.add(payments[i][at], -sign);
        RewardMap rewards = world.rewards();
        for (int b = 0; b < grid.size(); b++) {
            if ((isDominant ? b : grid.type(i, b)) != at) {
                continue;
            }
            double chance = isDominant ? 1 : grid.probabilities().get(b) / grid.probability(i, at);
            for (int pair = 0; pair < rewards.pairs(); pair++) {
                double reward = 0;
                for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                    if (rewards.agent(m) == i) {
                        int k = rewards.component(m);
                        reward += rewards.coefficient(m)
                                * (k < 0 ? 1 : grid.types(i).values().get(truth).get(k));
                    }
                }
                if (reward != 0) {
                    terms.add(visits[b][pair], sign * chance * reward);
                }
            }
        }
    }
}
