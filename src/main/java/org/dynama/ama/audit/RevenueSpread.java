package org.dynama.ama.audit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.Reals;

/**
 * How often a mechanism's revenue, and that of VCG, falls where, on one axis.
 *
 * @param low where the first bin begins
 * @param width of a bin
 * @param mechanism counts by bin
 * @param vcg the same; as many
 * @param grid finer counts, by which spreads of parts are put together
 */
public record RevenueSpread(double low, double width, List<Integer> mechanism, List<Integer> vcg, FineCounts grid) {
    private static final int BINS = 40;

    public RevenueSpread {
        mechanism = List.copyOf(mechanism);
        vcg = List.copyOf(vcg);
    }

    /** Of values by profile, in forty bins from the smallest to the largest. */
    static RevenueSpread of(Reals mechanism, Reals vcg) {
        Ends ends = Ends.of(mechanism, vcg);
        double low = ends.low();
        double width = ends.high() > low ? (ends.high() - low) / BINS : 1;
        return new RevenueSpread(
                low, width, counts(mechanism, low, width), counts(vcg, low, width), FineCounts.of(mechanism, vcg));
    }

    private static List<Integer> counts(Reals values, double low, double width) {
        Integer[] counts = new Integer[BINS];
        Arrays.fill(counts, 0);
        values.stream().forEach(value -> counts[(int) Math.min(BINS - 1.0, (value - low) / width)]++);
        return List.of(counts);
    }

    /** Of both, in at most forty bins whose edges are edges of the grid. */
    RevenueSpread and(RevenueSpread next) {
        FineCounts both = grid.and(next.grid);
        int cells = both.mechanism().size();
        int together = (cells + BINS - 1) / BINS;
        return new RevenueSpread(
                Math.scalb((double) both.first(), both.exponent()),
                Math.scalb((double) together, both.exponent()),
                sums(both.mechanism(), together),
                sums(both.vcg(), together),
                both);
    }

    private static List<Integer> sums(List<Integer> counts, int together) {
        return IntStream.range(0, (counts.size() + together - 1) / together)
                .mapToObj(k -> counts.subList(k * together, Math.min(counts.size(), (k + 1) * together)).stream()
                        .mapToInt(count -> count)
                        .sum())
                .toList();
    }
}
