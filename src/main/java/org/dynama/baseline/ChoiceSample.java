package org.dynama.baseline;

import org.dynama.model.RandomStream;
import org.dynama.world.Environment;

/**
 * Profiles on which is chosen what holds on any: all there are where they are few, else fresh ones, so that a bound which was
 * chosen is no smaller in expectation on the profiles that it is reported on.
 */
final class ChoiceSample {
    /** More only refine the choice. */
    private static final int MOST = 2048;

    private static final int LEAST = 64;
    /** State-action pairs times profiles: what a choice may cost, some forty times. */
    private static final int WORK = 1 << 22;

    private ChoiceSample() {}

    static WeightedProfiles of(Environment environment) {
        int count = Math.max(LEAST, Math.min(MOST, WORK / environment.mdp().pairCount()));
        return ProfileGrid.profiles(environment) <= count
                ? WeightedProfiles.enumerated(environment)
                : WeightedProfiles.drawn(environment, new RandomStream(1, "choice of a bound"), count);
    }
}
