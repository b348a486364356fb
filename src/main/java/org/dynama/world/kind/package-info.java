/**
 * The worlds that come along, by name: each kind is one class that reads its keys and builds its environment, and one line
 * in {@link org.dynama.world.kind.WorldKinds}. Ranges and defaults stand in the schema of the document, nowhere else.
 * Layer 1.
 */
@NullMarked
package org.dynama.world.kind;

import org.jspecify.annotations.NullMarked;
