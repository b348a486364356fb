package org.dynama.pivot.mechanism;

/**
 * Iterates tables to the fixed point of a discounted operator, down to rounding.
 *
 * <p>After each sweep a table is shifted by the middle of what it can still gain, {@code discount / (1 - discount)} times
 * the middle of its change (MacQueen's bounds), so that only the spread of the change has to vanish, which is often far
 * quicker than the change itself. Sweeps end when the spread is rounding, or when contraction alone has done its work.
 */
public final class FixedPoint {
    /** Of rounding, relative to the largest value. */
    private static final double PRECISION = 4 * Math.ulp(1.0);

    private final double discount;
    /** Sweeps that best policies are looked for by, where a discount is near 1. */
    private static final int PATIENCE = 200;

    private final long most;
    private int sweeps;
    private double worst;
    private double first;

    /** Nothing done yet. */
    public FixedPoint(double discount) {
        this.discount = discount;
        most = (long) Math.ceil(Math.log(1e-17) / Math.log(discount)) + 10;
    }

    /** Begins the assessment of a sweep. */
    public void begin() {
        sweeps++;
        worst = 0;
    }

    /** Takes one table of the sweep, and shifts the new one. */
    public void settle(double[] old, double[] fresh) {
        settle(old, fresh, 0, 1);
    }

    /** Takes column {@code c} of tables that lie {@code width} side by side, and shifts it. */
    public void settle(double[] old, double[] fresh, int c, int width) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double largest = 0;
        for (int j = c; j < fresh.length; j += width) {
            double change = fresh[j] - old[j];
            low = Math.min(low, change);
            high = Math.max(high, change);
            largest = Math.max(largest, Math.abs(fresh[j]));
        }
        double shift = discount / (1 - discount) * 0.5 * (low + high);
        for (int j = c; j < fresh.length; j += width) {
            fresh[j] += shift;
        }
        largest = Math.max(largest, Math.abs(shift));
        worst = Math.max(worst, largest > 0 ? (high - low) / largest : 0);
    }

    /** Whether the sweep just taken was the last. */
    public boolean done() {
        if (sweeps == 1) {
            first = worst;
        }
        return worst <= PRECISION || sweeps >= most;
    }

    /** Whether sweeps bring too little at this discount: {@link NearOne} has other ways then. */
    public boolean isSlow() {
        return NearOne.holds(discount) && sweeps >= PATIENCE;
    }

    /** How far the sweeps are, by the logarithm of the spread. */
    public double share() {
        if (!(first > PRECISION) || !(worst > PRECISION)) {
            return 1;
        }
        double byspread = Math.log(first / Math.min(first, worst)) / Math.log(first / PRECISION);
        return Math.max(byspread, (double) sweeps / most);
    }
}
