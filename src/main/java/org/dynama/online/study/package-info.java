/** Simulations of online mechanisms: the spec, its cases, many seeds at once, and the record. Floor 4. */
@NullMarked
package org.dynama.online.study;

import org.jspecify.annotations.NullMarked;
