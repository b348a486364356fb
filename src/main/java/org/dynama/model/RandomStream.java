package org.dynama.model;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A named stream of random numbers under a run's one seed: changing one stream does not move the others.
 *
 * <p>Generators are addressed by index, not by history, so a run that continues after a kill, and any number of
 * threads, draw the same numbers.
 *
 * @param seed the run's seed
 * @param name what the numbers are for: {@code profiles}, {@code evaluation}, ...
 */
public record RandomStream(long seed, String name) {

    /** The generator with the given index; a fresh one each call, always at its beginning. */
    public UniformRandomProvider generator(long index) {
        long state = mix(seed + 0x9e3779b97f4a7c15L);
        for (int k = 0; k < name.length(); k++) {
            state = mix(state ^ (name.charAt(k) + 0x9e3779b97f4a7c15L));
        }
        state = mix(state ^ mix(index + 0x9e3779b97f4a7c15L));
        long[] words = new long[4];
        for (int k = 0; k < words.length; k++) {
            state += 0x9e3779b97f4a7c15L;
            words[k] = mix(state);
        }
        return RandomSource.XO_SHI_RO_256_PP.create(words);
    }

    /** The numbers of a generator one at a time, from its beginning. */
    public Draws draws(long index) {
        return new Draws(generator(index));
    }

    /** The first {@code count} numbers of a generator, standard normal. */
    public double[] normals(long index, int count) {
        var normal = ZigguratSampler.NormalizedGaussian.of(generator(index));
        double[] normals = new double[count];
        for (int k = 0; k < count; k++) {
            normals[k] = normal.sample();
        }
        return normals;
    }

    /** The first {@code count} numbers of a generator, 64 random bits each. */
    public long[] bits(long index, int count) {
        UniformRandomProvider random = generator(index);
        long[] bits = new long[count];
        for (int k = 0; k < count; k++) {
            bits[k] = random.nextLong();
        }
        return bits;
    }

    /** The stream for one part of this one. */
    public RandomStream child(String part) {
        return new RandomStream(seed, name + "/" + part);
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014, variant 13 of Stafford's mixers): a bijection. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
