package org.dynama.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dynama.baseline.ReportTree.Knowledge;
import org.dynama.baseline.ReportTree.Node;
import org.dynama.exact.LinearProgram;
import org.dynama.exact.LinearProgram.Terms;
import org.dynama.learned.LearnedWorlds;
import org.dynama.learned.plan.Oracle;
import org.dynama.learned.world.World.Allocation;
import org.dynama.world.Environment;
import org.dynama.world.market.Expansion;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.Marketplace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The optimal mechanism over histories against known optima, worlds whose types stay, and a program with payments and lies. */
class OptimalHistoriesTest {
    private static final OptimalMechanism OPTIMUM = new OptimalMechanism(false, 1);

    /** The bandit auction's optima, written down by another hand and solved by HiGHS; two agents and one period are Myerson's 2. */
    @ParameterizedTest(name = "{0} agents, {1} periods")
    @CsvSource({"1, 1, 1.3333333333333333", "1, 2, 2.6798433321701944", "1, 3, 4.495685892774447", "2, 1, 2.0"})
    void banditAuctionsEarnTheirOptima(int agents, int periods, double expected) {
        OptimalMechanism.Solution solution = OPTIMUM.solve(EvolvingMarkets.bandit(agents, periods));
        assertThat(solution.profit()).isCloseTo(expected, within(1e-8));
        assertThat(solution.bound()).isCloseTo(expected, within(1e-8));
    }

    /** Who hears others' reports can be made to pay no more: the learned mechanisms' oracle, where all reports are public. */
    @Test
    void publicReportsEarnNoMore() {
        double open = Oracle.solve(LearnedWorlds.discrete(2, 1, 2, Allocation.LOTTERY));
        assertThat(OPTIMUM.solve(EvolvingMarkets.bandit(2, 2)).profit()).isBetween(open - 1e-7, 1.02 * open);
    }

    /** Where types stay, histories know no more than the state. */
    @ParameterizedTest(name = "{0} items, {1} agents")
    @CsvSource({"1, 2", "2, 2", "1, 3"})
    void staticTypesEarnTheSameOnBothRoads(int items, int agents) {
        Environment sale = FiniteTypeWorlds.sale(items, agents, 1, 2, 4);
        assertThat(OPTIMUM.solve(Expansion.of(sale).market()).profit())
                .isCloseTo(OPTIMUM.solve(sale).profit(), within(1e-9));
    }

