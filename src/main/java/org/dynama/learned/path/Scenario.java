package org.dynama.learned.path;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dynama.learned.history.TypeGrid;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.model.RandomStream;

/**
 * First types and uniform numbers for all that happens later, for B agents one by one. An agent's first type is fixed in
 * sets: Q first types, each with M futures; rows {@code (b Q + q) M + f}.
 */
public final class Scenario {
    /** The B agents. */
    public final List<Integer> agents;

    public final int types;
    public final int futures;
    /** Shape {@code [B Q M][n d]}. */
    public final double[][] first;
    /** Shape {@code [B Q]}; probabilities of the first types of each agent. */
    public final double[] distribution;
    /** Shape {@code [T][n d + 1 + m][B Q M]}: for the moves of each component, the agent's report, the draw of each good. */
    public final double[][][] uniform;

    private Scenario(
            List<Integer> agents,
            int types,
            int futures,
            double[][] first,
            double[] distribution,
            double[][][] uniform) {
        this.agents = List.copyOf(agents);
        this.types = types;
        this.futures = futures;
        this.first = first;
        this.distribution = distribution;
        this.uniform = uniform;
    }

    /** Draws the scenario with an index: discrete first types are all there, those of intervals one in each stratum. */
    public static Scenario draw(
            World world, List<Integer> agents, RandomStream stream, long index, int wanted, int futures) {
        return agents.stream()
                .map(agent -> draw(world, agent, stream, index, wanted, futures))
                .reduce(Scenario::and)
                .orElseThrow();
    }

    private static Scenario draw(World world, int agent, RandomStream stream, long index, int wanted, int futures) {
        int n = world.agents();
        int d = world.components();
        TypeGrid grid = world.types() instanceof Types.Discrete ? new TypeGrid(world) : null;
        int types = grid != null ? grid.types : wanted;
        int later = n * d + 1 + world.goods();
        Futures cube = new Futures(stream.child("futures " + agent), (n - 1) * d + later * world.periods());
        double[][] points = cube.draw(index, types, futures);
        double[][] strata = Futures.strata(stream.child("types " + agent), index, types, d);
        double[][] first = new double[types * futures][n * d];
        double[] distribution = new double[types];
        for (int q = 0; q < types; q++) {
            distribution[q] = grid != null ? grid.initial[agent][q] : 1.0 / types;
            for (int row = q * futures; row < (q + 1) * futures; row++) {
                int next = 0;
                for (int part = 0; part < n * d; part++) {
                    boolean own = part / d == agent;
                    if (own && grid != null) {
                        first[row][part] = grid.values[q][part % d];
                    } else {
                        double at = own ? strata[part % d][q] : points[next++][row];
                        first[row][part] = world.types(part / d).quantile(at);
                    }
                }
            }
        }
        double[][][] uniform = new double[world.periods()][][];
        for (int t = 0; t < uniform.length; t++) {
            int from = (n - 1) * d + later * t;
            uniform[t] = Arrays.copyOfRange(points, from, from + later);
        }
        return new Scenario(List.of(agent), types, futures, first, distribution, uniform);
    }

    /** The same with each future's first type apart from the others. */
    public Scenario apart() {
        double[] each = new double[types * futures];
        Arrays.setAll(each, row -> distribution[row / futures] / futures);
        return new Scenario(agents, types * futures, 1, first, each, uniform);
    }

    /** The same of one agent in parts, of at most so many paths each but of one first type at least. */
    public List<Scenario> parts(int paths) {
        int each = Math.max(1, paths / futures);
        return IntStream.iterate(0, from -> from < types, from -> from + each)
                .mapToObj(from -> part(from, Math.min(types, from + each)))
                .toList();
    }

    private Scenario part(int from, int to) {
        double[][][] later = new double[uniform.length][][];
        for (int t = 0; t < later.length; t++) {
            later[t] = Arrays.stream(uniform[t])
                    .map(row -> Arrays.copyOfRange(row, from * futures, to * futures))
                    .toArray(double[][]::new);
        }
        return new Scenario(
                agents,
                to - from,
                futures,
                Arrays.copyOfRange(first, from * futures, to * futures),
                Arrays.copyOfRange(distribution, from, to),
                later);
    }

    private Scenario and(Scenario more) {
        List<Integer> both = new ArrayList<>(agents);
        both.addAll(more.agents);
        double[][] rows =
                Stream.concat(Arrays.stream(first), Arrays.stream(more.first)).toArray(double[][]::new);
        double[][][] later = new double[uniform.length][][];
        for (int t = 0; t < later.length; t++) {
            later[t] = new double[uniform[t].length][];
            for (int k = 0; k < later[t].length; k++) {
                later[t][k] = joined(uniform[t][k], more.uniform[t][k]);
            }
        }
        return new Scenario(both, types, futures, rows, joined(distribution, more.distribution), later);
    }

    private static double[] joined(double[] here, double[] there) {
        return DoubleStream.concat(Arrays.stream(here), Arrays.stream(there)).toArray();
    }

    /** Probabilities of the first types of each agent; shape {@code [B Q]}. */
    public double[] distribution() {
        return distribution.clone();
    }

    /** First types, repeated for each lane; shape {@code [L B Q M, n d]}. */
    public NDArray start(Tensors tensors, int lanes) {
        int width = first[0].length;
        double[] all = new double[lanes * first.length * width];
        for (int row = 0; row < lanes * first.length; row++) {
            System.arraycopy(first[row % first.length], 0, all, row * width, width);
        }
        return tensors.of(all, (long) lanes * first.length, width);
    }
}
