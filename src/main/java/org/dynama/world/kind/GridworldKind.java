package org.dynama.world.kind;

import org.dynama.world.Environment;
import org.dynama.world.Gridworld;

/** {@code gridworld}: a vehicle that agents share. */
final class GridworldKind implements WorldKind {
    @Override
    public String name() {
        return "gridworld";
    }

    @Override
    public Environment build(WorldKeys keys) {
        int rows = keys.whole(keys.has("rows") ? "rows" : "size");
        int columns = keys.whole(keys.has("columns") ? "columns" : "size");
        Gridworld.Grid grid = new Gridworld.Grid(rows, columns, keys.truth("walls"));
        return keys.isDistributed()
                ? Gridworld.of(keys.distributions(grid.cells() - 1, 1), grid, keys.number("discount"))
                : Gridworld.of(
                        keys.whole("agents"),
                        grid,
                        keys.number("discount"),
                        keys.choice("types", Gridworld.Types.class));
    }
}
