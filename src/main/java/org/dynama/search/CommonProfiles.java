package org.dynama.search;

import java.util.List;
import org.dynama.mechanism.AffineMaximizer;
import org.dynama.model.Profiles;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.pool.Solvers;

/** Many mechanisms on the same profiles, as one batch of mechanisms x profiles, cut into chunks across all threads. */
final class CommonProfiles {
    private final Solvers solvers;

    CommonProfiles(Solvers solvers) {
        this.solvers = solvers;
    }

    /** A number for every profile of a chunk. */
    @FunctionalInterface
    interface Measurement {
        double[] of(OccupancySolver solver, AffineMaximizer mechanism, Profiles chunk);
    }

    /** The measurement of every mechanism on every profile; shape {@code [mechanisms][B]}. */
    double[][] of(List<AffineMaximizer> mechanisms, Profiles profiles, Measurement measurement) {
        double[][] out = new double[mechanisms.size()][profiles.count()];
        int[] filled = {0};
        solvers.forEach(
                Math.multiplyExact(mechanisms.size(), profiles.count()),
                (solver, from, to) -> {
                    double[] chunk = new double[to - from];
                    for (int at = from; at < to; ) {
                        int first = at % profiles.count();
                        int length = Math.min(to - at, profiles.count() - first);
                        double[] part = measurement.of(
                                solver, mechanisms.get(at / profiles.count()), profiles.slice(first, first + length));
                        System.arraycopy(part, 0, chunk, at - from, length);
                        at += length;
                    }
                    return chunk;
                },
                chunk -> {
                    for (double value : chunk) {
                        out[filled[0] / profiles.count()][filled[0] % profiles.count()] = value;
                        filled[0]++;
                    }
                });
        return out;
    }
}
