package org.dynama.baseline;

import java.util.Arrays;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.model.Stages;
import org.dynama.world.Environment;

/**
 * What happens in one profile where prices are posted: for each unit of a component of her type that an agent enjoys. Agents choose one after another, in
 * their order: each the policies that
 * leave her the most after prices, of those that the ones before her like equally; among these, those that she pays the most for,
 * since it is all the same to her. The designer chooses from what is left.
 *
 * <p>What an agent would pay at least, whatever of it she chose, is given back to her: her report does not change it.
 */
final class OfferedChoices {
    /** Of the money in a run: values that differ by less are alike. */
    private static final double ALIKE = 1e-11;

    private final Environment environment;
    private final PolicyChoice choice;
    private final double visits;
    private final int stages;
    private final int[] stageOf;

    /** @param byStage whether an agent has a price for each stage, else one for all */
    OfferedChoices(Environment environment, boolean byStage) {
        this.environment = environment;
        choice = new PolicyChoice(environment.mdp());
        visits = PolicyChoice.visits(environment.mdp());
        stageOf = new int[environment.mdp().stateCount()];
        if (byStage) {
            Stages found = Stages.of(environment.mdp());
            Arrays.setAll(stageOf, found::of);
            stages = found.count();
        } else {
            stages = 1;
        }
    }

    /** How many prices an agent has for each component of her type. */
    int stages() {
        return stages;
    }

    /**
     * What comes of it.
     *
     * @param profit payments and the designer's reward
     * @param welfare all rewards
     * @param utilities shape {@code [n]}
     * @param payments shape {@code [n]}
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Outcome(double profit, double welfare, double[] utilities, double[] payments) {}

    /** Plays a profile; prices have the shape {@code [n][stages * d]}. */
    Outcome play(double[][] prices, Profiles profiles, int b) {
        return play(prices, profiles, profiles, b);
    }

    /** Plays a profile of reports by agents whose true types may be others. */
    Outcome play(double[][] prices, Profiles reports, Profiles types, int b) {
        int n = environment.agentCount();
        double[][] sums = sums(prices, reports, b);
        double[] designer = sums[2 * n];
        boolean[] allowed = choice.all();
        double[] back = new double[n];
        double[] kept = new double[designer.length];
        for (int i = 0; i < n; i++) {
            double[] pays = sums[n + i];
            double tolerance = tolerance(sums[i], pays);
            Arrays.setAll(kept, pair -> -pays[pair]);
            double least = -choice.best(kept, allowed, tolerance);
            back[i] = least > tolerance ? least : 0;
            double[] earns = sums[i];
            Arrays.setAll(kept, pair -> earns[pair] - pays[pair]);
            choice.keepOptimal(kept, allowed, tolerance);
            choice.keepOptimal(pays, allowed, tolerance);
        }
        choice.keepOptimal(designer, allowed, tolerance(designer, designer));
        double[] expected = choice.expected(sums(prices, types, b), allowed);
        double profit = expected[2 * n];
        double welfare = expected[2 * n];
        double[] utilities = new double[n];
        double[] payments = new double[n];
        for (int i = 0; i < n; i++) {
            payments[i] = expected[n + i] - back[i];
            profit += payments[i];
            welfare += expected[i];
            utilities[i] = expected[i] - payments[i];
        }
        return new Outcome(profit, welfare, utilities, payments);
    }

    /** Rewards of agents in rows from 0, what they pay in rows from n, the designer's reward in the last; by pair. */
    private double[][] sums(double[][] prices, Profiles profiles, int b) {
        int n = prices.length;
        RewardMap rewards = environment.rewards();
        double[][] sums = new double[2 * n + 1][rewards.pairs()];
        sums[2 * n] = environment.designer().toArray();
        int d = profiles.dimension();
        for (int pair = 0; pair < rewards.pairs(); pair++) {
            int stage = stages == 1 ? 0 : stageOf[pair / environment.mdp().actionCount()];
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                int i = rewards.agent(m);
                int k = rewards.component(m);
                sums[i][pair] += rewards.coefficient(m) * (k < 0 ? 1 : profiles.type(i, k, b));
                sums[n + i][pair] += rewards.coefficient(m) * (k < 0 ? 1 : prices[i][stage * d + k]);
            }
        }
        return sums;
    }

    private double tolerance(double[] first, double[] second) {
        double largest = 0;
        for (int pair = 0; pair < first.length; pair++) {
            largest = Math.max(largest, Math.max(Math.abs(first[pair]), Math.abs(second[pair])));
        }
        return ALIKE * largest * visits;
    }
}
