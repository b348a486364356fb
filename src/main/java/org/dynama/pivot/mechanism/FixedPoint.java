package org.dynama.pivot.mechanism;

import org.dynama.pivot.world.AllocationWorld;
import org.dynama.refusal.Refusal;

/**
 * Iterates tables to the fixed point of a discounted or total operator, down to rounding.
 *
 * <p>After each sweep of a discounted one a table is shifted by the middle of what it can still gain,
 * {@code discount / (1 - discount)} times the middle of its change (MacQueen's bounds), so that only the spread of the change
 * has to vanish, which is often far quicker than the change itself; of a total one, where values at the end stay, the change
 * has to. Sweeps end when it is rounding, or when contraction alone has done its work.
 */
public final class FixedPoint {
    /** Of rounding, relative to the largest value. */
    private static final double PRECISION = 4 * Math.ulp(1.0);

    /** Forty sweeps for each of so many periods take minutes in a small world. */
    private static final int LONGEST = 100_000;

    private final double discount;
    /** Sweeps that best policies are looked for by, where a discount is near 1. */
    private static final int PATIENCE = 200;

    private final long most;
    private int sweeps;
    private double worst;
    private double before;
    private double first;

    private FixedPoint(double discount, double contraction) {
        this.discount = discount;
        most = (long) Math.ceil(Math.log(1e-17) / Math.log(contraction)) + 10;
    }

    /**
     * Nothing done yet.
     *
     * @throws Refusal if seasons of a total horizon take so many periods that sweeps would not get to the end of them
     */
    public static FixedPoint of(AllocationWorld world) {
        if (world.isTotal() && !(world.length() <= LONGEST)) {
            throw Refusal.of(
                    "seasons can take " + Math.round(world.length())
                            + " periods in expectation, and the pivot mechanism" + " is solved by sweeps for " + LONGEST
                            + " at most",
                    "Maybe larger probabilities of an end.");
        }
        // Beside the longest season from each state, a period of a total horizon contracts as a discount does.
        double contraction = world.isTotal() ? 1 - 1 / Math.max(2, world.length()) : world.discount();
        return new FixedPoint(world.discount(), contraction);
    }

    /** Begins the assessment of a sweep. */
    public void begin() {
        sweeps++;
        before = worst;
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
        if (discount == 1) {
            double change = Math.max(high, -low);
            worst = Math.max(worst, largest > 0 ? change / largest : 0);
            return;
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
        // Each of many periods adds what a sweep leaves: it is to be as little as rounding lets it.
        boolean falls = discount == 1 && worst > 0 && worst < before;
        return (worst <= PRECISION && !falls) || sweeps >= most;
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
