package org.dynama.ama.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dynama.model.Reals;

/**
 * Counts of values in cells whose width is a power of two and whose edges are its multiples: grids of different values have
 * edges in common, so that counts of parts are put together without loss.
 *
 * @param exponent of the width, {@code 2^exponent}
 * @param first cell, in widths from 0
 * @param mechanism counts by cell
 * @param vcg the same; as many
 */
public record FineCounts(int exponent, long first, List<Integer> mechanism, List<Integer> vcg) {
    /** Cells at most; half as many at least where values differ. */
    private static final int MOST = 4096;

    /** A cell's number fits the digits of a double. */
    private static final int DIGITS = 50;

    public FineCounts {
        mechanism = List.copyOf(mechanism);
        vcg = List.copyOf(vcg);
    }

    /** Counts values of both. */
    static FineCounts of(Reals mechanism, Reals vcg) {
        Ends ends = Ends.of(mechanism, vcg);
        double low = ends.low();
        double high = ends.high();
        int digits = Math.getExponent(Math.max(Math.abs(low), Math.abs(high))) - DIGITS;
        int exponent = Math.max(digits, Math.getExponent(high - low) - Integer.numberOfTrailingZeros(MOST));
        while (cell(high, exponent) - cell(low, exponent) >= MOST) {
            exponent++;
        }
        long first = cell(low, exponent);
        int cells = (int) (cell(high, exponent) - first) + 1;
        return new FineCounts(
                exponent, first, counts(mechanism, exponent, first, cells), counts(vcg, exponent, first, cells));
    }

    private static long cell(double value, int exponent) {
        double finite = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
        return (long) Math.floor(Math.scalb(finite, -exponent));
    }

    private static List<Integer> counts(Reals values, int exponent, long first, int cells) {
        int[] counts = new int[cells];
        for (int b = 0; b < values.size(); b++) {
            counts[(int) (cell(values.get(b), exponent) - first)]++;
        }
        return listed(counts);
    }

    private static List<Integer> listed(int... counts) {
        List<Integer> list = new ArrayList<>();
        Arrays.stream(counts).forEach(list::add);
        return list;
    }

    /** The counts of both. */
    FineCounts and(FineCounts other) {
        int common = Math.max(exponent, other.exponent);
        while (Math.max(last(common), other.last(common)) - Math.min(first(common), other.first(common)) >= MOST) {
            common++;
        }
        long from = Math.min(first(common), other.first(common));
        int cells = (int) (Math.max(last(common), other.last(common)) - from) + 1;
        int[] mechanisms = new int[cells];
        int[] vcgs = new int[cells];
        for (FineCounts each : List.of(this, other)) {
            for (int k = 0; k < each.mechanism.size(); k++) {
                int at = (int) (each.moved(k, common) - from);
                mechanisms[at] += each.mechanism.get(k);
                vcgs[at] += each.vcg.get(k);
            }
        }
        return new FineCounts(common, from, listed(mechanisms), listed(vcgs));
    }

    private long moved(int k, int wider) {
        return (first + k) >> Math.min(Long.SIZE - 1, wider - exponent);
    }

    private long first(int wider) {
        return moved(0, wider);
    }

    private long last(int wider) {
        return moved(mechanism.size() - 1, wider);
    }
}
