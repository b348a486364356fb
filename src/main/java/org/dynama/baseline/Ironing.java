package org.dynama.baseline;

import java.util.Arrays;

/**
 * The largest convex function below a given one, by its slopes: what makes virtual types monotone. Whatever is enjoyed is
 * monotone in the type, so that the ironed types never say less than the raw ones.
 *
 * @see <a href="https://doi.org/10.1287/moor.6.1.58">Myerson (1981), section 6</a>
 */
final class Ironing {
    private Ironing() {}

    /**
     * Values of finitely many types, averaged where they are not in order (pool adjacent violators).
     *
     * @param values shape {@code [K]}
     * @param odds shape {@code [K]}, positive
     */
    static double[] ironed(double[] values, double[] odds) {
        int count = values.length;
        int[] start = new int[count];
        double[] mean = new double[count];
        double[] mass = new double[count];
        int blocks = 0;
        for (int k = 0; k < count; k++) {
            start[blocks] = k;
            mean[blocks] = values[k];
            mass[blocks++] = odds[k];
            while (blocks > 1 && mean[blocks - 2] > mean[blocks - 1]) {
                double both = mass[blocks - 2] + mass[blocks - 1];
                mean[blocks - 2] = (mean[blocks - 2] * mass[blocks - 2] + mean[blocks - 1] * mass[blocks - 1]) / both;
                mass[blocks - 2] = both;
                blocks--;
            }
        }
        double[] out = new double[count];
        for (int g = 0; g < blocks; g++) {
            Arrays.fill(out, start[g], g + 1 < blocks ? start[g + 1] : count, mean[g]);
        }
        return out;
    }

    /**
     * The corners of the largest convex function below some points, as their numbers.
     *
     * @param x ascending
     * @param slack by how much slopes may fall, for rounding
     */
    static int[] corners(double[] x, double[] y, double slack) {
        int[] hull = new int[x.length];
        int size = 0;
        for (int k = 0; k < x.length; k++) {
            while (size > 1 && slope(x, y, hull[size - 2], hull[size - 1]) > slope(x, y, hull[size - 1], k) + slack) {
                size--;
            }
            hull[size++] = k;
        }
        return Arrays.copyOf(hull, size);
    }

    static double slope(double[] x, double[] y, int from, int to) {
        return (y[to] - y[from]) / (x[to] - x[from]);
    }
}
