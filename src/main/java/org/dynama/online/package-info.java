/** Online dynamic VCG as a study: mechanisms that learn a market while they allocate in it. Layer 4. */
@NullMarked
package org.dynama.online;

import org.jspecify.annotations.NullMarked;
