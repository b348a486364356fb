/** Specs, runs and records of learned dynamic mechanisms. */
@NullMarked
package org.dynama.experiment.learned;

import org.jspecify.annotations.NullMarked;
