package org.dynama.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.TypeDistribution;
import org.dynama.world.Environment;

/**
 * Virtual types of an agent of several even numbers, by what she keeps at least because she could feign less of all of them at once.
 * With utility {@code u(t)}, whose slope is what she enjoys, and along segments that end at {@code t},
 *
 * <pre>
 * u(t) &gt;= integral over s in [0, 1] of (t - o) . x(o + s (t - o))      rays from a point o, as far as they are in the box
 * u(t) &gt;= integral over s of r . x(t - s r)                             lines of direction r
 * </pre>
 *
 * so that in expectation, the density being the same everywhere, {@code E u >= E h(t) g . x(t)} with {@code g = t - o} and
 * {@code h = (rho^m - 1) / m} for rays, {@code rho} the most by which {@code t - o} can be stretched inside the box of {@code m}
 * numbers, and {@code g = r} and {@code h} the way from {@code t} to its edge for lines. No sign of what is enjoyed is needed.
 *
 * @see <a href="https://doi.org/10.2307/2171924">Armstrong (1996), Multiproduct nonlinear pricing: rays</a>
 */
final class Rays {
    /** No virtual value need lie further below a value, in widths of the box: what is enjoyed is not negative. */
    private static final double FURTHEST = 1000;

    private Rays() {}

    /** The ways of agent {@code i}; empty unless her numbers are several, even and independent, and only received. */
    static List<VirtualTypes> of(Environment environment, int i, double welfare) {
        TypeDistribution types = environment.agents().get(i).types();
        int[] goods = IntStream.of(Goods.of(environment, i))
                .filter(k -> types.high(k) > types.low(k))
                .toArray();
        if (!(types instanceof TypeDistribution.Uniform) || goods.length < 2) {
            return List.of();
        }
        String name = environment.agents().get(i).name();
        double[] low = IntStream.of(goods).mapToDouble(types::low).toArray();
        double[] high = IntStream.of(goods).mapToDouble(types::high).toArray();
        List<VirtualTypes> ways = new ArrayList<>();
        ways.add(way(name + "'s distance from her least type", low, low, high, goods, welfare));
        if (Arrays.stream(low).allMatch(t -> t >= 0) && Arrays.stream(low).anyMatch(t -> t > 0)) {
            ways.add(way(name + "'s distance from nothing", new double[goods.length], low, high, goods, welfare));
        }
        ways.add(new VirtualTypes(name + "'s sum", type -> {
            double room = Double.POSITIVE_INFINITY;
            for (int g = 0; g < goods.length; g++) {
                room = Math.min(room, (high[g] - type[goods[g]]) / (high[g] - low[g]));
            }
            double[] other = type.clone();
            for (int g = 0; g < goods.length; g++) {
                other[goods[g]] -= room * (high[g] - low[g]) / (1 + welfare);
            }
            return other;
        }));
        return ways;
    }

    private static VirtualTypes way(
            String label, double[] origin, double[] low, double[] high, int[] goods, double welfare) {
        return new VirtualTypes(label, type -> {
            double stretch = Double.POSITIVE_INFINITY;
            for (int g = 0; g < goods.length; g++) {
                stretch = Math.min(stretch, (high[g] - origin[g]) / (type[goods[g]] - origin[g]));
            }
            double kept = (Math.pow(stretch, goods.length) - 1) / goods.length / (1 + welfare);
            double[] other = type.clone();
            for (int g = 0; g < goods.length; g++) {
                double moved = type[goods[g]] - origin[g];
                other[goods[g]] -= moved == 0 ? 0 : Math.min(kept * moved, FURTHEST * (high[g] - low[g]));
            }
            return other;
        });
    }
}
