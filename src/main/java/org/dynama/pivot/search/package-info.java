/** The search for the weights and boosts of an affine pivot mechanism that earn the designer the most. */
@NullMarked
package org.dynama.pivot.search;

import org.jspecify.annotations.NullMarked;
