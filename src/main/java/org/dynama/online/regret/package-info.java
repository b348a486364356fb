/** What a simulated mechanism loses to one that knows everything: regrets by name, their growth, what was charged. Layer 4. */
@NullMarked
package org.dynama.online.regret;

import org.jspecify.annotations.NullMarked;
