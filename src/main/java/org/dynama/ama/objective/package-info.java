/**
 * What a designer wants from an outcome: revenue, profit, makespan, welfare, a loss, or a weighted sum of these. An
 * objective is reported as an estimate, its mean with a standard error and a count. Layer 3.
 */
@NullMarked
package org.dynama.ama.objective;

import org.jspecify.annotations.NullMarked;
