/** A stored mechanism in a real season: reports in, actions, transfers, their reasons and a proof out. */
@NullMarked
package org.dynama.pivot.quote;

import org.jspecify.annotations.NullMarked;
