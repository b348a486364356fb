package org.dynama.page;

import org.knowm.xchart.style.XYStyler;

/**
 * The numbers along a linear axis. XChart looks for a distance between ticks until no two labels are alike and takes one more
 * of them with each trial: labels with too few digits cost it minutes, and an axis too short for doubles has no end.
 */
final class Ticks {
    private static final String PLAIN = "0.######";

    /** The decimals of {@link #PLAIN}. */
    private static final int DECIMALS = 6;

    /** The part of an axis that labels must tell apart. */
    private static final double PART = 1e-3;

    /** An axis is at least this part of its largest number long: doubles have sixteen digits, and ticks need three. */
    private static final double SHORTEST = 1e-12;

    private Ticks() {}

    static void horizontal(XYStyler styler, double low, double high) {
        styler.setXAxisDecimalPattern(pattern(low, high));
        if (isTooShort(low, high)) {
            styler.setXAxisMin(low - room(low, high));
            styler.setXAxisMax(high + room(low, high));
        }
    }

    static void vertical(XYStyler styler, double low, double high) {
        double room = isTooShort(low, high) ? room(low, high) : 0;
        styler.setYAxisDecimalPattern(pattern(low, high));
        styler.setYAxisMin(low - room);
        styler.setYAxisMax(high + room);
    }

    /** One number alone has one tick, and needs no room. */
    private static boolean isTooShort(double low, double high) {
        return high > low && high - low < SHORTEST * size(low, high);
    }

    private static double room(double low, double high) {
        return SHORTEST * size(low, high);
    }

    private static double size(double low, double high) {
        return Math.max(Math.abs(low), Math.abs(high));
    }

    private static String pattern(double low, double high) {
        double length = Math.max(high - low, SHORTEST * size(low, high));
        if (!(length > 0) || PART * length >= Math.pow(10, -DECIMALS)) {
            return PLAIN;
        }
        int digits = (int) Math.ceil(Math.log10(size(low, high) / (PART * length)));
        return "0." + "#".repeat(Math.max(1, digits)) + "E0";
    }
}
