package org.dynama.ama.search;

import org.dynama.ama.objective.Estimate;

/**
 * One step of a search, for the record.
 *
 * @param phase what was searched, for people
 * @param start which start of the phase, from 1
 * @param step the gradient step or batch of points, from 1; 0 for a validation
 * @param objective hard estimate on the step's profiles
 * @param temperature of the gradient, or the standard deviation of perturbations; 0 where nothing is smoothed
 * @param seconds since the search began or went on
 */
public record TraceRow(String phase, int start, int step, Estimate objective, double temperature, double seconds) {}
