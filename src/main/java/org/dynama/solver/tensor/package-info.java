/**
 * Acyclic MDPs as tensors on PyTorch, on the CPU or on a GPU.
 */
@NullMarked
package org.dynama.solver.tensor;

import org.jspecify.annotations.NullMarked;
