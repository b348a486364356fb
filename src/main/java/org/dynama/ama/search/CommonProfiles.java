package org.dynama.ama.search;

import java.util.List;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.model.Profiles;
import org.dynama.refusal.Entries;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.pool.Solvers;

/** Many mechanisms on the same profiles, cut into chunks across all threads. */
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
        int count = profiles.count();
        int blocks = (count + Profiles.BLOCK - 1) / Profiles.BLOCK;
        // A chunk of profiles serves all mechanisms, since what depends on profiles alone, such as a table of losses,
        // costs more than a solution. Where profiles are fewer than threads can share, mechanisms are shared, too.
        int groups = Math.min(mechanisms.size(), (solvers.threads() + blocks - 1) / blocks);
        int stride = blocks * Profiles.BLOCK;
        double[][] out = new double[mechanisms.size()][count];
        solvers.forEach(
                Entries.of("a batch", "Maybe fewer profiles.", groups, blocks, Profiles.BLOCK),
                (solver, from, to) -> {
                    for (int at = from; at < to; ) {
                        int group = at / stride;
                        int first = at % stride;
                        int length = Math.min(to - at, stride - first);
                        Profiles chunk = profiles.slice(first, Math.min(count, first + length));
                        for (int k = group; k < mechanisms.size(); k += groups) {
                            double[] values = measurement.of(solver, mechanisms.get(k), chunk);
                            System.arraycopy(values, 0, out[k], first, values.length);
                        }
                        at += length;
                    }
                    return to;
                },
                done -> {});
        return out;
    }
}
