package org.dynama.learned.network;

import java.util.Arrays;

/**
 * What the units of a layer can be on a cell of inputs, which are within {@code radius} of a midpoint: each differs there by
 * at most {@code error} from {@code middle}, and its derivative (generalized at kinks) is within {@code spread} of
 * {@code slope} in the whole cell. Errors and spreads hold all that rounding can do.
 *
 * @see <a href="https://doi.org/10.1137/1.9780898717716">Moore, Kearfott and Cloud (2009), section 6: mean value forms</a>
 */
final class Enclosure {
    /** Relative error of a sum of so many products is below this for each; twice what it can be. */
    static final double ROUNDING = 0x1p-52;

    final double radius;
    final double[] middle;
    final double[] error;
    final double[] slope;
    final double[] spread;

    /** All zero, to be filled. */
    Enclosure(double radius, int units) {
        this.radius = radius;
        middle = new double[units];
        error = new double[units];
        slope = new double[units];
        spread = new double[units];
    }

    int units() {
        return middle.length;
    }

    /** How far a unit can be from its middle on the cell. */
    double reach(int unit) {
        return (error[unit] + radius * (Math.abs(slope[unit]) + spread[unit])) * (1 + 8 * ROUNDING);
    }

    /** Sets a unit's derivative to those between two. */
    void slopes(int unit, double from, double to) {
        slope[unit] = (from + to) / 2;
        spread[unit] = (to - from) / 2 + ROUNDING * (Math.abs(from) + Math.abs(to));
    }

    /**
     * Through a linear map.
     *
     * @param weight shape {@code [in, out]}
     * @param bias shape {@code [out]}
     */
    Enclosure mapped(double[] weight, double[] bias) {
        int out = bias.length;
        Enclosure mapped = new Enclosure(radius, out);
        double rounding = (units() + 4) * ROUNDING;
        for (int o = 0; o < out; o++) {
            mapped.middle[o] = bias[o];
            mapped.error[o] = rounding * Math.abs(bias[o]);
        }
        for (int i = 0; i < units(); i++) {
            double vague = error[i] + rounding * (Math.abs(middle[i]) + error[i]);
            double loose = spread[i] + rounding * (Math.abs(slope[i]) + spread[i]);
            for (int o = 0; o < out; o++) {
                double w = weight[i * out + o];
                double size = Math.abs(w);
                mapped.middle[o] += w * middle[i];
                mapped.error[o] += size * vague;
                mapped.slope[o] += w * slope[i];
                mapped.spread[o] += size * loose;
            }
        }
        return mapped;
    }

    /** Through rectifiers: where a unit may change sign on the cell, its derivative may be scaled by anything in [0, 1]. */
    Enclosure rectified() {
        Enclosure rectified = new Enclosure(radius, units());
        for (int k = 0; k < units(); k++) {
            double reach = reach(k);
            if (middle[k] + reach > 0) {
                rectified.middle[k] = Math.max(0, middle[k]);
                rectified.error[k] = error[k];
                double low = slope[k] - spread[k];
                double high = slope[k] + spread[k];
                boolean active = middle[k] >= reach;
                rectified.slopes(k, active ? low : Math.min(0, low), active ? high : Math.max(0, high));
            }
        }
        return rectified;
    }

    /** Layers beside one another. */
    static Enclosure beside(double radius, Enclosure... parts) {
        Enclosure all = new Enclosure(
                radius, Arrays.stream(parts).mapToInt(Enclosure::units).sum());
        int at = 0;
        for (Enclosure part : parts) {
            System.arraycopy(part.middle, 0, all.middle, at, part.units());
            System.arraycopy(part.error, 0, all.error, at, part.units());
            System.arraycopy(part.slope, 0, all.slope, at, part.units());
            System.arraycopy(part.spread, 0, all.spread, at, part.units());
            at += part.units();
        }
        return all;
    }
}
