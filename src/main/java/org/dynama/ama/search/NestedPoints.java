package org.dynama.ama.search;

import java.util.Arrays;
import java.util.List;
import org.dynama.model.RandomStream;

/**
 * Scrambled Sobol points over full tables whose boosts stray little from shared ones: each coordinate is the sum of a
 * part for every way to share them, coarsest first, finer ones smaller.
 *
 * <p>Every table can come up, but in sales with many states those that treat like states alike come first; points
 * spread evenly over the cube of all tables earn less than VCG there. With one way it is that cube.
 */
final class NestedPoints {
    /** The part of each way to share beside the one before it. */
    private static final double PART = 0.3;

    /** One point in so many is drawn in towards VCG: in many dimensions the whole cube has hardly a point near it. */
    private static final int DRAWN_IN = 4;

    private static final double DRAWN_TO = 0.25;

    private final List<Sharing> sharings;
    private final SobolPoints points;

    /**
     * The points.
     *
     * @param sharings coarsest first; the last one's coordinates are the points'
     * @param others how many coordinates follow the boosts
     */
    NestedPoints(List<Sharing> sharings, int others, RandomStream stream) {
        this.sharings = List.copyOf(sharings);
        points = new SobolPoints(sharings.stream().mapToInt(Sharing::size).sum() + others, stream);
    }

    /** The point with an index from 0. */
    double[] at(int index) {
        double[] all = points.at(index);
        Sharing finest = sharings.get(sharings.size() - 1);
        double[] sum = new double[finest.size()];
        double whole = 0;
        double weight = 1;
        int begin = 0;
        for (Sharing sharing : sharings) {
            double[] free = Arrays.copyOfRange(all, begin, begin + sharing.size());
            double[] part = finest.average(sharing.spread(free));
            for (int g = 0; g < sum.length; g++) {
                sum[g] += weight * part[g];
            }
            begin += sharing.size();
            whole += weight;
            weight *= PART;
        }
        double[] point = Arrays.copyOf(sum, sum.length + all.length - begin);
        for (int g = 0; g < sum.length; g++) {
            point[g] /= whole;
        }
        System.arraycopy(all, begin, point, sum.length, all.length - begin);
        if (index % DRAWN_IN == DRAWN_IN - 1) {
            Arrays.setAll(point, x -> DRAWN_TO * point[x]);
        }
        return point;
    }
}
