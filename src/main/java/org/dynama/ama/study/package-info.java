/**
 * The hall of the house: an experiment is read from its spec, run from environment to evaluation, and stored as a run
 * record. {@code Run} reads as the data path. Floor 4.
 */
@NullMarked
package org.dynama.ama.study;

import org.jspecify.annotations.NullMarked;
