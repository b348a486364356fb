/**
 * Markets from the files of other tools, and back: Gymnasium's transition tables, explicit files of PRISM and Storm,
 * Cassandra's files and auctions of CATS. Layer 1.
 */
@NullMarked
package org.dynama.world.exchange;

import org.jspecify.annotations.NullMarked;
