package org.dynama.ama.study;

import java.util.Arrays;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Reals;
import org.dynama.model.Stages;
import org.dynama.solver.Regularizer;
import org.dynama.world.Environment;

/**
 * Pairs that are not allowed where policies are soft: entropies know no minus infinity, but a boost so low that the probability
 * of such a pair, a ratio of exponentials, is zero in doubles stands for it to the last bit.
 */
final class Masks {
    /** Even a pair that leads there by a chance of one in a billion is never taken. */
    private static final double ACYCLIC = 1e12;

    /** Fixed points are found to a precision beside the largest number. */
    private static final double CYCLIC = 1e4;

    private Masks() {}

    /** The same welfare with another boost in the place of minus infinity. */
    static AffineWelfare lifted(AffineWelfare welfare, double boost) {
        if (welfare.boosts().firstNotFinite() < 0) {
            return welfare;
        }
        double[] boosts = welfare.boosts().stream()
                .map(b -> b == Double.NEGATIVE_INFINITY ? boost : b)
                .toArray();
        return new AffineWelfare(welfare.weights(), Reals.of(boosts), welfare.loss());
    }

    /** A welfare that a regularized solver takes, and whose soft policies never go where it forbids. */
    static AffineWelfare softened(Environment environment, AffineWelfare welfare, Regularizer regularizer) {
        if (welfare.boosts().firstNotFinite() < 0) {
            return welfare;
        }
        boolean finite = environment.mdp().horizon() instanceof Horizon.Finite;
        double periods = finite
                ? Stages.of(environment.mdp()).count()
                : 1 / (1 - Math.min(0.999, environment.mdp().horizon().discount()));
        double boosts = welfare.boosts().stream()
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
        // In the solvers' unit no reward is much larger than one.
        double atStake = 2 * Arrays.stream(welfare.weights().toArray()).sum() + boosts;
        double lowest = (finite ? ACYCLIC : CYCLIC) * periods * (atStake + periods * regularizer.temperature());
        return lifted(welfare, -lowest);
    }
}
