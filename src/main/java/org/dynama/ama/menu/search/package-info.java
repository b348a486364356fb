/**
 * How a menu is found: policies to offer and the boosts to begin with, then the entries that are of use. Boosts are searched
 * by {@code org.dynama.ama.search} in the world that a menu makes. Layer 3.
 */
@NullMarked
package org.dynama.ama.menu.search;

import org.jspecify.annotations.NullMarked;
