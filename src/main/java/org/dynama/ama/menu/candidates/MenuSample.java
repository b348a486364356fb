package org.dynama.ama.menu.candidates;

import org.dynama.ama.menu.batch.MenuSums;

/**
 * A menu's objective at some parameters.
 *
 * @param values with hard choices; shape {@code [B]}
 * @param means the smoothed objective and its derivatives
 */
@SuppressWarnings("ArrayRecordComponent")
record MenuSample(double[] values, MenuSums means) {}
