/**
 * What an auction or allocation is about: an {@code Mdp}, its agents, their rewards, what an agent's absence means, and
 * the losses that objectives may minimize. Layer 1.
 */
@NullMarked
package org.dynama.world;

import org.jspecify.annotations.NullMarked;
