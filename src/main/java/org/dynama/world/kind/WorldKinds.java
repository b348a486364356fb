package org.dynama.world.kind;

import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.world.Environment;

/** The kinds of worlds that come along. */
public final class WorldKinds {
    private static final List<WorldKind> ALL = List.of(
            new SequentialSalesKind(), //
            new TaskSchedulingKind(),
            new GridworldKind(),
            new StaticAuctionKind());

    private WorldKinds() {}

    /** What {@code kind} can be. */
    public static List<String> names() {
        return ALL.stream().map(WorldKind::name).toList();
    }

    /**
     * The environment that a map describes by its {@code kind} and the kind's keys.
     *
     * @param path of the map
     * @param faults receives those that only show when keys are put together
     * @throws IllegalArgumentException if they do not fit together in another way
     * @throws IllegalStateException if the schema knows a kind that this list does not
     */
    public static Environment build(Document document, String path, Faults faults) {
        return named(path, document.text(path + ".kind")).build(new WorldKeys(document, path, faults));
    }

    static WorldKind named(String path, String name) {
        return ALL.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        path + ".kind = " + name + " is in the schema and must be in WorldKinds, too"));
    }
}
