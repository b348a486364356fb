package org.dynama.ama.menu.candidates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.solver.Measures;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;

/** Finds the best policies of seeds, in batches. */
final class PolicyBatch implements AutoCloseable {
    /** A table of visits has at most so many numbers. */
    private static final int LARGEST = 1 << 23;

    private final Environment environment;
    private final Solvers solvers;

    PolicyBatch(Environment environment, int threads) {
        this.environment = environment;
        solvers = Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), threads);
    }

    /**
     * The policies that maximize an affine welfare at the seeds' types, those of absent agents left out.
     *
     * @param consumer told each seed's, in order
     */
    void best(List<Seed> seeds, AffineWelfare welfare, BiConsumer<Seed, Visited> consumer) {
        int from = 0;
        while (from < seeds.size()) {
            int absent = seeds.get(from).absent();
            int to = from;
            while (to < seeds.size() && seeds.get(to).absent() == absent) {
                to++;
            }
            List<Seed> alike = seeds.subList(from, to);
            Profiles types = profiles(alike);
            AffineWelfare left =
                    absent < 0 ? welfare : environment.absence().taken().without(welfare, absent);
            List<Visited> found = new ArrayList<>();
            solvers.forEach(
                    alike.size(), (solver, first, last) -> part(solver, left, types, first, last), found::addAll);
            for (int s = 0; s < found.size(); s++) {
                consumer.accept(alike.get(s), found.get(s));
            }
            from = to;
        }
    }

    /** The largest affine welfare; shape {@code [B]}. */
    double[] values(Profiles profiles, AffineWelfare welfare) {
        List<double[]> all = new ArrayList<>();
        solvers.forEach(
                profiles.count(),
                (solver, from, to) ->
                        solver.values(welfare, profiles.slice(from, to)).clone(),
                all::add);
        return all.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static List<Visited> part(OccupancySolver solver, AffineWelfare welfare, Profiles types, int from, int to) {
        List<Visited> found = new ArrayList<>();
        int block =
                Math.max(1, Math.min(Profiles.BLOCK, LARGEST / welfare.boosts().size()));
        for (int first = from; first < to; first += block) {
            int last = Math.min(to, first + block);
            try (Measures.Optimal optimal = solver.hard(welfare, types.slice(first, last))) {
                double[] visits = optimal.toArray();
                for (int b = 0; b < last - first; b++) {
                    found.add(visited(visits, last - first, b));
                }
            }
        }
        return found;
    }

    private static Visited visited(double[] table, int count, int b) {
        int size = 0;
        for (int at = b; at < table.length; at += count) {
            size += table[at] > 0 ? 1 : 0;
        }
        int[] pairs = new int[size];
        double[] visits = new double[size];
        int next = 0;
        for (int at = b; at < table.length; at += count) {
            if (table[at] > 0) {
                pairs[next] = at / count;
                visits[next++] = table[at];
            }
        }
        return new Visited(pairs, visits);
    }

    private Profiles profiles(List<Seed> seeds) {
        int rows = environment.agentCount() * environment.dimension();
        double[] values = new double[rows * seeds.size()];
        for (int s = 0; s < seeds.size(); s++) {
            Reals types = seeds.get(s).types();
            for (int row = 0; row < rows; row++) {
                values[row * seeds.size() + s] = types.get(row);
            }
        }
        return Profiles.of(environment.agentCount(), environment.dimension(), seeds.size(), values);
    }

    @Override
    public void close() {
        solvers.close();
    }
}
