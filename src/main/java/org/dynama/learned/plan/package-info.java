/**
 * Mechanisms as plans over public histories: linear programs over them, the nearest truthful one to a network, in fractions.
 */
@NullMarked
package org.dynama.learned.plan;

import org.jspecify.annotations.NullMarked;
