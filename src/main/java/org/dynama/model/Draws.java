package org.dynama.model;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Random numbers one at a time, for simulations that may keep none of them. One instance serves one thread. */
public final class Draws {
    private final UniformRandomProvider random;
    private final SharedStateContinuousSampler normal;

    Draws(UniformRandomProvider random) {
        this.random = random;
        normal = ZigguratSampler.NormalizedGaussian.of(random);
    }

    /** Uniform on [0, 1). */
    public double uniform() {
        return random.nextDouble();
    }

    /** Standard normal. */
    public double normal() {
        return normal.sample();
    }

    /** Standard exponential. */
    public double exponential() {
        return -Math.log1p(-random.nextDouble());
    }

    /** Uniform on {@code 0..count-1}. */
    public int below(int count) {
        return random.nextInt(count);
    }

    /**
     * The first {@code k} with {@code u < cumulative[from + k]} for a uniform {@code u}; the last of {@code count} where
     * rounding leaves none. Cost: {@code O(count)}, which beats an alias table up to a dozen entries.
     */
    public int index(double[] cumulative, int from, int count) {
        double u = random.nextDouble();
        int k = 0;
        while (k < count - 1 && u >= cumulative[from + k]) {
            k++;
        }
        return k;
    }
}
