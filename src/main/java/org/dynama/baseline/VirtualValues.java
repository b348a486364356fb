package org.dynama.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Reals;

/**
 * Virtual values of one private number: what a unit of it is worth to a designer who counts payments once and welfare
 * {@code x} times, and must leave agents what they could gain by lies. Anchored at the type that is left nothing:
 *
 * <pre>
 * phi(t) + x t,   phi(t) = t - (1 - F) / f above the anchor,   t + F / f below it
 * </pre>
 *
 * <p>and ironed whole. Any anchor gives a bound; the best is the least type of those who only receive, the largest of those who
 * only bear costs.
 */
final class VirtualValues {
    private static final int CELLS = 4096;
    private static final double ROUNDING = 1e-10;

    private VirtualValues() {}

    /**
     * Of a continuous distribution.
     *
     * @param anchor the share of types below the one that is left nothing: 0, 1 or between
     */
    static DoubleUnaryOperator continuous(Marginal marginal, double anchor, double welfare) {
        double middle = marginal.quantile(anchor);
        DoubleUnaryOperator raw =
                t -> (1 + welfare) * t + (t < middle || anchor == 1 ? marginal.below(t) : -marginal.above(t));
        double[] share = new double[CELLS + 1];
        double[] type = new double[CELLS + 1];
        double[] sum = new double[CELLS + 1];
        int count = 0;
        double lorenz = 0;
        // Integrals of phi over shares: t F below the anchor, minus t (1 - F) above it, up to constants.
        double jump = anchor == 0 || anchor == 1 ? 0 : middle;
        for (int k = 0; k <= CELLS; k++) {
            double q = k / (double) CELLS;
            double t = marginal.quantile(q);
            if (Double.isInfinite(t)) {
                continue;
            }
            lorenz += count == 0 ? 0 : (q - share[count - 1]) * (t + type[count - 1]) / 2;
            share[count] = q;
            type[count] = t;
            sum[count++] = (q < anchor || anchor == 1 ? t * q : jump - t * (1 - q)) + welfare * lorenz;
        }
        double[] x = Arrays.copyOf(share, count);
        double[] y = Arrays.copyOf(sum, count);
        double[] ends = Arrays.copyOf(type, count);
        double size = (1 + welfare) * Math.max(Math.abs(ends[0]), Math.abs(ends[count - 1]));
        int[] corners = Ironing.corners(x, y, ROUNDING * CELLS * size);
        return t -> {
            int place = Arrays.binarySearch(ends, t);
            int cell = place >= 0 ? place : -place - 2;
            int corner = Arrays.binarySearch(corners, cell);
            corner = corner >= 0 ? corner : -corner - 2;
            boolean isIroned = cell >= 0 && corner + 1 < corners.length && corners[corner + 1] - corners[corner] > 1;
            return isIroned ? Ironing.slope(x, y, corners[corner], corners[corner + 1]) : raw.applyAsDouble(t);
        };
    }

    /**
     * Of one component of finitely many types, the others known: a virtual value for each type.
     *
     * @param anchor as above; between the ends it is the first type whose share reaches it
     */
    static Map<Reals, Double> discrete(DiscreteTypes types, int component, double anchor, double welfare) {
        Map<Reals, List<Integer>> alike = new HashMap<>();
        for (int v = 0; v < types.values().size(); v++) {
            double[] others = types.values().get(v).toArray();
            others[component] = 0;
            alike.computeIfAbsent(Reals.of(others), known -> new ArrayList<>()).add(v);
        }
        Map<Reals, Double> virtual = new HashMap<>();
        for (List<Integer> group : alike.values()) {
            group.sort(Comparator.comparingDouble(v -> types.values().get(v).get(component)));
            double[] t = group.stream()
                    .mapToDouble(v -> types.values().get(v).get(component))
                    .toArray();
            double[] odds =
                    group.stream().mapToDouble(v -> types.weights().get(v)).toArray();
            double[] ironed = Ironing.ironed(raw(t, odds, anchor, welfare), odds);
            for (int k = 0; k < t.length; k++) {
                virtual.put(types.values().get(group.get(k)), ironed[k]);
            }
        }
        return virtual;
    }

    private static double[] raw(double[] t, double[] odds, double anchor, double welfare) {
        double total = Reals.of(odds).stream().sum();
        int least = anchor == 1 ? t.length - 1 : 0;
        double reached = odds[0] / total;
        while (anchor > 0 && anchor < 1 && reached < anchor && least < t.length - 1) {
            reached += odds[++least] / total;
        }
        double[] phi = new double[t.length];
        double below = 0;
        for (int k = 0; k < t.length; k++) {
            phi[k] = (1 + welfare) * t[k];
            double above = Math.max(0, total - below - odds[k]);
            if (k >= least && k < t.length - 1) {
                phi[k] -= above / odds[k] * (t[k + 1] - t[k]);
            }
            if (k <= least && k > 0) {
                phi[k] += below / odds[k] * (t[k] - t[k - 1]);
            }
            below += odds[k];
        }
        return phi;
    }

    /** Looks up a type that must be one of those listed. */
    static double at(Map<Reals, Double> values, Reals type) {
        return Objects.requireNonNull(values.get(type), "a type of the distribution");
    }
}
