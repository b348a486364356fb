package org.dynama.online.mdp;

import org.dynama.model.Draws;
import org.dynama.online.reporting.Hearing;
import org.dynama.online.reporting.Noise;

/**
 * The market in motion: allocations are drawn from a policy, everybody realises a reward and reports it, and the state
 * moves on. Rounds allocate nothing.
 *
 * @see "Leon and Etesami, Protocol 1"
 */
final class DynamicAuctions {
    private final Market market;
    private final Hearing hearing;
    private final Draws draws;
    private final int n;
    private final int states;
    private final int actions;
    private final double[] means;
    /** Cumulative probabilities of each row: of the next state, and of the allocation. */
    private final double[] kernelSums;

    private final double[] policySums;
    /** Of each party; the designer says to herself what is. */
    private final boolean[] truthful;

    private final double[] realised;
    private long t;
    private long episode;
    private int state;

    /** Starts in state 0, before the first round. */
    DynamicAuctions(Market market, Hearing hearing, Draws draws) {
        this.market = market;
        this.hearing = hearing;
        this.draws = draws;
        n = market.agents();
        states = market.stateCount();
        actions = market.actionCount();
        means = market.allRewards();
        kernelSums = market.kernel().toArray();
        accumulate(kernelSums, states);
        policySums = new double[market.pairs()];
        truthful = new boolean[n + 1];
        truthful[0] = true;
        for (int i = 0; i < n; i++) {
            truthful[i + 1] = hearing.isTruthful(i);
        }
        realised = new double[n + 1];
    }

    /** Draws the first state. */
    void startFrom(double[] distribution) {
        double[] sums = distribution.clone();
        accumulate(sums, states);
        state = draws.index(sums, 0, states);
    }

    /** Begins an episode, counted from 1. */
    void begin(long k) {
        episode = k;
    }

    /** Takes over a policy; shape {@code [S * A]}. */
    void follow(double[] policy) {
        System.arraycopy(policy, 0, policySums, 0, policySums.length);
        accumulate(policySums, actions);
    }

    /** Makes each row of so many entries cumulative. */
    static void accumulate(double[] rows, int length) {
        for (int k = 0; k < rows.length; k++) {
            rows[k] += k % length == 0 ? 0 : rows[k - 1];
        }
    }

    /**
     * Plays some rounds.
     *
     * @param charges shape {@code [n]}: what each agent pays in each of them
     * @param observations receives what the mechanism may see
     */
    void play(long rounds, double[] charges, Observations observations) {
        MarketRewards rewards = market.rewards();
        Noise noise = rewards.noise();
        int pairs = market.pairs();
        for (long r = 0; r < rounds; r++) {
            t++; // Line 1.
            int pair = state * actions + draws.index(policySums, state * actions, actions); // Line 2.
            // The next state does not depend on rewards, and is drawn before them.
            int next = draws.index(kernelSums, pair * states, states);
            observations.move(pair, next);
            for (int party = 0; party <= n; party++) {
                double mean = means[party * pairs + pair];
                double reward = noise.realise(mean, rewards.ceiling(party), draws); // Lines 3 and 4.
                realised[party] += reward;
                double report = truthful[party]
                        ? reward
                        : hearing.hear(party - 1, reward, pair, episode, t, charges[party - 1]);
                observations.reward(party, pair, report); // Line 5.
            }
            state = next; // Line 6.
        }
    }

    /** The rounds that have been played. */
    long rounds() {
        return t;
    }

    /** Where the market stands. */
    int state() {
        return state;
    }

    /** What each party has had of all rounds; shape {@code [n + 1]}, the designer's first. */
    double[] realised() {
        return realised;
    }
}
