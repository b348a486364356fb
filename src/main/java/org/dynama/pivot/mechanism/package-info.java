/**
 * The dynamic pivot mechanism for random allocation spaces: values of the grand and marginal economies, the efficient
 * policies, and transfers that do not depend on the draw.
 */
@NullMarked
package org.dynama.pivot.mechanism;

import org.jspecify.annotations.NullMarked;
