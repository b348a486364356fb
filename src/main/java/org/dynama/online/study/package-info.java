/** Simulations of online mechanisms: the spec, its cases, many seeds at once, and the record. Layer 4. */
@NullMarked
package org.dynama.online.study;

import org.jspecify.annotations.NullMarked;
