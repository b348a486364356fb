package org.dynama.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.dynama.model.Agent;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.model.TypeDistribution;
import org.dynama.refusal.Refusal;

/**
 * A vehicle that agents share moves over a grid of cells, for ever.
 *
 * <p>It starts in cell (1, 1) and moves up, down, left or right every period: it cannot stay, except by running into a
 * wall. An agent's type is a value for every cell, {@code d = rows * columns}, the start's always zero; she is paid it
 * whenever the cell is entered. Discounted, and nothing ends the run. {@code S = rows * columns}, {@code A = 4}; the
 * cell in row {@code y} and column {@code x}, from 1, is state {@code (y - 1) * columns + x - 1}.
 *
 * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Section 5, gridworld</a>
 */
public final class Gridworld {
    /** The largest grid whose number of state-action pairs is a table that one looks at. */
    private static final int LARGEST = 1000;

    private static final List<String> MOVES = List.of("up", "down", "left", "right");

    private Gridworld() {}

    /** What agents value. */
    public enum Types {
        /** One cell, uniform over all but the start (agents may share one), by U[0, 1]. */
        ONE_CELL,
        /** Every cell but the start, each by its own U[0, 1]. */
        EVERY_CELL
    }

    /** A torus with discount 0.9 whose agents value one cell each: the paper's. */
    public static Environment torus(int agents, int size) {
        return of(agents, size, 0.9, false, Types.ONE_CELL);
    }

    /**
     * A grid of {@code size * size} cells.
     *
     * @param agents at least 1
     * @param size at least 2: in a grid of one cell there is nowhere to go
     * @param discount per move; in (0, 1)
     * @param walls whether a move across the side of the grid stays; else it enters at the opposite side
     */
    public static Environment of(int agents, int size, double discount, boolean walls, Types types) {
        if (size < 2 || size > LARGEST) {
            throw new Refusal(
                    "size",
                    size,
                    "must be 2 to " + LARGEST + (size == 1 ? ": a grid of one cell has nowhere to go" : ""),
                    "Maybe 3.");
        }
        return of(agents, new Grid(size, size, walls), discount, types);
    }

    /**
     * A rectangle of cells.
     *
     * @param rows at least 1
     * @param columns at least 1; at least 2 cells together
     * @param walls whether a move across the side of the grid stays; else it enters at the opposite side
     */
    public record Grid(int rows, int columns, boolean walls) {
        public Grid {
            requireSide("rows", rows);
            requireSide("columns", columns);
            if (rows * columns < 2) {
                throw Refusal.of("a grid of one cell has nowhere to go", "Maybe columns: 3.");
            }
        }

        private static void requireSide(String side, int cells) {
            if (cells < 1 || cells > LARGEST) {
                throw new Refusal(side, cells, "must be 1 to " + LARGEST, "Maybe 3.");
            }
        }

        /** How many cells there are. */
        public int cells() {
            return rows * columns;
        }
    }

    /** A rectangle whose cells agents value by U[0, 1]. */
    public static Environment of(int agents, Grid grid, double discount, Types types) {
        if (agents < 1) {
            throw new Refusal("agents", agents, "must be at least 1", "");
        }
        return of(Collections.nCopies(agents, distribution(grid.cells(), types)), grid, discount);
    }

    /**
     * A rectangle whose cells agents value by any distribution.
     *
     * @param types of each agent, a number for each cell; what she values the start at does not matter
     * @param discount per move; in (0, 1)
     */
    public static Environment of(List<? extends TypeDistribution> types, Grid grid, double discount) {
        int agents = types.size();
        double[] initial = new double[grid.cells()];
        initial[0] = 1;
        Transitions transitions = transitions(grid);
        Mdp mdp = new Mdp(cells(grid), MOVES, transitions, Reals.of(initial), new Horizon.Discounted(discount));
        List<Agent> list = SequentialSales.named(types);
        String name = grid.rows + " x " + grid.columns + (grid.walls ? " grid with walls" : " torus") + ", " + agents
                + (agents == 1 ? " agent" : " agents");
        return new Environment(name, mdp, list, rewards(agents, transitions), Reals.filled(mdp.pairCount(), 0));
    }

    private static TypeDistribution distribution(int cells, Types types) {
        double[] high = new double[cells];
        Arrays.fill(high, 1, cells, 1);
        return types == Types.ONE_CELL
                ? new TypeDistribution.OneComponent(Reals.of(high))
                : new TypeDistribution.Uniform(Reals.filled(cells, 0), Reals.of(high));
    }

    private static List<String> cells(Grid grid) {
        List<String> names = new ArrayList<>();
        for (int s = 0; s < grid.cells(); s++) {
            names.add("cell (" + (s / grid.columns + 1) + ", " + (s % grid.columns + 1) + ")");
        }
        return names;
    }

    private static Transitions transitions(Grid grid) {
        Transitions.Builder builder = new Transitions.Builder(grid.cells(), MOVES.size());
        for (int s = 0; s < grid.cells(); s++) {
            int y = s / grid.columns;
            int x = s % grid.columns;
            builder.to(s, 0, moved(y - 1, grid.rows, grid.walls) * grid.columns + x, 1);
            builder.to(s, 1, moved(y + 1, grid.rows, grid.walls) * grid.columns + x, 1);
            builder.to(s, 2, y * grid.columns + moved(x - 1, grid.columns, grid.walls), 1);
            builder.to(s, 3, y * grid.columns + moved(x + 1, grid.columns, grid.walls), 1);
        }
        return builder.build();
    }

    private static int moved(int to, int side, boolean walls) {
        return walls ? Math.min(Math.max(to, 0), side - 1) : Math.floorMod(to, side);
    }

    /** A move pays the value of the cell it enters; running into a wall enters the cell again. */
    private static RewardMap rewards(int agents, Transitions transitions) {
        RewardMap.Builder builder = new RewardMap.Builder(agents, transitions.pairs());
        for (int pair = 0; pair < transitions.pairs(); pair++) {
            int entered = transitions.next(transitions.begin(pair));
            for (int i = 0; i < agents && entered != 0; i++) {
                builder.add(pair, i, entered, 1);
            }
        }
        return builder.build();
    }
}
