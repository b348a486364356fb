/** Specs, runs and records of learned dynamic mechanisms. */
@NullMarked
package org.dynama.learned.study;

import org.jspecify.annotations.NullMarked;
