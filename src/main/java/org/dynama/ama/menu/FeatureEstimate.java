package org.dynama.ama.menu;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Workers;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;
import org.dynama.world.LeastReward;

/**
 * Features of a menu's entries as simulated runs estimate them, and how far from the policies' own they may be.
 *
 * <p>Rows stand as {@link SimulatedRuns} says, entry after entry.
 */
public final class FeatureEstimate {
    /** With which all bounds hold together where features are not known. */
    public static final double CONFIDENCE = 0.999;

    private final Environment world;
    private final Menu menu;
    private final int runs;
    private final double[] means;
    private final double[] variances;
    private final double most;
    private final double leftOut;

    private FeatureEstimate(Environment world, Menu menu, int runs, SimulatedRuns like) {
        this.world = world;
        this.menu = menu;
        this.runs = runs;
        means = new double[menu.size() * SimulatedRuns.rows(world)];
        variances = new double[means.length];
        most = like.most();
        leftOut = like.leftOut();
    }

    /**
     * Simulates every entry of a menu.
     *
     * @param runs of each entry, at least 2
     * @param stream whose generator {@code k} draws entry {@code k}'s runs
     * @param threads that change no bit; 0 for all cores
     * @throws Refusal if rewards go by rank, or runs have no last period that counts
     */
    public static FeatureEstimate of(Environment world, Menu menu, int runs, RandomStream stream, int threads) {
        world.rewards().requireNamed("a menu");
        menu.requireFits(world.mdp());
        if (runs < 2) {
            throw new Refusal("runs", runs, "must be at least 2", "Maybe 10000.");
        }
        FeatureEstimate estimate = new FeatureEstimate(world, menu, runs, new SimulatedRuns(world, menu));
        int[] done = new int[1];
        try (Workers<SimulatedRuns> workers = new Workers<>(() -> new SimulatedRuns(world, menu), threads)) {
            workers.forEach(
                    menu.size(),
                    1,
                    (simulated, from, to) -> {
                        simulated.simulate(from, runs, stream.draws(from));
                        return new double[][] {simulated.sums.clone(), simulated.squares.clone()};
                    },
                    sums -> estimate.take(done[0]++, sums[0], sums[1]));
        }
        return estimate;
    }

    private void take(int k, double[] sums, double... squares) {
        for (int row = 0; row < sums.length; row++) {
            double mean = sums[row] / runs;
            means[k * sums.length + row] = mean;
            variances[k * sums.length + row] = Math.max(0, squares[row] - mean * sums[row]) / (runs - 1);
        }
    }

    /** The estimates: means over all runs. */
    public MenuFeatures features() {
        int agents = world.agentCount();
        int dimension = world.dimension();
        int rows = SimulatedRuns.rows(world);
        double[] enjoyed = new double[menu.size() * agents * dimension];
        double[] constants = new double[menu.size() * agents];
        double[] designer = new double[menu.size()];
        for (int k = 0; k < menu.size(); k++) {
            designer[k] = means[(k + 1) * rows - 1];
            for (int i = 0; i < agents; i++) {
                int from = k * rows + i * (dimension + 1);
                constants[k * agents + i] = means[from];
                System.arraycopy(means, from + 1, enjoyed, (k * agents + i) * dimension, dimension);
            }
        }
        return new MenuFeatures(agents, dimension, Reals.of(enjoyed), Reals.of(constants), Reals.of(designer));
    }

    /**
     * How far from truthful the menu with these features is: exact where the policies' own are known, else with {@link
     * #CONFIDENCE}.
     *
     * @throws Refusal if some agent's types have no end
     */
    public FeatureBound bound() {
        return KnownFeatures.areOf(world) ? KnownFeatures.bound(world, menu, features(), runs) : confident(CONFIDENCE);
    }

    /**
     * The bound by the spread of the runs alone, all of them together with a confidence: empirical Bernstein bounds for every
     * feature, and what periods that were left out could bring.
     *
     * @see <a href="https://arxiv.org/abs/0907.3740">Maurer and Pontil (2009), Theorem 4</a>
     */
    public FeatureBound confident(double confidence) {
        int rows = SimulatedRuns.rows(world);
        int agents = world.agentCount();
        int width = world.dimension() + 1;
        double[][] ranges = FeatureRanges.of(world.rewards(), menu, world.dimension());
        long open = Arrays.stream(ranges)
                .flatMapToDouble(Arrays::stream)
                .filter(range -> range > 0)
                .count();
        // One-sided for each feature, both sides, each holding but for its part of what is left to chance.
        double logarithm = Math.log(4 * Math.max(1, open) / (1 - confidence));
        RewardMap.Builder radii = new RewardMap.Builder(agents, menu.size());
        for (int k = 0; k < menu.size(); k++) {
            for (int row = 0; row < agents * width; row++) {
                double radius = Math.sqrt(2 * variances[k * rows + row] * logarithm / runs)
                        + ranges[k][row] * (most * 7 * logarithm / (3 * (runs - 1)) + leftOut);
                if (radius > 0) {
                    radii.add(k, row / width, row % width - 1, radius);
                }
            }
        }
        RewardMap all = radii.build();
        Map<String, Double> gains = new LinkedHashMap<>();
        for (int i = 0; i < agents; i++) {
            LeastReward sizes = new LeastReward(all, i, world.agents().get(i).types());
            double worst = 0;
            for (int k = 0; k < menu.size(); k++) {
                worst = Math.max(worst, sizes.size(k));
            }
            gains.put(world.agents().get(i).name(), 2 * worst);
        }
        return new FeatureBound(runs, confidence, gains);
    }
}
