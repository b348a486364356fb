package org.dynama.search;

import java.util.Arrays;
import org.dynama.model.Mdp;
import org.dynama.model.Stages;

/**
 * Which state-action pairs share a boost. Coarse tyings make a search short; in sequential sales even the coarsest
 * contains the optimum.
 */
final class Tying {
    private final String name;
    /** The group of each pair, in {@code 0..size-1}. */
    private final int[] groups;

    private final int size;

    private Tying(String name, int[] groups, int size) {
        this.name = name;
        this.groups = groups;
        this.size = size;
    }

    /** One boost per action, the same in every state. */
    static Tying byAction(Mdp mdp) {
        int[] groups = new int[mdp.pairCount()];
        Arrays.setAll(groups, pair -> pair % mdp.actionCount());
        return new Tying("tied by action", groups, mdp.actionCount());
    }

    /** One boost per stage and action. */
    static Tying byStageAndAction(Mdp mdp) {
        Stages stages = Stages.of(mdp);
        int[] groups = new int[mdp.pairCount()];
        Arrays.setAll(
                groups, pair -> stages.of(pair / mdp.actionCount()) * mdp.actionCount() + pair % mdp.actionCount());
        return new Tying("tied by stage and action", groups, stages.count() * mdp.actionCount());
    }

    /** Every pair its own boost. */
    static Tying none(Mdp mdp) {
        int[] groups = new int[mdp.pairCount()];
        Arrays.setAll(groups, pair -> pair);
        return new Tying("full table", groups, groups.length);
    }

    /** For people. */
    String name() {
        return name;
    }

    /** The number of free boosts. */
    int size() {
        return size;
    }

    int groupOf(int pair) {
        return groups[pair];
    }

    /** The full table from one boost per group. */
    double[] spread(double[] free) {
        double[] boosts = new double[groups.length];
        Arrays.setAll(boosts, pair -> free[groups[pair]]);
        return boosts;
    }

    /** The mean of each group: the tied boosts nearest to a full table. */
    double[] average(double[] boosts) {
        double[] free = gather(boosts);
        int[] counts = new int[size];
        for (int group : groups) {
            counts[group]++;
        }
        Arrays.setAll(free, g -> free[g] / counts[g]);
        return free;
    }

    /** The gradient for the free boosts: the sum over each group. */
    double[] gather(double[] gradient) {
        double[] sums = new double[size];
        for (int pair = 0; pair < groups.length; pair++) {
            sums[groups[pair]] += gradient[pair];
        }
        return sums;
    }
}
