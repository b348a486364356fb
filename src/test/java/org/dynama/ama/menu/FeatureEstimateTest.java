package org.dynama.ama.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dynama.model.Agent;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.model.TypeDistribution;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Features by simulated runs come to those of the policies, and the bound covers what lies gain by the difference. */
class FeatureEstimateTest {
    private static final int AGENTS = 2;
    private static final RandomStream STREAM = new RandomStream(3, "features");

    static Stream<Environment> worlds() {
        return Stream.of(tree(new TypeDistribution.Uniform(Reals.of(-0.5, 0), Reals.of(1, 2))), Gridworld.torus(2, 3));
    }

    /** A random tree with chance, constants and a designer's reward. */
    private static Environment tree(TypeDistribution types) {
        Mdp mdp = RandomMdps.tree(3, 3, 3, 2);
        Random random = new Random(9);
        RewardMap.Builder rewards = new RewardMap.Builder(AGENTS, mdp.pairCount());
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            for (int i = 0; i < AGENTS; i++) {
                rewards.add(pair, i, random.nextInt(2), 1 + random.nextDouble());
                rewards.add(pair, i, RewardMap.CONSTANT, 1.5 + random.nextDouble());
            }
        }
        List<Agent> agents = IntStream.range(0, AGENTS)
                .mapToObj(i -> new Agent("agent " + i, types))
                .toList();
        Reals designer = Reals.of(random.doubles(mdp.pairCount(), -1, 1).toArray());
        return new Environment("tree", mdp, agents, rewards.build(), designer);
    }

    private static Menu menu(Environment world) {
        Random random = new Random(4);
        MenuBuilder builder = Menu.of(world.mdp());
        for (int k = 0; k < 6; k++) {
            double[] odds = random.doubles(world.mdp().pairCount(), 0.01, 1).toArray();
            builder.add("entry " + k, pair -> odds[pair]);
        }
        return builder.build();
    }

    private static FeatureEstimate estimate(Environment world, int runs) {
        return FeatureEstimate.of(world, menu(world), runs, STREAM, 1);
    }

    /** A hundred times as many runs leave about a tenth of the error, and the confident bound is above the exact one. */
    @ParameterizedTest
    @MethodSource("worlds")
    void estimatesConverge(Environment world) {
        FeatureEstimate few = estimate(world, 200);
        FeatureEstimate many = estimate(world, 20_000);
        double error = few.bound().gain();
        assertThat(error).isPositive();
        assertThat(many.bound().gain()).isBetween(error / 50, error / 3);
        for (FeatureEstimate each : List.of(few, many)) {
            FeatureBound sure = each.confident(FeatureEstimate.CONFIDENCE);
            FeatureBound exact = each.bound();
            assertThat(exact.confidence()).isNull();
            exact.gains()
                    .forEach(
                            (agent, gain) -> assertThat(sure.gains().get(agent)).isGreaterThanOrEqualTo(gain));
        }
        // No empty one: it falls with the runs, too.
        double before = few.confident(FeatureEstimate.CONFIDENCE).gain();
        assertThat(many.confident(FeatureEstimate.CONFIDENCE).gain()).isLessThan(before / 5);
        MenuFeatures own = OfferedMenu.of(world, menu(world)).features();
        assertThat(many.features().designer().get(0)).isCloseTo(own.designer().get(0), within(0.05));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void threadsChangeNoBit(Environment world) {
        MenuFeatures one = FeatureEstimate.of(world, menu(world), 50, STREAM, 1).features();
        assertThat(FeatureEstimate.of(world, menu(world), 50, STREAM, 3).features())
                .isEqualTo(one);
        assertThat(FeatureEstimate.of(world, menu(world), 50, STREAM.child("other"), 1)
                        .features())
                .isNotEqualTo(one);
    }

    /** Where nothing is left to chance one run is as good as many. */
    @Test
    void policiesWithoutChanceAreKnownByOneRun() {
        Environment world = SequentialSales.uniform(3, 2);
        MenuBuilder builder = Menu.of(world.mdp());
        for (int k = 0; k < 4; k++) {
            int seed = k;
            builder.add("entry " + k, pair -> pair % 4 == seed ? 1 : 0);
        }
        Menu menu = builder.build();
        FeatureEstimate estimate = FeatureEstimate.of(world, menu, 2, STREAM, 1);
        assertThat(estimate.features()).isEqualTo(OfferedMenu.of(world, menu).features());
        assertThat(estimate.bound().gain()).isZero();
    }

    /**
     * The best response is the entry that is worth most, by the policies' own features, less its price, which others set by the
     * estimates: no report brings about more. It gains, and never more than the bound.
     */
    @ParameterizedTest
    @MethodSource("worlds")
    void theBoundCoversTheBestResponses(Environment world) {
        OfferedMenu offered = OfferedMenu.estimated(world, menu(world), estimate(world, 100));
        FeatureBound bound = offered.bound();
        assertThat(bound).isNotNull();
        assertThat(offered.notes().get(offered.notes().size() - 2)).isEqualTo(bound.sentence());
        assertThatThrownBy(() -> offered.requireExact("dynama announce"))
                .hasMessageContaining(
                        "dynama announce needs exact features, and those of this menu are estimates of 100");
        MenuFeatures own = OfferedMenu.of(world, menu(world)).features();
        Profiles profiles = Profiles.draw(world.agents(), STREAM.child("types"), 0, 2_000);
        double largest = 0;
        double most = 0;
        for (int b = 0; b < profiles.count(); b++) {
            for (int i = 0; i < AGENTS; i++) {
                double[] prices = prices(offered, profiles, b, i);
                int told = best(offered.features(), prices, profiles, b, i);
                int lied = best(own, prices, profiles, b, i);
                double truth = worth(own, told, profiles, b, i) - prices[told];
                double gain = worth(own, lied, profiles, b, i) - prices[lied] - truth;
                double allowed = bound.gains().get(world.agents().get(i).name());
                assertThat(gain).isBetween(0.0, allowed);
                assertThat(truth).isGreaterThanOrEqualTo(-allowed / 2);
                largest = Math.max(largest, gain / allowed);
                most = Math.max(most, -truth);
            }
        }
        // Neither is empty: some lie gains a good part of it.
        assertThat(largest).isGreaterThan(0.1);
        assertThat(most).isLessThanOrEqualTo(bound.loss());
    }

    /** What each entry costs agent {@code i}, at weights and boosts of one and zero. */
    private static double[] prices(OfferedMenu offered, Profiles profiles, int b, int i) {
        double[] others = IntStream.range(0, offered.menu().size())
                .mapToDouble(k -> worth(offered.features(), k, profiles, b, 1 - i))
                .toArray();
        double without = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < others.length; k++) {
            without = offered.choice().absence().isAllowed(i, k) ? Math.max(without, others[k]) : without;
        }
        double largest = without;
        return IntStream.range(0, others.length)
                .mapToDouble(k -> largest - others[k])
                .toArray();
    }

    private static int best(MenuFeatures features, double[] prices, Profiles profiles, int b, int i) {
        int best = 0;
        for (int k = 1; k < prices.length; k++) {
            double more = worth(features, k, profiles, b, i) - prices[k];
            best = more > worth(features, best, profiles, b, i) - prices[best] ? k : best;
        }
        return best;
    }

    private static double worth(MenuFeatures features, int k, Profiles profiles, int b, int i) {
        double sum = features.constants().get(k * AGENTS + i);
        for (int x = 0; x < profiles.dimension(); x++) {
            sum += features.enjoyed(k, i, x) * profiles.type(i, x, b);
        }
        return sum;
    }

    @Test
    void whatHasNoBoundIsRefused() {
        Environment endless = tree(new TypeDistribution.Uniform(Reals.of(0, 0), Reals.of(1, 1)));
        assertThatThrownBy(() -> estimate(endless, 1))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("runs = 1 must be at least 2");
        assertThatThrownBy(() -> new FeatureBound(5, null, Map.of("a", Double.POSITIVE_INFINITY)))
                .hasMessageContaining("\"a\" can gain by a lie has no bound where features are estimates");
        Transitions.Builder transitions = new Transitions.Builder(1, 2);
        transitions.to(0, 0, 0, 1).to(0, 1, 0, 1);
        Mdp average =
                new Mdp(List.of("s"), List.of("x", "y"), transitions.build(), Reals.of(1), new Horizon.AverageReward());
        RewardMap rewards =
                new RewardMap.Builder(AGENTS, 2).add(0, 0, 0, 1).add(1, 1, 0, 1).build();
        Environment world = new Environment("average", average, endless.agents(), rewards, Reals.of(0, 0));
        Menu both = AllPolicies.of(average);
        assertThatThrownBy(() -> FeatureEstimate.of(world, both, 10, STREAM, 1))
                .hasMessageContaining("features are estimated where runs have a last period");
    }
}
