package org.dynama.ama.mechanism;

import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;

/** An exact solver as a mechanism sees it: the optimum of an affine welfare in each profile. */
public interface Maximizer {

    /** The optimal values. */
    BoundedValues values(AffineWelfare welfare, Profiles profiles);

    /** The optimal values, and what each agent earns at the optimum. */
    Optima optima(AffineWelfare welfare, Profiles profiles);

    /** The optimal occupancies; shape {@code [S, A, B]}, flattened: for audits and pictures, not for the hot path. */
    double[] occupancies(AffineWelfare welfare, Profiles profiles);
}
