/** Plans over public histories of reports and draws, and their proofs that lies gain nothing, in fractions. Layer 1. */
@NullMarked
package org.dynama.exact.plan;

import org.jspecify.annotations.NullMarked;
