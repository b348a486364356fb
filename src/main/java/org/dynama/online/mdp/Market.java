package org.dynama.online.mdp;

import org.dynama.model.Reals;
import org.dynama.refusal.Entries;
import org.dynama.refusal.Refusal;

/**
 * A market that moves and never restarts. Party 0 is the designer, parties {@code 1..n} the agents; a pair is
 * {@code s * A + a}.
 *
 * @param name for people
 * @param chain how it moves
 * @param rewards what its rounds are worth to everybody
 * @see "Leon and Etesami, Section II"
 */
public record Market(String name, MarketChain chain, MarketRewards rewards) {

    public Market {
        int pairs = chain.states().size() * chain.actions().size();
        int size =
                Entries.of("a table of rewards", "Maybe fewer states, actions or agents.", rewards.agents() + 1, pairs);
        if (rewards.expected().size() != size) {
            throw Refusal.of("rewards has " + rewards.expected().size() + " entries and must have " + size, "");
        }
        for (int k = 0; k < size; k++) {
            requireReward(rewards.expected().get(k), k / pairs, chain.name(k % pairs), rewards.ceiling(k / pairs));
            requireNoise(rewards, k / pairs, rewards.expected().get(k));
        }
    }

    private static String name(int party) {
        return party == 0 ? "the designer" : "agent " + party;
    }

    private static void requireReward(double reward, int party, String pair, double most) {
        if (!(reward >= 0 && reward <= most)) {
            throw new Refusal(
                    "reward",
                    reward,
                    "of " + name(party) + " at " + pair + " must lie in [0, " + most + "]; the largest that works is "
                            + most,
                    "Maybe " + (party == 0 ? "ceiling: " + reward : "divide all rewards by the largest") + ".");
        }
    }

    private static void requireNoise(MarketRewards rewards, int party, double reward) {
        double most = rewards.ceiling(party);
        double room = Math.min(reward, most - reward);
        if (rewards.noise().spread() > room) {
            throw new Refusal(
                    "spread",
                    rewards.noise().spread(),
                    "takes realised rewards of " + name(party) + " around " + reward + " out of [0, " + most
                            + "], and no confidence set holds for them; the largest that works is " + room,
                    "Maybe noise: coin.");
        }
    }

    /** The number of agents {@code n}. */
    public int agents() {
        return rewards.agents();
    }

    /** The number of states {@code S}. */
    public int stateCount() {
        return chain.states().size();
    }

    /** The number of actions {@code A}. */
    public int actionCount() {
        return chain.actions().size();
    }

    /** {@code S * A}. */
    public int pairs() {
        return stateCount() * actionCount();
    }

    /** Shape {@code [S * A * S]}: {@code P(s'|s,a)}. */
    public Reals kernel() {
        return chain.kernel();
    }

    /** What no probability of the kernel is below. */
    public double alpha() {
        return chain.alpha();
    }

    /** Everybody's expected rewards, shape {@code [(n + 1) * S * A]}; a fresh copy. */
    public double[] allRewards() {
        return rewards.expected().toArray();
    }

    /** A party's expected rewards; shape {@code [S * A]}, a fresh copy. */
    public double[] rewards(int party) {
        double[] table = new double[pairs()];
        for (int pair = 0; pair < table.length; pair++) {
            table[pair] = rewards.expected().get(party * table.length + pair);
        }
        return table;
    }
}
