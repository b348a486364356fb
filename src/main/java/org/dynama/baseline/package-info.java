/**
 * What else could be done in a world: bounds that no mechanism exceeds, optima, and simple mechanisms. They belong to a world,
 * not to a family of mechanisms, and each says of which worlds it speaks. Layer 2.
 */
@NullMarked
package org.dynama.baseline;

import org.jspecify.annotations.NullMarked;
