/**
 * Reports in, outcome out: the affine maximizer with its weights and boosts, its grand and marginal economies and the
 * payments they give, and VCG. Layer 3.
 */
@NullMarked
package org.dynama.ama.mechanism;

import org.jspecify.annotations.NullMarked;
