/**
 * An affine maximizer is searched from a spec, evaluated, audited and checked again, and all is stored: records as JSON,
 * tables as NumPy's and CSV. {@code SearchRun} reads as the data path. Layer 3.
 */
@NullMarked
package org.dynama.ama.study;

import org.jspecify.annotations.NullMarked;
