/**
 * Trains menus of lotteries for static auctions: shares of goods, boosts and weights, by gradients of revenue that flow through
 * few entries. Layer 3.
 *
 * <p>Axes: {@code K} entries, {@code n} agents, {@code m} goods, {@code B} profiles.
 */
@NullMarked
package org.dynama.ama.menu.train;

import org.jspecify.annotations.NullMarked;
