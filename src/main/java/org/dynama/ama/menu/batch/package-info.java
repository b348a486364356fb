/**
 * Menus on blocks of profiles: which entries are chosen with everyone and without each agent, what an objective makes of that, and
 * its derivatives in boosts, weights and features. Every search of a menu is built on it. Layer 3.
 *
 * <p>Axes: {@code K} entries, {@code n} agents, {@code m} columns, which are what an entry's features are multiplied by: an
 * agent's components, behind a one where features have constants. A block has {@code WIDTH = }{@link
 * org.dynama.model.Profiles#BLOCK} places.
 */
@NullMarked
package org.dynama.ama.menu.batch;

import org.jspecify.annotations.NullMarked;
