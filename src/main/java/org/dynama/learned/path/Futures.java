package org.dynama.learned.path;

import org.dynama.model.RandomStream;

/**
 * Points of the unit cube that fill it evenly: multiples of a generalized golden ratio, moved by a random shift (a
 * Kronecker sequence with Cranley-Patterson rotation). Their mean of a smooth function is off by about 1/M rather than
 * 1/sqrt M.
 */
public final class Futures {
    private final RandomStream stream;
    private final double[] ratios;

    /** @param dimension of the cube */
    public Futures(RandomStream stream, int dimension) {
        this.stream = stream;
        double phi = 2;
        for (int k = 0; k < 60; k++) {
            phi = Math.pow(1 + phi, 1.0 / (dimension + 1));
        }
        ratios = new double[dimension];
        for (int k = 0; k < dimension; k++) {
            ratios[k] = Math.pow(1 / phi, k + 1.0);
        }
    }

    /**
     * {@code sets} differently shifted sets of {@code points}, in (0, 1).
     *
     * @param index addresses the shifts
     * @return shape {@code [dimension][sets * points]}
     */
    public double[][] draw(long index, int sets, int points) {
        long[] bits = stream.bits(index, sets * ratios.length);
        double[][] all = new double[ratios.length][sets * points];
        for (int q = 0; q < sets; q++) {
            for (int k = 0; k < ratios.length; k++) {
                double shift = (bits[q * ratios.length + k] >>> 11) * 0x1p-53;
                for (int f = 0; f < points; f++) {
                    double at = shift + f * ratios[k];
                    all[k][q * points + f] = Math.min(1 - 1e-12, Math.max(1e-12, at - Math.floor(at)));
                }
            }
        }
        return all;
    }

    /** One uniform number in each of {@code strata} equal parts of (0, 1), from shuffled part to part per component. */
    public static double[][] strata(RandomStream stream, long index, int strata, int components) {
        long[] bits = stream.bits(index, 2 * strata * components);
        double[][] all = new double[components][strata];
        for (int k = 0; k < components; k++) {
            int[] order = new int[strata];
            for (int q = 0; q < strata; q++) {
                // The first component keeps its order, so that a stratum means the same in every step.
                int other = k == 0 ? q : (int) Math.floorMod(bits[2 * (k * strata + q)] >>> 1, (long) q + 1);
                order[q] = order[other];
                order[other] = q;
            }
            for (int q = 0; q < strata; q++) {
                double within = (bits[2 * (k * strata + q) + 1] >>> 11) * 0x1p-53;
                all[k][q] = Math.min(1 - 1e-12, Math.max(1e-12, (order[q] + within) / strata));
            }
        }
        return all;
    }
}
