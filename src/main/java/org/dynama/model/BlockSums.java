package org.dynama.model;

import java.util.Arrays;

/**
 * A sample in a few numbers: its sums over blocks of consecutive values. Two samples that were taken on the same draws are thus
 * compared pair by pair without every value being kept.
 *
 * @param size how many values a block has, a power of two; the last block may have fewer
 * @param count of all values, at least one
 * @param sums of each block, added in order; as few as {@code count / size} rounded up, at most 256
 */
public record BlockSums(long size, long count, Reals sums) {
    private static final int MOST = 256;

    public BlockSums {
        if (Long.bitCount(size) != 1 || count < 1 || sums.size() != blocks(count, size)) {
            throw new IllegalArgumentException(
                    "sums of " + sums.size() + " blocks of " + size + " are not those of " + count + " values");
        }
    }

    /** Of a sample of at least one. */
    public static BlockSums of(double... sample) {
        long size = size(sample.length);
        double[] sums = new double[blocks(sample.length, size)];
        for (int b = 0; b < sample.length; b++) {
            sums[(int) (b / size)] += sample[b];
        }
        return new BlockSums(size, sample.length, Reals.of(sums));
    }

    private static int blocks(long count, long size) {
        return Math.toIntExact((count + size - 1) / size);
    }

    private static long size(long count) {
        long size = 1;
        while ((count + size - 1) / size > MOST) {
            size *= 2;
        }
        return size;
    }

    /**
     * Of this sample and the one after it, in blocks as large as both together need.
     *
     * @throws IllegalArgumentException if a block of the next would lie in two of these
     */
    public BlockSums and(BlockSums next) {
        if (count % next.size != 0) {
            throw new IllegalArgumentException(count + " values end within a block of " + next.size);
        }
        long all = count + next.count;
        long wide = size(all);
        double[] both = new double[blocks(all, wide)];
        for (int k = 0; k < sums.size(); k++) {
            both[(int) (k * size / wide)] += sums.get(k);
        }
        for (int k = 0; k < next.sums.size(); k++) {
            both[(int) ((count + k * next.size) / wide)] += next.sums.get(k);
        }
        return new BlockSums(wide, all, Reals.of(both));
    }

    /** How much more this sample is than another of as many values, pair by pair. */
    public BlockSums minus(BlockSums other) {
        if (count != other.count) {
            throw new IllegalArgumentException(count + " values are not pairs with " + other.count);
        }
        double[] less = sums.toArray();
        Arrays.setAll(less, k -> less[k] - other.sums.get(k));
        return new BlockSums(size, count, Reals.of(less));
    }

    /** The sample's mean. */
    public double mean() {
        return sums.stream().sum() / count;
    }

    /**
     * Of the mean, from how the blocks' means spread, each as heavy as it has values: without bias where values are independent.
     * NaN for a single block.
     */
    public double standardError() {
        double mean = mean();
        double squares = 0;
        for (int k = 0; k < sums.size(); k++) {
            long in = Math.min(size, count - k * size);
            double apart = sums.get(k) / in - mean;
            squares += in * apart * apart;
        }
        return Math.sqrt(squares / (sums.size() - 1.0) / count);
    }
}
