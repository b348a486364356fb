package org.dynama.ama.mechanism;

import java.util.List;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;

/** An exact solver as a mechanism sees it: the optimum of an affine welfare in each profile. */
public interface Maximizer {

    /** The optimal values. */
    BoundedValues values(AffineWelfare welfare, Profiles profiles);

    /** The optimal values of marginal economies, {@code [others]}; the optima of the grand one are asked for next. */
    default BoundedValues[] marginalValues(AffineWelfare grand, List<AffineWelfare> others, Profiles profiles) {
        return others.stream().map(welfare -> values(welfare, profiles)).toArray(BoundedValues[]::new);
    }

    /** The optimal values, and what each agent earns at the optimum. */
    Optima optima(AffineWelfare welfare, Profiles profiles);

    /** The optimal occupancies; shape {@code [S, A, B]}, flattened: for audits and pictures, not for the hot path. */
    double[] occupancies(AffineWelfare welfare, Profiles profiles);
}
