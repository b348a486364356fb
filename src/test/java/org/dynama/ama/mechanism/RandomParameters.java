package org.dynama.ama.mechanism;

import java.util.Random;
import org.dynama.model.Reals;
import org.dynama.world.Environment;

/** Mechanisms that nobody trained. */
public final class RandomParameters {
    private RandomParameters() {}

    /** Weights in [0.3, 3), boosts in [-1, 1). */
    public static AmaParameters of(Environment environment, Random random) {
        double[] weights = random.doubles(environment.agentCount(), -1, 1)
                .map(u -> Math.exp(1.1 * u))
                .toArray();
        double[] boosts = random.doubles(environment.mdp().pairCount(), -1, 1).toArray();
        return new AmaParameters(Reals.of(weights), Reals.of(boosts));
    }
}