    /** A program that forbids whole plans of lies, with payments as variables, finds the same: no single lie is enough. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 6, 8})
    void plansOfLiesGainNothingMore(long seed) {
        requireWhole(seed);
    }

    @Test
    @Tag("slow")
    void plansOfLiesGainNothingMoreInManyMarkets() {
        for (long seed = 10; seed < 50; seed++) {
            requireWhole(seed);
        }
    }

    private static void requireWhole(long seed) {
        Marketplace market = EvolvingMarkets.random(seed);
        OptimalMechanism.Solution solution = OPTIMUM.solve(market);
        assertThat(solution.bound() - solution.profit())
                .as("gap, seed %d", seed)
                .isBetween(-1e-9, 1e-7);
        assertThat(solution.profit()).as("seed %d", seed).isCloseTo(whole(market), within(2e-6));
        assertThat(solution.profit())
                .isLessThanOrEqualTo(new FullInformation(1).of(market).value() + 1e-9);
        assertThat(solution.utilities().stream()).allMatch(utility -> utility >= -1e-9);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThat(new OptimalMechanism(true, 1)
                        .misfit(EvolvingMarkets.random(1))
                        .orElseThrow())
                .startsWith("dominant strategies are for types that stay");
        assertThat(OPTIMUM.misfit(EvolvingMarkets.bandit(3, 4)))
                .contains(
                        "there are 4662 lies in all that agents may know, each a row of a linear program, and must be at most 600");
        assertThat(OPTIMUM.misfit(EvolvingMarkets.bandit(3, 6)))
                .contains("there are more than 60000 histories of reports, draws and actions");
        assertThatThrownBy(() -> OPTIMUM.solve(EvolvingMarkets.bandit(3, 4)))
                .hasMessageContaining("Maybe fewer types, agents, draws or periods.");
        assertThat(new VirtualTypeBound(1).misfit(EvolvingMarkets.random(1)))
                .contains("virtual types: its worlds have types that stay, and those of agent 1 move");
        Marketplace sale = Expansion.of(FiniteTypeWorlds.sale(1, 2, 1, 2)).market();
        assertThat(new VirtualTypeBound(1).misfit(sale))
                .contains("virtual types: it is asked of the environment that this market is, since its types stay");
    }

    /** Payments times chances, what truth is worth, and what the best plan of lies is worth at most, from everywhere on. */
    private static double whole(Marketplace market) {
        ReportTree tree = new ReportTree(FiniteMarket.of(market));
        LinearProgram program = new LinearProgram();
        int count = tree.knowledge.size();
        int[][] truth = new int[count][];
        int[][] best = new int[count][];
        int[][] payments = new int[count][];
        for (int at = 0; at < count; at++) {
            int types = tree.knowledge.get(at).possible().length;
            truth[at] = variables(program, types);
            best[at] = variables(program, types);
            payments[at] = variables(program, types);
        }
        Map<List<Integer>, Terms> rewards = new HashMap<>();
        for (Node root : tree.roots) {
            int plan = program.variable(true);
            program.equal(new Terms().add(plan, 1), 1);
            expand(tree, program, root, plan, rewards);
        }
        for (int at = 0; at < count; at++) {
            Knowledge knowledge = tree.knowledge.get(at);
            int i = knowledge.key().agent();
            for (int t = 0; t < truth[at].length; t++) {
                for (int r = 0; r < truth[at].length; r++) {
                    if (knowledge.possible()[r]) {
                        Terms worth = worth(tree, rewards, at, t, r, payments, best);
                        program.atMost(worth.add(best[at][t], -1), 0);
                    }
                }
                if (knowledge.possible()[t]) {
                    Terms worth = worth(tree, rewards, at, t, t, payments, truth);
                    program.equal(worth.add(truth[at][t], -1), 0);
                } else {
                    program.equal(new Terms().add(truth[at][t], 1), 0);
                }
                if (knowledge.isFirst() && knowledge.possible()[t]) {
                    program.atMost(new Terms().add(truth[at][t], -1), 0);
                    program.atMost(new Terms().add(best[at][t], 1).add(truth[at][t], -1), 0);
                    program.maximize(truth[at][t], -tree.market.initial(i)[t]);
                }
            }
        }
        return program.solve().value();
    }

    private static int[] variables(LinearProgram program, int count) {
        int[] numbers = new int[count];
        for (int k = 0; k < count; k++) {
            numbers[k] = program.variable(false);
        }
        return numbers;
    }

    /** Plans of all actions, and what they add to the reward of each true type behind each report. */
    private static void expand(
            ReportTree tree, LinearProgram program, Node node, int plan, Map<List<Integer>, Terms> rewards) {
        Terms sum = new Terms().add(plan, -1);
        for (int a = 0; a < node.actions().size(); a++) {
            MarketAction action = node.actions().get(a);
            int chosen = program.variable(true);
            sum.add(chosen, 1);
            program.maximize(chosen, node.chance() * tree.market.designer(action, node.period()));
            for (int i = 0; i < node.types().length; i++) {
                program.maximize(chosen, node.chance() * tree.market.reward(i, action, node.period(), node.types()[i]));
                for (int t = 0; t < tree.market.types(i); t++) {
                    rewards.computeIfAbsent(List.of(node.known()[i], node.types()[i], t), key -> new Terms())
                            .add(chosen, node.others()[i] * tree.market.reward(i, action, node.period(), t));
                }
            }
            for (Node child : node.children().get(a)) {
                expand(tree, program, child, chosen, rewards);
            }
        }
        program.equal(sum, 0);
    }

    /** What a report is worth to a true type, its values later as given. */
    private static Terms worth(
            ReportTree tree,
            Map<List<Integer>, Terms> rewards,
            int at,
            int truth,
            int report,
            int[][] payments,
            int[][] later) {
        Terms worth = new Terms();
        worth.addAll(rewards.getOrDefault(List.of(at, report, truth), new Terms()));
        worth.add(payments[at][report], -1);
        List<Integer> after = new ArrayList<>();
        for (int next = 0; next < tree.knowledge.size(); next++) {
            Knowledge.Key key = tree.knowledge.get(next).key();
            if (key.before() == at && key.report() == report) {
                after.add(next);
            }
        }
        for (int next : after) {
            Knowledge knowledge = tree.knowledge.get(next);
            double[] moved = tree.market.moved(
                    knowledge.key().agent(), knowledge.action().get(0), truth);
            for (int w = 0; w < moved.length; w++) {
                if (moved[w] > 0) {
                    worth.add(later[next][w], moved[w]);
                }
            }
        }
        return worth;
    }
}
