package org.dynama.learned.network;

import java.util.Arrays;

/** Bumps and logistic functions of what is enclosed on a cell; their derivatives are bounded by where they turn. */
final class SmoothEnclosure {
    /** Beside 1: an exponential and what is made of it. */
    private static final double UP = 1 + 8 * Enclosure.ROUNDING;

    private static final double DOWN = 1 - 8 * Enclosure.ROUNDING;

    private SmoothEnclosure() {}

    /**
     * {@code exp(sharpness (z - c)^2)} for each centre.
     *
     * @param z one unit
     * @param sharpness negative
     */
    static Enclosure bumps(Enclosure z, double[] centres, double sharpness) {
        Enclosure bumps = new Enclosure(z.radius, centres.length);
        double turn = 1 / Math.sqrt(-2 * sharpness);
        double steepest = -steepness(turn, sharpness) * UP;
        for (int k = 0; k < centres.length; k++) {
            double at = z.middle[0] - centres[k];
            double reach = z.reach(0) + Enclosure.ROUNDING * Math.abs(at);
            bumps.middle[k] = Math.exp(sharpness * at * at);
            bumps.error[k] = steepest * (z.error[0] + Enclosure.ROUNDING * Math.abs(at)) + 8 * Enclosure.ROUNDING;
            double low = Math.min(steepness(at - reach, sharpness), steepness(at + reach, sharpness));
            double high = Math.max(steepness(at - reach, sharpness), steepness(at + reach, sharpness));
            low = Math.abs(at - turn) <= reach ? -steepest : low;
            high = Math.abs(at + turn) <= reach ? steepest : high;
            double slack = 8 * Enclosure.ROUNDING * steepest;
            slopes(bumps, k, z, low - slack, high + slack);
        }
        return bumps;
    }

    /** The derivative of {@code exp(sharpness t^2)}, which is lowest at {@code 1 / sqrt(-2 sharpness)} and highest at its opposite. */
    private static double steepness(double t, double sharpness) {
        return 2 * sharpness * t * Math.exp(sharpness * t * t);
    }

    /** {@code 1 / (1 + exp(-logit))} of one unit. */
    static Enclosure logistic(Enclosure logit) {
        double reach = logit.reach(0);
        double far = Math.abs(logit.middle[0]);
        double steepest = density(Math.max(0, far - reach)) * UP;
        Enclosure chance = new Enclosure(logit.radius, 1);
        chance.middle[0] = 1 / (1 + Math.exp(-logit.middle[0]));
        chance.error[0] = steepest * logit.error[0] + 4 * Enclosure.ROUNDING;
        slopes(chance, 0, logit, density(far + reach) * DOWN, steepest);
        return chance;
    }

    /** The derivative of the logistic function. */
    private static double density(double at) {
        double tail = Math.exp(-at);
        return tail / ((1 + tail) * (1 + tail));
    }

    /** By the chain rule: the products of an outer derivative between two with one of the inner layer's only unit. */
    private static void slopes(Enclosure outer, int unit, Enclosure inner, double from, double to) {
        double low = inner.slope[0] - inner.spread[0];
        double high = inner.slope[0] + inner.spread[0];
        double[] products = {from * low, from * high, to * low, to * high};
        Arrays.sort(products);
        outer.slopes(unit, products[0], products[3]);
    }
}
