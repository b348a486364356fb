package org.dynama.learned.path;

import ai.djl.ndarray.NDArray;
import org.dynama.learned.history.TypeGrid;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.model.RandomStream;

/**
 * First types and uniform numbers for all that happens later, for one buyer whose first type is fixed in sets: Q first
 * types, each with M futures; rows {@code q M + f}.
 */
public final class Scenario {
    public final int types;
    public final int futures;
    /** Shape {@code [Q M][n d]}. */
    public final double[][] first;
    /** Shape {@code [Q]}; probabilities of the first types. */
    public final double[] law;
    /** Shape {@code [T][n d + 1 + m][Q M]}: for the moves of each component, the buyer's report, the draw of each good. */
    public final double[][][] uniform;

    private Scenario(int types, int futures, double[][] first, double[] law, double[][][] uniform) {
        this.types = types;
        this.futures = futures;
        this.first = first;
        this.law = law;
        this.uniform = uniform;
    }

    /** Draws the scenario with an index: discrete first types are all there, those of intervals one in each stratum. */
    public static Scenario draw(World world, int buyer, RandomStream stream, long index, int wanted, int futures) {
        int n = world.buyers();
        int d = world.components();
        TypeGrid grid = world.types() instanceof Types.Discrete ? new TypeGrid(world) : null;
        int types = grid != null ? grid.types : wanted;
        int later = n * d + 1 + world.goods();
        Futures cube = new Futures(stream.child("futures " + buyer), (n - 1) * d + later * world.periods());
        double[][] points = cube.draw(index, types, futures);
        double[][] strata = Futures.strata(stream.child("types " + buyer), index, types, d);
        double[][] first = new double[types * futures][n * d];
        double[] law = new double[types];
        for (int q = 0; q < types; q++) {
            law[q] = grid != null ? grid.initial[q] : 1.0 / types;
            for (int row = q * futures; row < (q + 1) * futures; row++) {
                int next = 0;
                for (int part = 0; part < n * d; part++) {
                    boolean own = part / d == buyer;
                    if (own && grid != null) {
                        first[row][part] = grid.values[q][part % d];
                    } else {
                        double at = own ? strata[part % d][q] : points[next++][row];
                        first[row][part] = first(world.types(), at);
                    }
                }
            }
        }
        double[][][] uniform = new double[world.periods()][][];
        for (int t = 0; t < uniform.length; t++) {
            int from = (n - 1) * d + later * t;
            uniform[t] = java.util.Arrays.copyOfRange(points, from, from + later);
        }
        return new Scenario(types, futures, first, law, uniform);
    }

    /** Probabilities of the first types; shape {@code [Q]}. */
    public double[] law() {
        return law.clone();
    }

    /** First types, repeated for each lane; shape {@code [L Q M, n d]}. */
    public NDArray start(Tensors tensors, int lanes) {
        int width = first[0].length;
        double[] all = new double[lanes * first.length * width];
        for (int row = 0; row < lanes * first.length; row++) {
            System.arraycopy(first[row % first.length], 0, all, row * width, width);
        }
        return tensors.of(all, (long) lanes * first.length, width);
    }

    private static double first(Types types, double at) {
        if (types instanceof Types.Interval interval) {
            return interval.quantile(at);
        }
        Types.Discrete discrete = (Types.Discrete) types;
        double sum = 0;
        for (int g = 0; g < discrete.values().size() - 1; g++) {
            sum += discrete.initial().get(g);
            if (at < sum) {
                return discrete.values().get(g);
            }
        }
        return discrete.high();
    }
}
