package org.dynama.ama.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;

/**
 * The objective as it is evaluated, near a point of a search's coordinates.
 *
 * @param environment its money in the solvers' unit
 */
record HardObjective(Environment environment, Objective objective, Solvers solvers, Parametrization coordinates) {
    /** Offsets of a line, as many to each side of the middle, and how far the last is from it. */
    private static final int SIDE = 40;

    private static final double FAR = 0.2;

    /** The profiles of a line's curves, besides the one that jumps most. */
    private static final int[] COUNTS = {16, 256, 4096, 65_536};

    /** Half differences over {@code +-reach} in each coordinate, divided by it; shape {@code [blocks][coordinates]}. */
    double[][] differences(double[] point, double reach, List<Profiles> blocks) {
        List<AffineMaximizer> mechanisms = new ArrayList<>();
        for (int x = 0; x < point.length; x++) {
            mechanisms.add(mechanism(point, x, reach));
            mechanisms.add(mechanism(point, x, -reach));
        }
        double[][] differences = new double[blocks.size()][point.length];
        for (int r = 0; r < differences.length; r++) {
            double[][] values = values(mechanisms, blocks.get(r));
            for (int x = 0; x < point.length; x++) {
                double up = Estimate.of(values[2 * x]).mean();
                double down = Estimate.of(values[2 * x + 1]).mean();
                differences[r][x] = (up - down) / (2 * reach);
            }
        }
        return differences;
    }

    /**
     * The objective along one coordinate, in the world's own money and as it is reported: in the profile of the first block
     * that jumps most, and in the mean over the first profiles.
     */
    ObjectiveLine line(double[] point, int x, String name, List<Profiles> blocks, MoneyUnit unit) {
        double[] offsets = IntStream.rangeClosed(-SIDE, SIDE)
                .mapToDouble(k -> FAR * k / SIDE)
                .toArray();
        List<AffineMaximizer> mechanisms = Arrays.stream(offsets)
                .mapToObj(offset -> mechanism(point, x, offset))
                .toList();
        double[] sum = new double[offsets.length];
        List<ObjectiveLine.Curve> curves = new ArrayList<>();
        curves.add(boldest(values(mechanisms, blocks.get(0)), unit));
        int seen = 0;
        for (Profiles block : blocks) {
            double[][] values = values(mechanisms, block);
            for (int b = 0; b < block.count(); b++) {
                double[] one = row(values, b, unit);
                Arrays.setAll(sum, k -> sum[k] + one[k]);
                int count = ++seen;
                if (Arrays.stream(COUNTS).anyMatch(wanted -> wanted == count)) {
                    curves.add(curve(Arrays.stream(sum).map(s -> s / count).toArray(), count));
                }
            }
        }
        return new ObjectiveLine(name + ": number " + (x + 1), Reals.of(offsets), curves);
    }

    private ObjectiveLine.Curve boldest(double[][] values, MoneyUnit unit) {
        return IntStream.range(0, values[0].length)
                .mapToObj(b -> curve(row(values, b, unit), 1))
                .max(Comparator.comparingDouble(ObjectiveLine.Curve::largestStep))
                .orElseThrow();
    }

    private double[] row(double[][] values, int b, MoneyUnit unit) {
        return Arrays.stream(values)
                .mapToDouble(mechanism -> unit.out(objective.reported(mechanism[b])))
                .toArray();
    }

    private static ObjectiveLine.Curve curve(double[] values, int count) {
        double largest = IntStream.range(1, values.length)
                .mapToDouble(k -> Math.abs(values[k] - values[k - 1]))
                .max()
                .orElse(0);
        return new ObjectiveLine.Curve(count, Reals.of(values), largest);
    }

    private double[][] values(List<AffineMaximizer> mechanisms, Profiles profiles) {
        return new CommonProfiles(solvers)
                .of(
                        mechanisms,
                        profiles,
                        (solver, mechanism, chunk) -> Trials.values(environment, objective, solver, mechanism, chunk));
    }

    private AffineMaximizer mechanism(double[] point, int x, double by) {
        double[] moved = point.clone();
        moved[x] += by;
        return new AffineMaximizer(environment, coordinates.parameters(moved));
    }
}
