package org.dynama.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.model.Agent;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.TypeDistribution;
import org.dynama.world.Environment;
import org.dynama.world.StaticAuction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to make types virtual against menus that any agent may choose from, known optima and published bounds. */
class MixedFlowsTest {
    private static Environment auction(StaticAuction.Valuation valuation, int agents, Reals lows, Reals highs) {
        return StaticAuction.of(
                Collections.nCopies(agents, new TypeDistribution.Uniform(lows, highs)), lows.size(), valuation);
    }

    private static BaselineValue value(Baseline baseline, Environment world, int count) {
        return baseline.of(world, WeightedProfiles.drawn(world, new RandomStream(12, "flows"), count));
    }

    /**
     * Whatever menu of lotteries and prices an agent chooses from, what she pays is no more in expectation than what she enjoys is
     * worth at virtual types; along rays from her least type it is exactly that, less what the least type is left.
     */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void noMenuEarnsMoreThanVirtualTypesSay(long seed) {
        UniformRandomProvider random = new RandomStream(seed, "menu").generator(0);
        int goods = 2 + (int) (seed % 2);
        double low = seed > 3 ? 1 : 0;
        Environment world =
                auction(StaticAuction.Valuation.ADDITIVE, 1, Reals.filled(goods, low), Reals.filled(goods, low + 2));
        List<double[]> menu = new ArrayList<>(List.of(new double[goods + 1]));
        for (int entry = 0; entry < 5; entry++) {
            double[] chances = random.doubles(goods + 1).toArray();
            chances[goods] = random.nextDouble(0.3, 1)
                    * (low + 1)
                    * Arrays.stream(chances, 0, goods).sum();
            menu.add(chances);
        }
        int count = 40_000;
        Profiles types = Profiles.draw(world.agents(), new RandomStream(seed, "types"), 0, count);
        List<VirtualTypes> ways = new ArrayList<>(VirtualTypes.of(world, 0, 0));
        ways.addAll(Favourites.of(world, 0, 0));
        ways.addAll(Rays.of(world, 0, 0));
        assertThat(ways).hasSizeGreaterThanOrEqualTo(goods + 4);
        double least = menu.stream()
                .mapToDouble(entry -> low * Arrays.stream(entry, 0, goods).sum() - entry[goods])
                .max()
                .orElseThrow();
        for (VirtualTypes way : ways) {
            double[] room = new double[count];
            for (int b = 0; b < count; b++) {
                double[] type = new double[goods];
                for (int k = 0; k < goods; k++) {
                    type[k] = types.type(0, k, b);
                }
                double[] chosen = menu.stream()
                        .max(Comparator.comparingDouble(entry -> inner(entry, type) - entry[goods]))
                        .orElseThrow();
                room[b] = inner(chosen, way.of(type)) - chosen[goods];
            }
            WeightedProfiles even = new WeightedProfiles(types, Reals.filled(count, 1.0 / count), false);
            double error = 5 * even.standardError(room) + 1e-12;
            assertThat(even.mean(room)).as(way.label()).isGreaterThan(-error);
            if (way.label().endsWith("distance from her least type")) {
                assertThat(even.mean(room)).as(way.label()).isCloseTo(least, within(error));
            }
        }
    }

    private static double inner(double[] entry, double[] type) {
        double sum = 0;
        for (int k = 0; k < type.length; k++) {
            sum += entry[k] * type[k];
        }
        return sum;
    }

    /** Two goods, two agents, U[0, 1]: 13/12 with all but one good revealed, 1.0905 by the canonical flow, less mixed. */
    @Test
    void twoGoodsForTwoHaveTheirBounds() {
        Environment world = auction(StaticAuction.Valuation.ADDITIVE, 2, Reals.filled(2, 0), Reals.filled(2, 1));
        BaselineValue simple = value(new VirtualTypeBound(1), world, 100_000);
        BaselineValue canonical = value(new CanonicalFlow(1), world, 100_000);
        BaselineValue mixed = value(new MixedFlows(1), world, 100_000);
        assertThat(simple.value()).isCloseTo(13.0 / 12, within(4 * simple.standardError()));
        assertThat(canonical.value()).isCloseTo(1.0905, within(4 * canonical.standardError()));
        // The best truthful mechanism that is known earns 0.8754.
        assertThat(mixed.value()).isBetween(0.8754, 0.93);
    }

