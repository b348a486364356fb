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
        return Gridworld.of(
                keys.whole("agents"),
                keys.whole("size"),
                keys.number("discount"),
                keys.truth("walls"),
                keys.choice("types", Gridworld.Types.class));
    }
}
