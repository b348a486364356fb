/** Worlds in which types evolve with what is allocated: bandit auctions, sales to fixed types, habit-forming services. */
@NullMarked
package org.dynama.learned.world;

import org.jspecify.annotations.NullMarked;
