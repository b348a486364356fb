package org.dynama.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * An axis: where a number stands on it, and at which round numbers it has ticks.
 *
 * @param low number at its beginning
 * @param high number at its end, larger
 * @param isLogarithmic whether equal ratios are equally long; both ends are positive then
 */
record Scale(double low, double high, boolean isLogarithmic) {
    /** An axis is at least this part of its largest number long: doubles have sixteen digits, and ticks need three. */
    private static final double SHORTEST = 1e-12;

    /** From one power of ten to another, smaller and larger numbers have their power beside the axis, or in the label. */
    private static final double SMALL = 1e-4;

    private static final double LARGE = 1e7;

    /** A number on an axis, and how it is written; one without a label is a thin line. */
    record Tick(double value, String label) {}

    /** An axis of any two numbers: too short a one is made longer. */
    static Scale of(double low, double high, boolean isLogarithmic) {
        if (isLogarithmic) {
            return new Scale(low, high > low ? high : 10 * low, true);
        }
        double size = Math.max(Math.abs(low), Math.abs(high));
        double room = high - low < SHORTEST * size || high == low ? (size == 0 ? 1 : SHORTEST * size) : 0;
        return new Scale(low - room, high + room, false);
    }

    /** Where a number stands: 0 at the beginning, 1 at the end. */
    double at(double value) {
        return isLogarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    }

    /** The power of ten that all labels are multiples of; 0 where they are written out. */
    int power() {
        double size = Math.max(Math.abs(low), Math.abs(high));
        return isLogarithmic || size == 0 || (size >= SMALL && size < LARGE) ? 0 : (int) Math.floor(Math.log10(size));
    }

    /** Ticks at round numbers, at most so many with a label. */
    List<Tick> ticks(int most) {
        return isLogarithmic && Math.floor(Math.log10(high)) > Math.ceil(Math.log10(low)) ? powers(most) : even(most);
    }

    private List<Tick> even(int most) {
        double least = (high - low) / Math.max(1, most);
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        // One size finer where so wide a step leaves one tick or none.
        double step = DoubleStream.of(10, 5, 2, 1, 0.5, 0.2)
                .map(factor -> factor * power)
                .filter(wide -> count(wide) > 1)
                .reduce((wide, finer) -> finer >= least * (1 - SHORTEST) ? finer : wide)
                .orElse(power);
        int decimals = Math.max(0, (int) Math.ceil(power() - Math.log10(step) - SHORTEST));
        List<Tick> ticks = new ArrayList<>();
        double first = Math.ceil(low / step - SHORTEST) * step;
        for (int k = 0; k <= most && first + k * step <= high + SHORTEST * step; k++) {
            double value = first + k * step;
            String label = String.format(Locale.ROOT, "%." + decimals + "f", value / Math.pow(10, power()));
            ticks.add(new Tick(value, label.replaceFirst("^-(0(\\.0*)?)$", "$1").replace('-', '−')));
        }
        return ticks;
    }

    private double count(double step) {
        return Math.floor(high / step + SHORTEST) - Math.ceil(low / step - SHORTEST) + 1;
    }

    private List<Tick> powers(int most) {
        int first = (int) Math.ceil(Math.log10(low) - SHORTEST);
        int last = (int) Math.floor(Math.log10(high) + SHORTEST);
        int every = Math.max(1, (int) Math.ceil((last - first + 1.0) / Math.max(1, most)));
        List<Tick> ticks = new ArrayList<>();
        for (int power = first - 1; power <= last; power++) {
            double value = Math.pow(10, power);
            if (power >= first) {
                ticks.add(new Tick(value, (power - first) % every == 0 ? label(power) : ""));
            }
            for (int digit = 2; every == 1 && digit < 10; digit++) {
                if (digit * value >= low && digit * value <= high) {
                    ticks.add(new Tick(digit * value, ""));
                }
            }
        }
        return ticks;
    }

    private static String label(int power) {
        double value = Math.pow(10, power);
        return value < SMALL || value >= LARGE
                ? "1e" + power
                : String.format(Locale.ROOT, "%." + Math.max(0, -power) + "f", value);
    }
}
