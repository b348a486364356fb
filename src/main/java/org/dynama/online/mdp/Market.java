package org.dynama.online.mdp;

import java.util.List;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;

/**
 * A market that moves and never restarts: states, allocations as actions, the kernel, and everybody's expected rewards.
 * Party 0 is the designer, parties {@code 1..n} the agents.
 *
 * @param name for people
 * @param states names; {@code S} of them, at least 2
 * @param actions names; {@code A} of them, at least 2
 * @param agents {@code n}, at least 1
 * @param kernel shape {@code [S * A * S]}: {@code P(s'|s,a)}
 * @param rewards shape {@code [(n + 1) * S * A]}; agents' in [0, 1], the designer's in {@code [0, ceiling]}
 * @param ceiling {@code c_max}, the most that the designer may earn in a round
 * @param alpha what no probability of the kernel may be below; more than 0 (Assumption 1)
 * @param noise of realised rewards
 * @param spread half the width of uniform noise; not used for coins
 */
public record Market(
        String name,
        List<String> states,
        List<String> actions,
        int agents,
        Reals kernel,
        Reals rewards,
        double ceiling,
        double alpha,
        Noise noise,
        double spread) {

    /** A realised reward: all or nothing by the toss of a coin, or uniform around its mean. Both stay in range. */
    public enum Noise {
        COIN,
        UNIFORM
    }

    public Market {
        states = List.copyOf(states);
        actions = List.copyOf(actions);
        int pairs = states.size() * actions.size();
        if (states.size() < 2 || actions.size() < 2 || agents < 1) {
            throw Refusal.of(
                    "a market of " + states.size() + " states, " + actions.size() + " actions and " + agents
                            + " agents must have 2, 2 and 1 at least",
                    "");
        }
        if (kernel.size() != pairs * states.size() || rewards.size() != (agents + 1) * pairs) {
            throw Refusal.of(
                    "kernel has " + kernel.size() + " entries and rewards " + rewards.size() + " and they must have "
                            + pairs * states.size() + " and " + (agents + 1) * pairs,
                    "");
        }
        requireKernel(kernel, states, actions, alpha);
        if (!(ceiling > 0 && ceiling < Double.POSITIVE_INFINITY)) {
            throw new Refusal("ceiling", ceiling, "must be finite and more than 0", "");
        }
        for (int k = 0; k < rewards.size(); k++) {
            int party = k / pairs;
            requireReward(rewards.get(k), party, k % pairs, party == 0 ? ceiling : 1, states, actions);
            requireNoise(rewards.get(k), party, party == 0 ? ceiling : 1, noise, spread);
        }
    }

    private static void requireKernel(Reals kernel, List<String> states, List<String> actions, double alpha) {
        int count = states.size();
        double least = kernel.stream().min().orElseThrow();
        if (!(alpha > 0 && alpha <= least)) {
            int at = 0;
            while (kernel.get(at) != least) {
                at++;
            }
            throw new Refusal(
                    "alpha",
                    alpha,
                    "must be more than 0 and at most the least probability of the kernel, " + least + " from \""
                            + states.get(at / count / actions.size()) + ": "
                            + actions.get(at / count % actions.size()) + "\" to \"" + states.get(at % count)
                            + "\"; the largest alpha that works is " + least,
                    least > 0
                            ? "Maybe alpha: " + least + "."
                            : "Maybe a kernel in which every state follows every other.");
        }
        for (int pair = 0; pair < kernel.size() / count; pair++) {
            double sum = 0;
            for (int next = 0; next < count; next++) {
                sum += kernel.get(pair * count + next);
            }
            if (!(Math.abs(sum - 1) <= 1e-9)) {
                throw Refusal.of(
                        "probabilities of \"" + states.get(pair / actions.size()) + ": "
                                + actions.get(pair % actions.size()) + "\" sum to " + sum + " and must sum to 1",
                        "");
            }
        }
    }

    private static void requireReward(
            double reward, int party, int pair, double most, List<String> states, List<String> actions) {
        if (!(reward >= 0 && reward <= most)) {
            throw new Refusal(
                    "reward",
                    reward,
                    "of " + (party == 0 ? "the designer" : "agent " + party) + " at \""
                            + states.get(pair / actions.size()) + ": " + actions.get(pair % actions.size())
                            + "\" must lie in [0, " + most + "]; the largest that works is " + most,
                    "Maybe " + (party == 0 ? "ceiling: " + reward : "divide all rewards by the largest") + ".");
        }
    }

    private static void requireNoise(double reward, int party, double most, Noise noise, double spread) {
        double room = Math.min(reward, most - reward);
        if (noise == Noise.UNIFORM && !(spread >= 0 && spread <= room)) {
            throw new Refusal(
                    "spread",
                    spread,
                    "takes realised rewards of " + (party == 0 ? "the designer" : "agent " + party) + " around "
                            + reward + " out of [0, " + most
                            + "], and no confidence set holds for them; the largest that works is " + room,
                    "Maybe noise: coin.");
        }
    }

    /** The number of states {@code S}. */
    public int stateCount() {
        return states.size();
    }

    /** The number of actions {@code A}. */
    public int actionCount() {
        return actions.size();
    }

    /** {@code S * A}. */
    public int pairs() {
        return states.size() * actions.size();
    }

    /** A party's expected rewards; shape {@code [S * A]}, a fresh copy. */
    public double[] rewards(int party) {
        double[] table = new double[pairs()];
        for (int pair = 0; pair < table.length; pair++) {
            table[pair] = rewards.get(party * table.length + pair);
        }
        return table;
    }
}
