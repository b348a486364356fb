package org.dynama.ama.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.search.MoneyUnit;
import org.dynama.ama.study.SmoothingRecord.Rate;
import org.dynama.ama.study.SmoothingRecord.RatePoint;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.jspecify.annotations.Nullable;

/**
 * How fast the objective of one profile tends to its limit: exponentially in the inverse temperature. (The mean over profiles
 * does not: some are as near to a tie as one likes.)
 *
 * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Appendix D</a>
 */
final class ExponentialRate {
    /** Profiles of which the one with the median gap is looked at. */
    private static final int CANDIDATES = 101;

    /** Up to how many times the inverse temperature from which on the paper's bound holds, and in how many steps. */
    private static final int REACH = 3;

    private static final int STEPS = 8;

    /** Differences that are smaller, beside the numbers that they are differences of, are rounding. */
    private static final double ROUNDING = 1e-13;

    private static final int FEWEST_FITTED = 3;

    private final SoftObjective soft;
    private final MoneyUnit unit;
    private final AffineMaximizer mechanism;
    private final @Nullable WeedBound bound;

    ExponentialRate(SoftObjective soft, MoneyUnit unit, AffineMaximizer mechanism) {
        this.soft = soft;
        this.unit = unit;
        this.mechanism = mechanism;
        bound = WeedBound.isKnown(soft.environment()) ? new WeedBound(soft, mechanism) : null;
    }

    /**
     * The rate of one entropy; the bound is one for the joint entropy.
     *
     * @param temperatures that are tried where no gap is known to choose them by
     */
    Rate of(String name, boolean joint, Profiles profiles, Reals temperatures) {
        int b = bound == null ? 0 : typical(bound, profiles);
        Profiles one = profiles.at(b);
        double gap = bound == null ? 0 : bound.gap(one);
        // Where everything is a tie, or nothing, no gap says anything.
        WeedBound known = gap > 0 && gap < Double.POSITIVE_INFINITY ? bound : null;
        double[] inverse = known == null
                ? temperatures.stream().map(t -> 1 / unit.in(t)).sorted().toArray()
                : inverse(known.smallestInverse(gap));
        double hard = soft.values(mechanism, one, null)[0];
        double rounding = ROUNDING * (1 + Math.abs(hard)) * soft.environment().agentCount();
        List<double[]> seen = new ArrayList<>();
        List<RatePoint> points = new ArrayList<>();
        for (double x : inverse) {
            double off = Math.abs(soft.values(mechanism, one, Smoothing.regularizer(joint, 1 / x))[0] - hard);
            if (off > rounding) {
                Double limit =
                        known == null || !joint || x < known.smallestInverse(gap) ? null : unit.out(known.of(one, x));
                points.add(new RatePoint(unit.out(1 / x), unit.out(off), limit));
                seen.add(new double[] {x, Math.log(off)});
            }
        }
        List<double[]> cool = seen.subList(seen.size() / 2, seen.size());
        return new Rate(
                name,
                Smoothing.name(joint),
                b + 1,
                known == null ? null : unit.out(gap),
                cool.size() < FEWEST_FITTED ? null : unit.out(slope(cool)),
                known == null || !joint ? null : unit.out(-gap / known.radius()),
                points);
    }

    private static double[] inverse(double smallest) {
        return IntStream.rangeClosed(1, REACH * STEPS)
                .mapToDouble(k -> smallest * k / STEPS)
                .toArray();
    }

    private static int typical(WeedBound bound, Profiles profiles) {
        List<Integer> byGap = IntStream.range(0, Math.min(CANDIDATES, profiles.count()))
                .boxed()
                .sorted(Comparator.comparingDouble(b -> bound.gap(profiles.at(b))))
                .toList();
        return byGap.get(byGap.size() / 2);
    }

    /** Least squares. */
    private static double slope(List<double[]> points) {
        double x = points.stream().mapToDouble(p -> p[0]).average().orElseThrow();
        double y = points.stream().mapToDouble(p -> p[1]).average().orElseThrow();
        DoubleStream products = points.stream().mapToDouble(p -> (p[0] - x) * (p[1] - y));
        return products.sum()
                / points.stream().mapToDouble(p -> (p[0] - x) * (p[0] - x)).sum();
    }
}
