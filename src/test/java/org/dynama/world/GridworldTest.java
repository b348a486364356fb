package org.dynama.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.dynama.model.Horizon;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.Transitions;
import org.dynama.model.TypeDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where moves lead, what they pay, and how types are drawn. */
class GridworldTest {

    /** Row by row from the start in cell (1, 1); up, down, left, right. */
    @Test
    void movesWrapOnATorusAndStopAtWalls() {
        assertThat(successors(Gridworld.torus(1, 3), 0)).containsExactly(6, 3, 2, 1);
        assertThat(successors(Gridworld.torus(1, 3), 4)).containsExactly(1, 7, 3, 5);
        Environment walls = Gridworld.of(1, 3, 0.9, true, Gridworld.Types.ONE_CELL);
        assertThat(successors(walls, 0)).containsExactly(0, 3, 0, 1);
        assertThat(successors(walls, 8)).containsExactly(5, 8, 7, 8);
    }

    private static int[] successors(Environment grid, int s) {
        Transitions transitions = grid.mdp().transitions();
        int[] next = new int[4];
        Arrays.setAll(next, a -> transitions.next(transitions.begin(s * 4 + a)));
        return next;
    }

    /** An agent is paid her value of the cell that is entered, and nothing at the start. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void enteringACellPaysItsValue(boolean walls) {
        Environment grid = Gridworld.of(2, 3, 0.9, walls, Gridworld.Types.EVERY_CELL);
        Profiles profiles = Profiles.draw(grid.agents(), new RandomStream(1, "types"), 0, 5);
        for (int pair = 0; pair < grid.mdp().pairCount(); pair++) {
            int entered = grid.mdp().transitions().next(grid.mdp().transitions().begin(pair));
            assertThat(grid.rewards().reward(1, pair, profiles, 2)).isEqualTo(profiles.type(1, entered, 2));
        }
        assertThat(profiles.type(0, 0, 3)).isZero();
        assertThat(grid.mdp().initial().get(0)).isEqualTo(1);
        assertThat(grid.mdp().horizon()).isEqualTo(new Horizon.Discounted(0.9));
    }

    /** One cell in eight has a value, each as often, and the values average 1/2. */
    @Test
    void oneCellIsDrawnWithEqualOdds() {
        Environment grid = Gridworld.torus(1, 3);
        int count = 80_000;
        Profiles profiles = Profiles.draw(grid.agents(), new RandomStream(1, "types"), 0, count);
        int[] chosen = new int[9];
        double sum = 0;
        for (int b = 0; b < count; b++) {
            int positive = 0;
            for (int k = 0; k < 9; k++) {
                positive += profiles.type(0, k, b) > 0 ? 1 : 0;
                chosen[k] += profiles.type(0, k, b) > 0 ? 1 : 0;
                sum += profiles.type(0, k, b);
            }
            assertThat(positive).isEqualTo(1);
        }
        assertThat(chosen[0]).isZero();
        for (int k = 1; k < 9; k++) {
            // Five standard deviations of a binomial count.
            assertThat(chosen[k]).isCloseTo(count / 8, within(470));
        }
        assertThat(sum / count).isCloseTo(0.5, within(0.006));
    }

    @Test
    void whatIsNoGridIsRefused() {
        assertThatThrownBy(() -> Gridworld.torus(2, 1))
                .hasMessage("size = 1 must be 2 to 1000: a grid of one cell has nowhere to go\nMaybe 3.");
        assertThatThrownBy(() -> Gridworld.torus(0, 3)).hasMessage("agents = 0 must be at least 1");
        assertThatThrownBy(() -> Gridworld.of(2, 3, 1, false, Gridworld.Types.ONE_CELL))
                .hasMessageStartingWith("discount = 1.0 must lie strictly between 0 and 1");
        assertThatThrownBy(() -> new TypeDistribution.OneComponent(Reals.of(0, 0)))
                .hasMessage("highs = [0.0, 0.0] must have a positive component");
        assertThatThrownBy(() -> new TypeDistribution.OneComponent(Reals.of(1, -1)))
                .hasMessage("highs[1] = -1.0 must be finite and not negative");
    }
}
