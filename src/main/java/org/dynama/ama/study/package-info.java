/**
 * An affine maximizer is searched from a spec, run from environment to evaluation, and stored as a record.
 * {@code SearchRun} reads as the data path. Layer 3.
 */
@NullMarked
package org.dynama.ama.study;

import org.jspecify.annotations.NullMarked;
