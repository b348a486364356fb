package org.dynama.world.kind;

import org.dynama.world.Environment;

/**
 * A kind of world that comes along. A new one implements this, gets a line in {@link WorldKinds}, and a definition of its
 * keys in the schema.
 */
public interface WorldKind {

    /** What {@code kind} is in a document. */
    String name();

    /**
     * The environment that the keys describe.
     *
     * @param keys complete by defaults, and right by the schema
     * @throws IllegalArgumentException if they do not fit together
     */
    Environment build(WorldKeys keys);
}
