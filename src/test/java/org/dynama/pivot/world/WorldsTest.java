package org.dynama.pivot.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dynama.model.Reals;
import org.dynama.pivot.mechanism.AllocationPolicy;
import org.dynama.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorldsTest {
    private static Brewery brewery(int producers, int periods) {
        return new Brewery(
                producers,
                new Brewery.Goods(List.of("barley", "yeast", "hops"), Reals.of(0.4, 0.3, 0.2), Reals.of(0, 1, 2, 9)),
                new Brewery.Levels(Reals.of(0.5, 1), new Drift(0.1, 0.25)),
                periods);
    }

    /** A producer earns by what she held before; a good that she has is not offered to her again. */
    @Test
    void aBreweryEarnsByWhatIsHeld() {
        AllocationWorld world = brewery(2, 3).world();
        PivotStage stage = world.stages().get(0);
        assertThat(world.stateCount()).isEqualTo(64);
        int s = world.states().indexOf("1 holds barley + yeast; 2 holds nothing");
        int a = world.actions().indexOf("hops to producer 1");
        int next = world.states().indexOf("1 holds barley + yeast + hops; 2 holds nothing");
        assertThat(stage.next().next(stage.next().begin(stage.next().pair(s, a))))
                .isEqualTo(next);
        assertThat(stage.utility(0, s, a, 1)).isEqualTo(2);
        assertThat(stage.utility(0, next, 0, 0)).isEqualTo(4.5);
        assertThat(world.terminal().utilities().get(0).get(next * 2 + 1)).isEqualTo(9);
        assertThat(stage.feasible(s, 0)).containsExactly(0, world.actions().indexOf("barley to producer 2"));
        assertThat(world.draws()).containsExactly("barley", "yeast", "hops", "nothing");
        assertThat(stage.probability(3)).isCloseTo(0.1, within(1e-15));
        assertThat(stage.feasible(s, 3)).containsExactly(0);
        assertThat(stage.kernel(1, s, a)).containsExactly(0.9, 0.1, 0.25, 0.75);
    }

    private static List<String> named(AllocationWorld world, int[] actions) {
        return Arrays.stream(actions).mapToObj(world.actions()::get).toList();
    }

    /** Batteries move by the sign of the imbalance, within their capacity; an absent one does nothing. */
    @Test
    void storageMovesWithinItsCapacity() {
        AllocationWorld world = new StorageProviders(
                        2,
                        2,
                        new StorageProviders.Imbalances(List.of(-2, 0, 1), Reals.of(0.2, 0.3, 0.5)),
                        new StorageProviders.Costs(Reals.of(1, 4), new Drift(0.1, 0.4), new Drift(0.5, 0)),
                        10,
                        0.9)
                .world();
        PivotStage stage = world.stages().get(0);
        int s = world.states().indexOf("charges 2, 1");
        assertThat(named(world, stage.feasible(s, 2)))
                .containsExactly("surplus 1: nobody stores, 1 left", "surplus 1: 2 stores");
        assertThat(named(world, stage.feasible(s, 0)))
                .containsExactly(
                        "shortage 2: nobody delivers, 2 left",
                        "shortage 2: 1 delivers, 1 left",
                        "shortage 2: 2 delivers, 1 left",
                        "shortage 2: 1 and 2 deliver");
        assertThat(named(world, stage.feasibleWithout(0, s, 0)))
                .containsExactly("shortage 2: nobody delivers, 2 left", "shortage 2: 2 delivers, 1 left");
        int both = world.actions().indexOf("shortage 2: 1 and 2 deliver");
        assertThat(world.states()
                        .get(stage.next().next(stage.next().begin(stage.next().pair(s, both)))))
                .isEqualTo("charges 1, 0");
        assertThat(stage.publicUtility(s, both)).isZero();
        assertThat(stage.publicUtility(s, stage.feasible(s, 0)[0])).isEqualTo(-20);
        assertThat(stage.utility(1, s, both, 1)).isEqualTo(-4);
        assertThat(stage.kernel(1, s, both)).containsExactly(0.5, 0.5, 0, 1);
        assertThat(world.initial().get(world.states().indexOf("charges 1, 1"))).isEqualTo(1);
    }

    /** The most public states that a refusal names are held, and one more is not. */
    @ParameterizedTest(name = "{0} types each, {1} periods")
    @CsvSource({"12, 1", "3, 8", "40, 1"})
    void aRefusalNamesTheMostStatesThatFit(long types, double stages) {
        List<Long> each = List.of(types, types, types);
        long available = 1L << 30;
        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> new TableSize(each, 1e7, 4, 2, stages).requireFits(available));
        Matcher most = Pattern.compile(": (\\d+) public states like these fit").matcher(refusal.hint());
        assertThat(most.find()).isTrue();
        double fitting = Double.parseDouble(most.group(1));
        new TableSize(each, fitting, 4, 2, stages).requireFits(available);
        assertThatThrownBy(() -> new TableSize(each, fitting + 1, 4, 2, stages).requireFits(available))
                .isInstanceOf(Refusal.class);
    }

    /** What would not fit is refused before any table is made, with its size. */
    @Test
    void aBreweryTooLargeIsRefusedBeforeItIsMade() {
        TableSize size = brewery(10, 8).size();
        assertThat(size.jointStates()).isEqualTo(Math.pow(2, 40));
        assertThatThrownBy(() -> size.requireFits(4L << 30))
                .hasMessageContaining("10 agents' [2, 2, 2, 2, 2, 2, 2, 2, 2, 2] types")
                .hasMessageContaining("1.100e+12 joint states over 8 periods, whose tables need")
                .hasMessageContaining("Maybe fewer types, agents, public states or periods: ");
        assertThat(brewery(3, 8).size().bytes()).isLessThan(1L << 28);
    }

    @Test
    void wrongWorldsAreRefused() {
        JointTypes profiles = new JointTypes(List.of(2));
        assertThatThrownBy(() -> new StageBuilder(1, 1, profiles, 1, 0))
                .hasMessageStartingWith("draw 1 has probability 0 and must be possible");
        assertThatThrownBy(() -> new StageBuilder(1, 1, profiles, 0.5, 0.4))
                .hasMessageStartingWith("the distribution of draws sums to 0.9 and must sum to 1");
        assertThatThrownBy(() -> new StageBuilder(1, 1, profiles, 1).build())
                .hasMessageStartingWith("public state 0 and draw 0 leave everyone no feasible action");
        assertThatThrownBy(
                        () -> new StageBuilder(1, 1, profiles, 1).allow(0, 0, 0).build())
                .hasMessageStartingWith("public state 0 and draw 0 leave everyone but agent 0 no feasible action");
        assertThatThrownBy(() -> new StageBuilder(1, 1, profiles, 1).kernel(0, 0, 0, Reals.of(1, 0, 0.5, 0.4)))
                .hasMessageStartingWith("the kernel of agent 0 from type 1 sums to 0.9 and must sum to 1");
        assertThatThrownBy(() -> new StageBuilder(1, 1, profiles, 1).utility(0, 0, 0, 0, Double.NaN))
                .hasMessageStartingWith("agent 0's utility = NaN in state 0, action 0 must be between -1e15 and 1e15");
        assertThatThrownBy(() -> new Drift(0.8, 0.4)).hasMessageStartingWith("drift up = 0.8 and down = 0.4");
        assertThatThrownBy(() -> brewery(0, 1)).hasMessageContaining("producers = 0");
    }

    /** Tables that no array can hold are refused by what would have fewer entries, not by an overflow. */
    @Test
    void tooManyTypesAreRefused() {
        assertThatThrownBy(() -> new JointTypes(List.of(50_000, 50_000)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("a table of joint types of 50000 * 50000 = 2500000000 entries is too large")
                .hasMessageContaining("Maybe fewer agents or types.");
        assertThatThrownBy(() -> new AllocationPolicy(1, 4, 1 << 20, 1024))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Maybe fewer public states, draws, agents or types.");
    }
}
