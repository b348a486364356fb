/** How every package refuses what it is given: as data, so that each reader can show it in its own way. Layer 0. */
@NullMarked
package org.dynama.refusal;

import org.jspecify.annotations.NullMarked;
