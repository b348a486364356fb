/** The mechanism network and the report policies, on tensors, with parameters that live on the host between steps. */
@NullMarked
package org.dynama.learned.network;

import org.jspecify.annotations.NullMarked;
