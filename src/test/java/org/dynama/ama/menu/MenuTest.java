package org.dynama.ama.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.dynama.exact.rational.Rational;
import org.dynama.model.Agent;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.RandomMdps;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.model.TypeDistribution;
import org.dynama.refusal.Refusal;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.dynama.world.RandomEnvironments;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which policies make a menu, what they visit, and whom it serves. */
class MenuTest {
    private static final Mdp SALE = SequentialSales.uniform(2, 2).mdp();

    private static Menu lotteries(Mdp mdp, long seed, int size) {
        Random random = new Random(seed);
        MenuBuilder builder = Menu.of(mdp);
        for (int k = 0; k < size; k++) {
            double[] weights = random.doubles(mdp.pairCount()).toArray();
            builder.add("lottery", pair -> weights[pair]);
        }
        return builder.build();
    }

    /** With one policy nobody's report changes anything. */
    @Test
    void aMenuOfOneIsRefused() {
        MenuBuilder builder = Menu.of(SALE);
        assertThat(builder.add("keep", pair -> pair % 3 == 0 ? 1 : 0)).isTrue();
        assertThat(builder.add("keep again", pair -> pair % 3 == 0 ? 5 : 0)).isFalse();
        assertThatThrownBy(builder::build)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("menu = 1 different policies must be at least 2");
    }

    /** Two policies that differ only where they never come are one. */
    @Test
    void policiesAreToldApartByWhereTheyCome() {
        MenuBuilder builder = Menu.of(SALE);
        builder.add("keep", pair -> pair % 3 == 0 ? 1 : 0);
        boolean isNew = builder.add("sell first", pair -> pair % 3 == (pair < 3 ? 1 : 2) ? 1 : 0);
        assertThat(isNew).isTrue();
        // After selling to agent 1 nobody comes to the state after keeping.
        int kept = Arrays.asList(SALE.states().toArray()).indexOf(SALE.states().get(1));
        assertThat(builder.add("the same", pair -> {
                    int action = pair < 3 ? 1 : pair / 3 == kept ? 0 : 2;
                    return pair % 3 == action ? 1 : 0;
                }))
                .isFalse();
    }

    /** Names are keys of certificates: never so long that these could not be read, and never the same. */
    @Test
    void namesAreShortAndDifferent() {
        MenuBuilder builder = Menu.of(SALE);
        String name = "n".repeat(5000);
        builder.add(name, pair -> pair % 3 == 0 ? 1 : 0);
        builder.add(name, pair -> pair % 3 == 1 ? 1 : 0);
        Menu menu = builder.build();
        assertThat(menu.name(0)).hasSizeLessThan(256);
        assertThat(menu.name(1)).hasSizeLessThan(256).isNotEqualTo(menu.name(0));
    }

    /** A policy names what it does wherever it comes, and nowhere else. */
    @Test
    void whatIsNoPolicyIsRefused() {
        MenuBuilder builder = Menu.of(SALE);
        assertThatThrownBy(() -> builder.add("half", new int[] {0}, new double[] {0.5}))
                .hasMessageContaining("probabilities of \"half\" = 0.5 must sum to 1 in state");
        assertThatThrownBy(() -> builder.add("short", new int[] {0}, new double[] {1}))
                .hasMessageContaining("must sum to 1 in state");
        assertThatThrownBy(() -> builder.add("lost", pair -> pair < 3 ? 1 : 0))
                .hasMessageContaining("must have a finite and positive sum in state");
        assertThatThrownBy(() -> PolicyVisits.of(SequentialSales.uniform(3, 2).mdp(), lotteries(SALE, 1, 2)))
                .hasMessageContaining("must fit the world's");
    }

    /** One sweep and one elimination count what periods add up to, whatever the horizon. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void visitsArePeriodsAddedUp(long seed) {
        for (Mdp mdp : List.of(
                RandomMdps.acyclic(seed, 20, 3),
                RandomMdps.discounted(seed, 15, 3, 0.9),
                RandomMdps.total(seed, 12, 3))) {
            Menu menu = lotteries(mdp, seed, 5);
            PolicyVisits visits = PolicyVisits.of(mdp, menu);
            double[] byPeriods = VisitsByPeriods.of(mdp, menu);
            for (int m = 0; m < byPeriods.length; m++) {
                assertThat(visits.visits(m)).isCloseTo(byPeriods[m], within(1e-12 * (1 + byPeriods[m])));
            }
        }
    }

    /** The sweep is off from exact fractions by rounding of sums of positive numbers. */
    @Test
    void visitsAreThoseOfFractions() {
        Mdp mdp = RandomMdps.acyclic(4, 30, 4);
        Menu menu = lotteries(mdp, 4, 3);
        PolicyVisits visits = PolicyVisits.of(mdp, menu);
        ExactVisits exact = new ExactVisits(mdp, menu);
        for (int k = 0; k < menu.size(); k++) {
            Rational[] fractions = exact.entry(k);
            for (int m = menu.begin(k); m < menu.end(k); m++) {
                double value = fractions[m - menu.begin(k)].toDouble();
                assertThat(visits.visits(m)).isCloseTo(value, within(1e-14 * value));
            }
        }
    }

