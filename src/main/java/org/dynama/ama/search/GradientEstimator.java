package org.dynama.ama.search;

import org.dynama.ama.objective.Estimate;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;

/** A way to estimate the gradient of the expected objective in a search's coordinates. */
interface GradientEstimator {

    /**
     * An estimate at one point.
     *
     * @param objective with hard policies, on the profiles given
     * @param gradient of the smoothed objective
     * @param smoothing what has smoothed it, for the trace
     */
    record Sample(Estimate objective, Reals gradient, double smoothing) {}

    /**
     * The estimate at a point.
     *
     * @param annealing the smoothing beside that at an ascent's start
     * @param step which of an ascent's steps it is, for streams of random numbers
     */
    Sample at(Parametrization coordinates, double[] point, Profiles profiles, double annealing, int step);
}
