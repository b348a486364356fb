package org.dynama.page;

import java.util.Locale;

/** Numbers as people read them: as many digits as their error lets them have. */
public final class Numbers {
    private static final int KILO = 1000;
    private static final String UNITS = "kMGTPE";

    private static final int MOST_DECIMALS = 8;
    /** Smaller numbers are written with a power of ten. */
    private static final double SMALL = 1e-4;

    private Numbers() {}

    /** A mean down to the second digit of its error; at most four digits where there is no error. */
    public static String mean(double mean, double standardError) {
        if (isTiny(standardError) && Math.abs(mean) < SMALL) {
            int digits = mean == 0 ? 0 : exponent(mean) - exponent(standardError) + 1;
            return power(mean, Math.max(1, Math.min(15, digits)));
        }
        return hasError(standardError) ? fixed(mean, decimals(standardError)) : plain(mean);
    }

    /** An error's first two digits. */
    public static String error(double standardError) {
        if (Double.isNaN(standardError)) {
            return "unknown";
        }
        return isTiny(standardError)
                ? scientific(standardError)
                : hasError(standardError) ? fixed(standardError, decimals(standardError)) : "0";
    }

    /** A mean and its error. */
    public static String estimate(double mean, double standardError) {
        return mean(mean, standardError) + (hasError(standardError) ? " ± " + error(standardError) : "");
    }

    /** A share with its error, in percent. */
    public static String share(double share, double standardError) {
        double error = 100 * standardError;
        return hasError(error) ? fixed(100 * share, Math.min(3, decimals(error))) + "%" : percent(share);
    }

    /** A share in percent, to two or three digits. */
    public static String percent(double share) {
        double size = Math.abs(100 * share);
        return fixed(100 * share, size >= 9.95 || size == 0 ? 0 : size >= 0.995 ? 1 : 2) + "%";
    }

    /** At most four digits. */
    public static String plain(double value) {
        double size = Math.abs(value);
        if (size > 0 && !(size >= SMALL && size < 1e7)) {
            return scientific(value);
        }
        String digits = fixed(value, decimals(size, 4));
        return digits.contains(".") ? digits.replaceFirst("\\.?0+$", "") : digits;
    }

    /** The decimals that show so many digits of the largest number of a table. */
    public static int decimals(double largest, int digits) {
        return largest > 0 ? Math.max(0, Math.min(MOST_DECIMALS, digits - 1 - exponent(largest))) : 0;
    }

    /** A number of a column, with so many digits of the largest one. */
    public static String inColumn(double value, double largest, int digits) {
        return largest > 0 && largest < SMALL ? power(value, digits - 1) : fixed(value, decimals(largest, digits));
    }

    /** A number whose size is the message. */
    public static String scientific(double value) {
        return power(value, 1);
    }

    private static String power(double value, int digits) {
        return value == 0 || !Double.isFinite(value)
                ? fixed(value, 0)
                : (value < 0 ? "−" : "") + String.format(Locale.ROOT, "%." + digits + "e", Math.abs(value));
    }

    private static int exponent(double value) {
        return (int) Math.floor(Math.log10(Math.abs(value)));
    }

    /** Too small for decimals: of amounts in a large unit. */
    private static boolean isTiny(double standardError) {
        return hasError(standardError) && 1 - exponent(standardError) > MOST_DECIMALS;
    }

    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Wall-clock time. */
    public static String seconds(double seconds) {
        if (seconds < 120) {
            return fixed(seconds, seconds < 10 ? 1 : 0) + " s";
        }
        return seconds < 7200 ? fixed(seconds / 60, 0) + " min" : fixed(seconds / 3600, 1) + " h";
    }

    /** A size in memory or on disk. */
    public static String bytes(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        double size = bytes;
        int unit = 0;
        while (size >= KILO) {
            size /= KILO;
            unit++;
        }
        return fixed(size, size < 10 ? 1 : 0) + " " + UNITS.charAt(unit - 1) + "B";
    }

    public static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "unknown" : value > 0 ? "infinite" : "−infinite";
        }
        String digits = String.format(Locale.ROOT, "%,." + decimals + "f", Math.abs(value));
        boolean isZero = digits.chars().allMatch(c -> c == '0' || c == '.');
        return value < 0 && !isZero ? "−" + digits : digits;
    }

    private static boolean hasError(double standardError) {
        return standardError > 0 && Double.isFinite(standardError);
    }

    private static int decimals(double standardError) {
        return decimals(standardError, 2);
    }
}
