package org.dynama.pivot.mechanism;

import org.dynama.refusal.Entries;
import org.dynama.refusal.Refusal;

/**
 * An allocation policy {@code alpha(z, theta)} of every period: an action for each draw, public state and profile.
 *
 * <p>Of a marginal economy, profiles are those of the others.
 */
public final class AllocationPolicy {
    private final int states;
    private final int draws;
    private final int profiles;
    private final short[][] actions;

    /**
     * The policy that takes action 0 everywhere, to be filled.
     *
     * @param periods of a finite horizon, 1 for a discounted one
     * @param profiles how many there are
     */
    public AllocationPolicy(int periods, int states, int draws, int profiles) {
        this.states = states;
        this.draws = draws;
        this.profiles = profiles;
        actions = new short[periods]
                [Entries.of(
                        "an allocation policy",
                        "Maybe fewer public states, draws, agents or types.",
                        states,
                        draws,
                        profiles)];
    }

    /**
     * A policy whose actions stand in order, by period, public state, draw and profile.
     *
     * @throws IllegalArgumentException if one is no number of an action
     */
    static AllocationPolicy of(int periods, int states, int draws, int profiles, double... numbers) {
        AllocationPolicy policy = new AllocationPolicy(periods, states, draws, profiles);
        for (int index = 0; index < numbers.length; index++) {
            short action = (short) numbers[index];
            if (action < 0 || action != numbers[index]) {
                throw new Refusal("policy", numbers[index], "must be the number of an action", "");
            }
            policy.actions[index / (states * draws * profiles)][index % (states * draws * profiles)] = action;
        }
        return policy;
    }

    /** The action at a place of period {@code t}, in order of public states, draws and profiles. */
    int action(int t, int place) {
        return actions[t][place];
    }

    /** The action in period {@code t}, public state {@code s}, draw {@code z} and profile {@code b}. */
    public int action(int t, int s, int z, int b) {
        return actions[t][(s * draws + z) * profiles + b];
    }

    /** Sets an action; different public states may be set by different threads. */
    public void set(int t, int s, int z, int b, int action) {
        actions[t][(s * draws + z) * profiles + b] = (short) action;
    }

    /** The policy that takes action {@code a} where this one takes one of {@code a * copies .. a * copies + copies - 1}. */
    AllocationPolicy merged(int copies) {
        AllocationPolicy merged = new AllocationPolicy(actions.length, states, draws, profiles);
        for (int t = 0; t < actions.length; t++) {
            for (int row = 0; row < actions[t].length; row++) {
                merged.actions[t][row] = (short) (actions[t][row] / copies);
            }
        }
        return merged;
    }

    public int periods() {
        return actions.length;
    }

    public int states() {
        return states;
    }

    public int profiles() {
        return profiles;
    }
}
