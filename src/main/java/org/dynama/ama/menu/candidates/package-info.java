/**
 * Which policies a menu should hold, and with which boosts: candidates from virtual types, agents left out and single numbers,
 * grown, ascended and pruned on common profiles. Layer 3.
 */
@NullMarked
package org.dynama.ama.menu.candidates;

import org.jspecify.annotations.NullMarked;