    /** Features that were touched are found, by name. */
    @Test
    void aTouchedFeatureIsNamed() {
        Environment world = SequentialSales.uniform(2, 2);
        OfferedMenu offered = OfferedMenu.of(world, AllPolicies.of(world.mdp()));
        MenuFeatures own = offered.features();
        double[] enjoyed = own.enjoyed().toArray();
        enjoyed[3] += 1e-9;
        MenuFeatures touched =
                new MenuFeatures(own.agents(), own.dimension(), Reals.of(enjoyed), own.constants(), own.designer());
        assertThatThrownBy(() -> OfferedMenu.of(world, offered.menu(), touched))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("feature 1 of \"policy 2\" for \"agent 2\" is ")
                .hasMessageContaining("are not those of its policies in this world");
        FeatureProof proof = FeatureProof.of(offered);
        assertThat(proof.check()).isEqualTo(new FeatureCheck(0, ""));
        assertThat(proof.exact()).isEqualTo(offered.menu().size());
    }

    /** One state, three actions; the agent's reward is {@code type + constant} there. */
    private static Environment priced(TypeDistribution types, double... constants) {
        Transitions.Builder transitions = new Transitions.Builder(1, constants.length);
        RewardMap.Builder rewards = new RewardMap.Builder(1, constants.length);
        for (int a = 0; a < constants.length; a++) {
            transitions.end(0, a);
            rewards.add(a, 0, 0, 1).add(a, 0, RewardMap.CONSTANT, constants[a]);
        }
        List<String> actions =
                Arrays.stream(constants).mapToObj(c -> "cost " + -c).toList();
        return new Environment(
                "priced",
                new Mdp(List.of("start"), actions, transitions.build(), Reals.of(1), new Horizon.Finite()),
                List.of(new Agent("a", types)),
                rewards.build(),
                Reals.filled(constants.length, 0));
    }

    /** An entry that some type would rather be without has no place in her marginal economy; one at zero has. */
    @Test
    void entriesThatCostSomeTypeAreLeftOut() {
        Environment world = priced(TypeDistribution.Uniform.of(1, 2), -1.0, -1.5, 0);
        Environment choice = MenuWorld.of(world, AllPolicies.of(world.mdp()));
        assertThat(choice.absence()).isInstanceOf(Absence.Masked.class);
        BitSet without = ((Absence.Masked) choice.absence()).needs().get(0);
        assertThat(without.stream()).containsExactly(1);
        assertThat(choice.nobodyLoses()).isTrue();
        assertThat(world.nobodyLoses()).isFalse();
    }

    /** Types that do not exist are not asked: the box around the support may be worse than all of it. */
    @Test
    void onlyTypesOfTheSupportAreAsked() {
        TypeDistribution types = new DiscreteTypes(List.of(Reals.of(0, 1), Reals.of(1, 0)), Reals.of(1, 1));
        RewardMap.Builder rewards = new RewardMap.Builder(1, 2);
        rewards.add(0, 0, 0, 1).add(0, 0, 1, 1).add(0, 0, RewardMap.CONSTANT, -1);
        Transitions transitions =
                new Transitions.Builder(1, 2).end(0, 0).end(0, 1).build();
        Environment world = new Environment(
                "corner",
                new Mdp(List.of("start"), List.of("join", "stay"), transitions, Reals.of(1), new Horizon.Finite()),
                List.of(new Agent("a", types)),
                rewards.build(),
                Reals.filled(2, 0));
        assertThat(MenuWorld.of(world, AllPolicies.of(world.mdp())).absence()).isInstanceOf(Absence.ZeroReward.class);
    }

    /** Whom no entry serves is named. */
    @Test
    void anAgentWithoutAnEntryIsRefused() {
        Environment world = priced(TypeDistribution.Uniform.of(0, 2), -0.5, -1.5);
        assertThatThrownBy(() -> MenuWorld.of(world, AllPolicies.of(world.mdp())))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("agent \"a\" leaves no entry of the menu: each of the 2 uses an action that needs"
                        + " her, or is worth less than nothing to a type that she may have");
        Environment masked = RandomEnvironments.of(2, RandomMdps.acyclic(2, 4, 3), 1, true);
        BitSet all = new BitSet();
        all.set(0, masked.mdp().pairCount());
        assertThatThrownBy(
                        () -> MenuWorld.of(masked.with(new Absence.Masked(List.of(all))), AllPolicies.of(masked.mdp())))
                .hasMessageContaining("leaves no entry of the menu");
    }
}
