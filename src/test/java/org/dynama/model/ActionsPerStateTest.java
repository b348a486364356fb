package org.dynama.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pairs are numbered by the actions that states have, however they are named and in whatever order they are said. */
class ActionsPerStateTest {
    private static final Mdp MDP = new Mdp(
            List.of("x", "y", "z"),
            List.of("a", "b", "c", "d"),
            new Transitions.Builder(3, 4)
                    .to(2, 0, 1, 0.25)
                    .end(1, 3)
                    .to(0, 3, 2, 1)
                    .to(2, 0, 0, 0.75)
                    .to(0, 1, 1, 1)
                    .end(2, 2)
                    .end(1, 3)
                    .build(),
            Reals.of(1, 0, 0),
            new Horizon.Discounted(0.9));

    @Test
    void pairsFollowStatesThenActions() {
        assertThat(MDP.pairCount()).isEqualTo(5);
        assertThat(IntStream.range(0, 5).mapToObj(MDP::pairName))
                .containsExactly("x: b", "x: d", "y: d", "z: a", "z: c");
        assertThat(IntStream.range(0, 3).map(MDP::firstPair)).containsExactly(0, 2, 3);
        assertThat(IntStream.range(0, 3).map(MDP::endPair)).containsExactly(2, 3, 5);
        for (int pair = 0; pair < 5; pair++) {
            assertThat(MDP.pair(MDP.stateOf(pair), MDP.actionOf(pair))).isEqualTo(pair);
        }
        assertThat(MDP.pair(0, 0)).isEqualTo(-1);
        assertThat(MDP.pair(0, 2)).isEqualTo(-1);
        assertThat(MDP.pair(1, 2)).isEqualTo(-1);
        assertThat(MDP.transitions().isFull()).isFalse();
    }

    /** In the order in which they were said, for the sums of probabilities are rounded in that order. */
    @Test
    void successorsStayInTheirOrder() {
        Transitions transitions = MDP.transitions();
        int row = transitions.begin(3);
        assertThat(transitions.end(3)).isEqualTo(row + 2);
        assertThat(transitions.next(row)).isEqualTo(1);
        assertThat(transitions.probability(row + 1)).isEqualTo(0.75);
        assertThat(transitions.begin(2)).isEqualTo(transitions.end(2));
        assertThat(transitions.entries()).isEqualTo(4);
    }

    /** Cells are those of a table with room for every action in every state. */
    @Test
    void filesNamePairsByCells() {
        PairGrid grid = new PairGrid(MDP);
        assertThat(IntStream.range(0, 5).map(grid::cell)).containsExactly(1, 3, 7, 8, 10);
        assertThat(IntStream.range(0, 12).map(grid::pair)).containsExactly(-1, 0, -1, 1, -1, -1, -1, 2, 3, -1, 4, -1);
        assertThat(grid.pairs(0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110)).containsExactly(10, 30, 70, 80, 100);
    }

    /** A full world has the numbers that it always had. */
    @Test
    void pairsOfAFullWorldAreCells() {
        Mdp tree = RandomMdps.tree(1, 3, 3, 2);
        PairGrid grid = new PairGrid(tree);
        assertThat(tree.transitions().isFull()).isTrue();
        for (int pair = 0; pair < tree.pairCount(); pair++) {
            assertThat(grid.cell(pair)).isEqualTo(pair);
            assertThat(tree.pair(pair / 3, pair % 3)).isEqualTo(pair);
        }
    }

    @Test
    void whatDoesNotExistIsRefused() {
        Transitions.Builder builder = new Transitions.Builder(2, 2);
        assertThatThrownBy(() -> builder.end(2, 0)).hasMessageContaining("must be one of 2 states and 2 actions");
        assertThatThrownBy(() -> builder.to(0, 2, 0, 1)).hasMessageContaining("must be one of 2 states and 2 actions");
        Transitions half = builder.end(0, 1).build();
        assertThatThrownBy(
                        () -> new Mdp(List.of("x", "y"), List.of("a", "b"), half, Reals.of(1, 0), new Horizon.Finite()))
                .hasMessageStartingWith("state 1 has no action");
    }
}
