package org.dynama.baseline;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.Profiles;
import org.dynama.world.Environment;

/**
 * The weights of ways to make types virtual whose mean bounds the least, agent by agent: a convex function, whose gradient is
 * {@code E phi_w . x*} with {@code x*} what the best policies let her enjoy (envelope theorem), descended multiplicatively.
 *
 * @see <a href="https://doi.org/10.1016/S0167-6377(02)00231-6">Beck and Teboulle (2003), Mirror descent</a>
 */
final class FlowSearch implements AutoCloseable {
    private static final int STEPS = 40;
    private static final double FIRST_STEP = 2;
    private static final double SHRINKING = 0.93;
    /** Weights are multiples of this share: what rounding does to a search must not be seen in a number. */
    private static final int PARTS = 1000;

    private final WeightedProfiles few;
    /** Shape {@code [n][ways]}: virtual types of the few profiles. */
    private final Profiles[][] virtual;

    private final PolicyFeatures features;
    private final double[][] best;
    private double least = Double.POSITIVE_INFINITY;

    FlowSearch(Environment environment, double welfare, List<List<VirtualTypes>> ways, int threads) {
        few = ChoiceSample.of(environment);
        int most = ways.stream().mapToInt(List::size).max().orElseThrow();
        VirtualWelfare at = new VirtualWelfare(environment, welfare, 1, threads);
        virtual = new Profiles[ways.size()][];
        best = new double[ways.size()][];
        Profiles[] alike = new Profiles[most];
        for (int w = 0; w < most; w++) {
            int way = w;
            alike[w] = at.virtual(
                    few.profiles(),
                    ways.stream()
                            .map(each -> each.get(Math.min(way, each.size() - 1)))
                            .toList());
        }
        for (int i = 0; i < virtual.length; i++) {
            virtual[i] = Arrays.copyOf(alike, ways.get(i).size());
            best[i] = new double[virtual[i].length];
            best[i][0] = 1;
        }
        // What is revealed counts once here, so that the designer's reward counts less.
        features = new PolicyFeatures(
                environment.withDesigner(environment.designer().times(1 / (1 + welfare))), threads);
    }

    /** The weights, shape {@code [n][ways]}. */
    double[][] best() {
        int most = Arrays.stream(virtual).mapToInt(ways -> ways.length).max().orElseThrow();
        for (int w = 0; w < most; w++) {
            double[][] pure = weights((i, way) -> 0);
            for (int i = 0; i < pure.length; i++) {
                pure[i][Math.min(w, pure[i].length - 1)] = 1;
            }
            gradient(pure);
        }
        double[][] weights = weights((i, way) -> 1.0 / virtual[i].length);
        double step = FIRST_STEP;
        for (int t = 0; t < STEPS; t++) {
            double[][] gradient = gradient(rounded(weights));
            double spread = Arrays.stream(gradient)
                    .mapToDouble(each -> Arrays.stream(each).max().orElseThrow()
                            - Arrays.stream(each).min().orElseThrow())
                    .max()
                    .orElseThrow();
            if (!(spread > 0 && spread < Double.POSITIVE_INFINITY)) {
                break;
            }
            for (int i = 0; i < weights.length; i++) {
                for (int w = 0; w < weights[i].length; w++) {
                    weights[i][w] *= Math.exp(-step * gradient[i][w] / spread);
                }
                double sum = Arrays.stream(weights[i]).sum();
                weights[i] = Arrays.stream(weights[i]).map(w -> w / sum).toArray();
            }
            step *= SHRINKING;
        }
        return best;
    }

    private interface Weight {
        double of(int i, int way);
    }

    private double[][] weights(Weight weight) {
        return IntStream.range(0, virtual.length)
                .mapToObj(i -> IntStream.range(0, virtual[i].length)
                        .mapToDouble(w -> weight.of(i, w))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** To whole parts, the largest weight taking what is left. */
    private static double[][] rounded(double[][] weights) {
        return Arrays.stream(weights).map(FlowSearch::rounded).toArray(double[][]::new);
    }

    private static double[] rounded(double[] weights) {
        double[] parts = Arrays.stream(weights).map(w -> Math.rint(w * PARTS)).toArray();
        int largest = 0;
        for (int w = 0; w < parts.length; w++) {
            largest = weights[w] > weights[largest] ? w : largest;
        }
        parts[largest] += PARTS - Arrays.stream(parts).sum();
        return Arrays.stream(parts).map(part -> part / PARTS).toArray();
    }

    /** The derivative by each weight; the least bound is kept. */
    private double[][] gradient(double[][] weights) {
        int count = few.profiles().count();
        int d = few.profiles().dimension();
        int n = virtual.length;
        double[] mean = new double[n * d * count];
        for (int i = 0; i < n; i++) {
            for (int w = 0; w < weights[i].length; w++) {
                for (int at = 0; weights[i][w] > 0 && at < d * count; at++) {
                    mean[i * d * count + at] += weights[i][w] * virtual[i][w].type(i, at / count, at % count);
                }
            }
        }
        PolicyFeatures.Policies policies = features.best(Profiles.of(n, d, count, mean));
        double bound = few.mean(policies.values());
        if (bound < least) {
            least = bound;
            for (int i = 0; i < n; i++) {
                best[i] = weights[i].clone();
            }
        }
        double[][] gradient = weights((i, w) -> 0);
        for (int i = 0; i < n; i++) {
            for (int w = 0; w < gradient[i].length; w++) {
                for (int b = 0; b < count; b++) {
                    double worth = 0;
                    for (int k = 0; k < d; k++) {
                        worth += virtual[i][w].type(i, k, b) * policies.enjoyed()[b][i * d + k];
                    }
                    gradient[i][w] += few.weights().get(b) * worth;
                }
            }
        }
        return gradient;
    }

    @Override
    public void close() {
        features.close();
    }
}
