package org.dynama.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dynama.model.Profiles;
import org.dynama.model.Workers;
import org.dynama.world.Environment;
import org.dynama.world.Stakes;

/** Seeks prices one coordinate at a time among those at which somebody is just willing. */
final class PriceSearch implements AutoCloseable {
    /** All combinations are tried where there are no more. */
    private static final int FEW = 128;

    private static final int MOST_PASSES = 6;
    /** State-action pairs that may be looked at, over all. */
    private static final double WORK = 1.5e9;
    /** Utilities below zero by less than this, of what a run can be worth, are rounding. */
    private static final double ROUNDING = 1e-9;

    private final Environment environment;
    private final WeightedProfiles sample;
    private final Workers<PostedRule> workers;
    private final int stages;
    /** Shape {@code [n][d][]}. */
    private final double[][][] candidates;

    private final double stake;
    private final Profiles corners;
    private double evaluations;

    PriceSearch(Environment environment, WeightedProfiles sample, Supplier<PostedRule> rule, int threads) {
        this.environment = environment;
        this.sample = sample;
        workers = new Workers<>(rule, threads);
        stages = workers.first().stages();
        PriceCandidates listed = new PriceCandidates(environment, sample.profiles());
        candidates = listed.all();
        corners = listed.corners();
        stake = Stakes.of(environment).stream().max().orElse(0) * PolicyChoice.visits(environment.mdp());
        evaluations = WORK
                / (3.0 * environment.agentCount() + 1)
                / environment.mdp().pairCount()
                / sample.profiles().count();
    }

    /** What prices come to: first nobody may lose, then profit counts. */
    record Score(double loss, double profit) {
        boolean beats(Score other) {
            return loss != other.loss ? loss < other.loss : profit > other.profit;
        }
    }

    /** The best prices that are found, the same in all stages; shape {@code [n][d]}. */
    double[][] best() {
        int n = candidates.length;
        int d = environment.dimension();
        double combinations = 1;
        int longest = 1;
        for (double[][] own : candidates) {
            for (double[] values : own) {
                combinations *= values.length;
                longest = Math.max(longest, values.length);
            }
        }
        boolean isFew = combinations <= FEW;
        double[][] best = new double[n][d];
        Score score = new Score(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        for (int start = 0; start < (isFew ? combinations : longest) && evaluations > 0; start++) {
            double[][] trial = new double[n][d];
            int rest = start;
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < d; k++) {
                    int count = candidates[i][k].length;
                    trial[i][k] = candidates[i][k][isFew ? rest % count : start * count / longest];
                    rest /= count;
                }
            }
            Score found = score(trial);
            if (found.beats(score)) {
                best = trial;
                score = found;
            }
        }
        return isFew ? best : ascended(best, score);
    }

    /** The best prices by stage that are found from the same for all; shape {@code [n][stages * d]}. */
    double[][] refined(double[][] flat) {
        int d = environment.dimension();
        double[][] start = new double[flat.length][stages * d];
        for (int i = 0; i < start.length; i++) {
            for (int k = 0; k < start[i].length; k++) {
                start[i][k] = flat[i][k % d];
            }
        }
        return stages == 1 ? start : ascended(start, score(start));
    }

    private double[][] ascended(double[][] start, Score first) {
        double[][] best = start;
        Score score = first;
        boolean improved = true;
        for (int pass = 0; improved && pass < MOST_PASSES; pass++) {
            improved = false;
            for (int i = 0; i < best.length; i++) {
                for (int at = 0; at < best[i].length; at++) {
                    for (double price : candidates[i][at % environment.dimension()]) {
                        if (price == best[i][at] || evaluations <= 0) {
                            continue;
                        }
                        double[][] trial =
                                Arrays.stream(best).map(double[]::clone).toArray(double[][]::new);
                        trial[i][at] = price;
                        Score found = score(trial);
                        if (found.beats(score)) {
                            best = trial;
                            score = found;
                            improved = true;
                        }
                    }
                }
            }
        }
        return best;
    }

    Score score(double[][] prices) {
        evaluations--;
        List<PostedRule.Outcome> outcomes = outcomes(prices);
        double loss = sample.isEnumerated() ? 0 : loss(played(prices, corners));
        double[] profits = new double[outcomes.size()];
        for (int b = 0; b < profits.length; b++) {
            profits[b] = outcomes.get(b).profit();
        }
        loss = Math.max(loss, loss(outcomes));
        return new Score(loss > ROUNDING * stake ? loss : 0, sample.mean(profits));
    }

    /** The most that anybody loses; 0 where nobody does. */
    private static double loss(List<PostedRule.Outcome> outcomes) {
        return outcomes.stream()
                .flatMapToDouble(outcome -> Arrays.stream(outcome.utilities()))
                .map(utility -> -utility)
                .filter(lost -> lost > 0)
                .max()
                .orElse(0);
    }

    /** What prices of shape {@code [n][stages * d]} lead to, profile by profile. */
    List<PostedRule.Outcome> outcomes(double[][] prices) {
        return played(prices, sample.profiles());
    }

    private List<PostedRule.Outcome> played(double[][] prices, Profiles profiles) {
        List<PostedRule.Outcome> all = new ArrayList<>();
        workers.<List<PostedRule.Outcome>>forEach(
                profiles.count(),
                Profiles.BLOCK,
                (choices, from, to) -> IntStream.range(from, to)
                        .mapToObj(b -> choices.play(prices, profiles, b))
                        .toList(),
                all::addAll);
        return all;
    }

    @Override
    public void close() {
        workers.close();
    }
}
