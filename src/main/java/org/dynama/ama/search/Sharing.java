package org.dynama.ama.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.RewardMap;
import org.dynama.model.Stages;
import org.dynama.world.Environment;

/**
 * Which state-action pairs share a boost. Coarse sharing makes a search short; in sequential sales even the coarsest
 * contains the optimum.
 */
final class Sharing {
    private final String name;
    /** What the streams of random numbers are called; a new name would draw new numbers. */
    private final String stream;
    /** The group of each pair, in {@code 0..size-1}. */
    private final int[] groups;

    private final int size;

    private Sharing(String name, String stream, int[] groups, int size) {
        this.name = name;
        this.stream = stream;
        this.groups = groups;
        this.size = size;
    }

    /** What settings name; by default every pair has a boost of its own. */
    static Sharing of(Environment environment, BoostSharing boosts) {
        Mdp mdp = environment.mdp();
        return switch (boosts) {
            case AUTO, FULL -> none(mdp);
            case STAGE_AND_ACTION ->
                mdp.horizon() instanceof Horizon.Finite ? byStageAndAction(mdp) : byStateEntered(mdp);
            case ACTION -> byAction(mdp);
            case PATTERN -> byPattern(environment.rewards());
        };
    }

    /**
     * The ways to share for an MDP, coarsest first. With one state the actions are all there is: there those whose rewards
     * look alike share first; where there are no stages, those that enter one state.
     */
    static List<Sharing> coarseToFine(Environment environment) {
        Mdp mdp = environment.mdp();
        return mdp.stateCount() == 1
                ? List.of(byPattern(environment.rewards()), none(mdp))
                : mdp.horizon() instanceof Horizon.Finite
                        ? List.of(byAction(mdp), byStageAndAction(mdp), none(mdp))
                        : List.of(byStateEntered(mdp), none(mdp));
    }

    /**
     * One boost per pattern of rewards: how many rewards each agent gets, whoever she is. In an auction the patterns are
     * the ways to split the items among nameless agents.
     */
    static Sharing byPattern(RewardMap rewards) {
        Map<List<Integer>, Integer> patterns = new HashMap<>();
        int[] groups = new int[rewards.pairs()];
        for (int pair = 0; pair < groups.length; pair++) {
            groups[pair] = patterns.computeIfAbsent(pattern(rewards, pair), pattern -> patterns.size());
        }
        return new Sharing("shared by pattern of rewards", "tied by pattern of rewards", groups, patterns.size());
    }

    private static List<Integer> pattern(RewardMap rewards, int pair) {
        Map<Integer, Integer> terms = new HashMap<>();
        for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
            terms.merge(rewards.agent(m), 1, Integer::sum);
        }
        return terms.values().stream().sorted().toList();
    }

    /** One boost per state that a pair surely leads to; pairs with several successors share one per action. */
    static Sharing byStateEntered(Mdp mdp) {
        Map<Integer, Integer> groupOf = new HashMap<>();
        int[] groups = new int[mdp.pairCount()];
        for (int pair = 0; pair < groups.length; pair++) {
            int first = mdp.transitions().begin(pair);
            boolean sure = mdp.transitions().end(pair) == first + 1;
            int key = sure ? mdp.transitions().next(first) : -1 - mdp.actionOf(pair);
            groupOf.putIfAbsent(key, groupOf.size());
            groups[pair] = groupOf.get(key);
        }
        return new Sharing("shared by state entered", "tied by state entered", groups, groupOf.size());
    }

    /** One boost per action, the same in every state. */
    static Sharing byAction(Mdp mdp) {
        int[] groups = new int[mdp.pairCount()];
        Arrays.setAll(groups, pair -> mdp.actionOf(pair));
        return new Sharing("shared by action", "tied by action", groups, mdp.actionCount());
    }

    /** One boost per stage and action. */
    static Sharing byStageAndAction(Mdp mdp) {
        Stages stages = Stages.of(mdp);
        int[] groups = new int[mdp.pairCount()];
        Arrays.setAll(groups, pair -> stages.of(mdp.stateOf(pair)) * mdp.actionCount() + mdp.actionOf(pair));
        return new Sharing(
                "shared by stage and action", "tied by stage and action", groups, stages.count() * mdp.actionCount());
    }

    /** Every pair its own boost. */
    static Sharing none(Mdp mdp) {
        int[] groups = new int[mdp.pairCount()];
        Arrays.setAll(groups, pair -> pair);
        return new Sharing("full table", "full table", groups, groups.length);
    }

    /** For people. */
    String name() {
        return name;
    }

    /** For streams of random numbers. */
    String stream() {
        return stream;
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

    /** The mean of each group: the shared boosts nearest to a full table. */
    double[] average(double[] boosts) {
        double[] free = gather(boosts);
        int[] counts = new int[size];
        for (int group : groups) {
            counts[group]++;
        }
        Arrays.setAll(free, g -> counts[g] == 0 ? 0 : free[g] / counts[g]);
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