    /** The canonical flow, good by good as it is published, without any policy. */
    @ParameterizedTest(name = "{0} agents, {1} goods")
    @CsvSource({"1, 2", "2, 3", "3, 2"})
    void theCanonicalFlowIsASumOverGoods(int agents, int goods) {
        Environment world =
                auction(StaticAuction.Valuation.ADDITIVE, agents, Reals.filled(goods, 0), Reals.filled(goods, 1));
        BaselineValue bound = value(new CanonicalFlow(1), world, 2000);
        Profiles types = Profiles.draw(world.agents(), new RandomStream(12, "flows"), 0, 2000);
        for (int b = 0; b < types.count(); b++) {
            double sum = 0;
            for (int j = 0; j < goods; j++) {
                double most = 0;
                for (int i = 0; i < agents; i++) {
                    double value = types.type(i, j, b);
                    boolean isFavourite = true;
                    for (int k = 0; k < goods; k++) {
                        isFavourite &= types.type(i, k, b) <= value;
                    }
                    most = Math.max(most, isFavourite ? 2 * value - 1 : value);
                }
                sum += most;
            }
            assertThat(bound.perProfile().get(b)).isCloseTo(sum, within(1e-12));
        }
    }

    /** Never below optima that are known, and near them. */
    @Test
    void knownOptimaAreBounded() {
        requireNear(StaticAuction.Valuation.ADDITIVE, Reals.of(0, 0), Reals.of(1, 1), (12 + 2 * Math.sqrt(2)) / 27);
        requireNear(StaticAuction.Valuation.ADDITIVE, Reals.of(4, 4), Reals.of(16, 7), 9.781);
        requireNear(StaticAuction.Valuation.UNIT_DEMAND, Reals.of(2, 2), Reals.of(3, 3), 2.137);
    }

    private static void requireNear(StaticAuction.Valuation valuation, Reals lows, Reals highs, double optimum) {
        BaselineValue bound = value(new MixedFlows(1), auction(valuation, 1, lows, highs), 40_000);
        assertThat(bound.value()).isBetween(optimum - 4 * bound.standardError(), 1.08 * optimum);
    }

    /** Types on a line that a table writes as several numbers have the bound of the one number that they are. */
    @Test
    void typesOnALineAreOneNumber() {
        Environment sale = FiniteTypeWorlds.sale(2, 3, 1, 2, 3);
        RewardMap.Builder rewards = new RewardMap.Builder(3, sale.rewards().pairs());
        for (int pair = 0; pair < sale.rewards().pairs(); pair++) {
            for (int m = sale.rewards().begin(pair); m < sale.rewards().end(pair); m++) {
                rewards.add(pair, sale.rewards().agent(m), pair % 2, 1);
            }
        }
        DiscreteTypes line =
                new DiscreteTypes(List.of(Reals.of(2, 2), Reals.of(1, 1), Reals.of(3, 3)), Reals.filled(3, 1));
        List<Agent> agents = sale.agents().stream()
                .map(agent -> new Agent(agent.name(), line))
                .toList();
        Environment table = new Environment("table", sale.mdp(), agents, rewards.build(), sale.designer());
        BaselineValue bound = new MixedFlows(1).of(table, WeightedProfiles.enumerated(table));
        assertThat(bound.value()).isCloseTo(98.0 / 27, within(1e-12));
    }

    /** Values of any unit, and any number of threads. */
    @Test
    void unitsAndThreadsDoNotMatter() {
        Environment world = FiniteTypeWorlds.cells(4);
        WeightedProfiles all = WeightedProfiles.enumerated(world);
        BaselineValue bound = new MixedFlows(1).of(world, all);
        assertThat(new MixedFlows(3).of(world, all)).isEqualTo(bound);
        assertThat(new MixedFlows(1).of(world.scaled(-33), all).value()).isEqualTo(Math.scalb(bound.value(), -33));
    }

    @Test
    void oneNumberLeavesNothingToMix() {
        Environment sale = FiniteTypeWorlds.sale(1, 2, 1, 2);
        assertThat(new MixedFlows(1).misfit(sale))
                .contains("there is nothing to mix: one number of each agent's is multiplied by nothing of mixed sign");
        assertThat(new CanonicalFlow(1).misfit(sale))
                .contains("a canonical flow needs an agent of several numbers, none of which can cost her anything");
    }
}
