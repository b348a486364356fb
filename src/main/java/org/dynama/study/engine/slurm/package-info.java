/** Cells as array jobs of Slurm. Layer 2. */
@NullMarked
package org.dynama.study.engine.slurm;

import org.jspecify.annotations.NullMarked;
