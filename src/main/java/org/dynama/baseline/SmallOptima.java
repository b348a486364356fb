package org.dynama.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dynama.world.Environment;

/** Optima by linear programs, where they take a moment. */
final class SmallOptima {
    private static final int MOST_PROFILES = 128;
    private static final int MOST_LIES = 120;
    /** State-action pairs times profiles. */
    private static final int MOST_WORK = 100_000;

    private SmallOptima() {}

    /**
     * An optimum's bound, by weak duality.
     *
     * @param kind its word in records
     */
    record Small(String kind, double bound) {}

    /** Of Bayesian mechanisms, and of those in which truth is a dominant strategy; either may be missing. */
    static List<Small> of(Environment world, double welfare, int threads) {
        List<Small> found = new ArrayList<>();
        double profiles = ProfileGrid.profiles(world);
        if (!(profiles <= MOST_PROFILES && profiles * world.mdp().pairCount() <= MOST_WORK)) {
            return found;
        }
        for (boolean isDominant : new boolean[] {true, false}) {
            OptimalMechanism mechanism = new OptimalMechanism(isDominant, welfare, threads);
            double lies = Incentives.lies(ProfileGrid.of(world, MOST_PROFILES), world.agentCount(), isDominant);
            if (lies <= MOST_LIES && mechanism.misfit(world).isEmpty()) {
                bound(mechanism, world)
                        .ifPresent(bound -> found.add(new Small(mechanism.name().replace(' ', '-'), bound)));
            }
        }
        return found;
    }

    /** Empty where the simplex method finds no optimum: such a program bounds nothing, and other bounds do. */
    private static Optional<Double> bound(OptimalMechanism mechanism, Environment world) {
        try {
            return Optional.of(mechanism.solve(world).bound());
        } catch (IllegalStateException unsolved) {
            return Optional.empty();
        }
    }
}
