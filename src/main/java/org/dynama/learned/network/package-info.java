/**
 * The mechanism network and the report policies, on tensors, with parameters that live on the host between steps.
 *
 * <p>Linear maps are DJL's own ({@code ai.djl.nn.core.Linear}), one call for product and bias: with the same bits, steps of
 * {@code fixed-sales} take a sixth less time than with two calls. Its blocks, trainer and
 * optimizer are not used. {@code Trainer.step} reads gradients as float32 and refuses networks in float64 (DJL 0.35.1: "DataType
 * mismatch, Required float, Actual float64"), in which gradients of hinges a thousandth wide are still right. In float32 four linear
 * maps 32 wide took 0.51 ms of processor a step by blocks, {@code Trainer} and its Adam, and 0.49 ms in float64 as it is done here,
 * for 16 rows (medians of three times 600 steps in turn); for 2,048 rows 1.7 and 3.3 ms, as twice the bytes would have it. What is
 * here besides: all policies of all agents in one call, weights in a batch; parameters as one vector of plain numbers, which a
 * checkpoint or another machine restores to the last bit; and a layout that copies for several goods fit into.
 */
@NullMarked
package org.dynama.learned.network;

import org.jspecify.annotations.NullMarked;
