/**
 * The one description of a market that every family of mechanisms can be given: states, draws, agents with types, actions,
 * horizon. It says what is so; what a family makes of it stands with the family. Layer 1.
 */
@NullMarked
package org.dynama.world.market;

import org.jspecify.annotations.NullMarked;
