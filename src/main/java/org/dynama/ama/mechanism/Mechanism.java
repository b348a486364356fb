package org.dynama.ama.mechanism;

import org.dynama.model.Profiles;

/** What an audit needs of a mechanism: reports in, outcomes out. */
public interface Mechanism {

    /** The outcome of each reported profile. */
    Outcome outcome(Maximizer maximizer, Profiles reports);

    /**
     * Where the policy goes: shape {@code [S, A, B]}, flattened; expected visits.
     *
     * @param outcome of the same reports by the same maximizer
     */
    double[] occupancies(Maximizer maximizer, Profiles reports, Outcome outcome);
}
