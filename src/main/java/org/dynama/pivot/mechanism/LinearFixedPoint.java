package org.dynama.pivot.mechanism;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.refusal.Failure;

/**
 * The fixed point {@code x = r + M x} of a map that is affine, of several tables at a time, whatever the discount in it: by
 * generalized minimal residuals (GMRES), restarted until rounding is all that is left. A map with few slow directions, as those of
 * long-lived types, takes few steps; memory is a bounded number of tables.
 *
 * <p>Source: Saad and Schultz (1986), GMRES.
 */
public final class LinearFixedPoint {
    private static final int MOST_DIRECTIONS = 50;
    private static final int FEWEST_DIRECTIONS = 8;
    /** Numbers in all directions together: a quarter of a GiB. */
    private static final int MOST_NUMBERS = 1 << 25;

    private static final int MOST_RESTARTS = 400;
    /** What one restart must leave of some residual, or rounding is all that is left. */
    private static final double PROGRESS = 0.9;
    /** What rounding leaves at most, beside the largest number. */
    private static final double CLOSE = 1e-11;

    private final int[] tableOf;
    private final int tables;
    private final Map map;
    private final int directions;
    /** The map at zero, {@code r}, and the largest size of each table of it. */
    private final double[] constant;

    private final double[] large;

    private LinearFixedPoint(int[] tableOf, Map map) {
        this.tableOf = tableOf;
        this.map = map;
        tables = 1 + Arrays.stream(tableOf).max().orElse(0);
        directions = Math.max(FEWEST_DIRECTIONS, Math.min(MOST_DIRECTIONS, MOST_NUMBERS / Math.max(1, tableOf.length)));
        constant = map.at(new double[tableOf.length]);
        large = sizes(constant);
    }

    /** The map: returns numbers of its own. */
    public interface Map {
        double[] at(double[] numbers);
    }

    /**
     * The fixed point.
     *
     * @param tableOf of each number, the table that it stands in, from 0; no table depends on another
     * @throws Failure if more than rounding is left of a table's equations
     */
    public static double[] of(int[] tableOf, Map map) {
        return new LinearFixedPoint(tableOf, map).solve();
    }

    /** The same of tables that lie side by side, so many of them. */
    static double[] of(int size, int width, Map map) {
        return of(IntStream.range(0, size).map(j -> j % width).toArray(), map);
    }

    private double[] solve() {
        double[] best = constant.clone();
        double[] rest = residual(best);
        for (int restart = 0; restart < MOST_RESTARTS && isOpen(best, rest); restart++) {
            double[] next = step(best, rest.clone());
            double[] after = residual(next);
            if (!improve(best, rest, next, after)) {
                break;
            }
        }
        requireNear(best, rest);
        return best;
    }

    /** Where restarts lose what they have found, as on long cycles, what is left is more than rounding. */
    private void requireNear(double[] x, double[] rest) {
        double[] size = sizes(x);
        double[] left = sizes(rest);
        for (int c = 0; c < tables; c++) {
            if (!(left[c] <= CLOSE * Math.max(size[c], large[c]))) {
                throw new Failure(
                        "the equations of a policy's values are met up to " + left[c] + " only, beside values up to "
                                + size[c],
                        "Maybe a smaller discount.");
            }
        }
    }

    private boolean isOpen(double[] x, double[] rest) {
        double[] size = sizes(x);
        double[] left = sizes(rest);
        return IntStream.range(0, tables).anyMatch(c -> left[c] > Math.ulp(size[c]));
    }

    /** Takes what is nearer, table by table, and returns whether any is much nearer. */
    private boolean improve(double[] best, double[] rest, double[] next, double[] after) {
        double[] left = sizes(rest);
        double[] now = sizes(after);
        for (int j = 0; j < best.length; j++) {
            if (now[tableOf[j]] < left[tableOf[j]]) {
                best[j] = next[j];
                rest[j] = after[j];
            }
        }
        return IntStream.range(0, tables).anyMatch(c -> now[c] < PROGRESS * left[c]);
    }

    private double[] residual(double[] x) {
        double[] residual = map.at(x);
        for (int j = 0; j < x.length; j++) {
            residual[j] -= x[j];
        }
        return residual;
    }

    /** The largest size of each table. */
    private double[] sizes(double[] numbers) {
        double[] sizes = new double[tables];
        for (int j = 0; j < numbers.length; j++) {
            sizes[tableOf[j]] = Math.max(sizes[tableOf[j]], Math.abs(numbers[j]));
        }
        return sizes;
    }

    /** One start of the method. */
    private double[] step(double[] x, double[] residual) {
        double[] norms = normalize(residual);
        List<double[]> basis = new ArrayList<>(List.of(residual));
        List<Rotations> small = Arrays.stream(norms)
                .mapToObj(norm -> new Rotations(directions, norm))
                .toList();
        for (int k = 0; k < directions && small.stream().anyMatch(Rotations::isOpen); k++) {
            double[] fresh = image(basis.get(k));
            // Twice is enough for directions that rounding has bent.
            for (int l = 0; l < 2 * (k + 1); l++) {
                orthogonalize(fresh, basis.get(l % (k + 1)), small, l % (k + 1), k);
            }
            double[] lengths = normalize(fresh);
            for (int c = 0; c < tables; c++) {
                small.get(c).close(k, lengths[c]);
            }
            basis.add(fresh);
        }
        double[] next = x.clone();
        List<double[]> weights = small.stream().map(Rotations::solution).toList();
        for (int j = 0; j < next.length; j++) {
            double[] mine = weights.get(tableOf[j]);
            for (int k = 0; k < mine.length; k++) {
                next[j] += mine[k] * basis.get(k)[j];
            }
        }
        return next;
    }

    /** {@code (I - M) v}: the map is taken at a multiple of {@code v} as large as the constant, so that none drowns the other. */
    private double[] image(double[] direction) {
        double[] scale = sizes(direction);
        Arrays.setAll(scale, c -> large[c] > 0 && scale[c] > 0 ? large[c] / scale[c] : 1);
        double[] at = new double[direction.length];
        Arrays.setAll(at, j -> scale[tableOf[j]] * direction[j]);
        double[] image = map.at(at);
        Arrays.setAll(image, j -> direction[j] - (image[j] - constant[j]) / scale[tableOf[j]]);
        return image;
    }

    private double[] normalize(double[] numbers) {
        double[] sizes = sizes(numbers);
        double[] norms = new double[tables];
        for (int j = 0; j < numbers.length; j++) {
            int c = tableOf[j];
            double part = sizes[c] == 0 ? 0 : numbers[j] / sizes[c];
            norms[c] += part * part;
        }
        Arrays.setAll(norms, c -> Math.sqrt(norms[c]) * sizes[c]);
        Arrays.setAll(numbers, j -> norms[tableOf[j]] == 0 ? 0 : numbers[j] / norms[tableOf[j]]);
        return norms;
    }

    private void orthogonalize(double[] fresh, double[] old, List<Rotations> small, int l, int k) {
        double[] along = new double[tables];
        for (int j = 0; j < fresh.length; j++) {
            along[tableOf[j]] += fresh[j] * old[j];
        }
        for (int j = 0; j < fresh.length; j++) {
            fresh[j] -= along[tableOf[j]] * old[j];
        }
        for (int c = 0; c < tables; c++) {
            small.get(c).add(l, k, along[c]);
        }
    }
}
