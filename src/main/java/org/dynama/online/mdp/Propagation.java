package org.dynama.online.mdp;

import java.util.Arrays;

/**
 * Expected visits of a policy from where the market stands, without simulating it: the distribution over states is
 * carried forward until it no longer moves, and the rest is a product.
 *
 * <p>What is left to move shrinks by the factor {@code 1 - alpha S} at least with every step (Lemma 2), so a few hundred
 * steps are enough for any number of rounds.
 */
final class Propagation {
    private static final double STILL = 1e-16;

    private final Market market;
    private final double[] kernel;
    private final double[] policy;
    private final int states;
    private final int actions;
    /** Shape {@code [S * S]}: {@code P^pi}. */
    private final double[] chain;

    private double[] distribution;
    private double[] after;
    private final double[] stays;

    Propagation(Market market, double[] policy) {
        this.market = market;
        this.policy = policy;
        kernel = market.kernel().toArray();
        states = market.stateCount();
        actions = market.actionCount();
        chain = new double[states * states];
        distribution = new double[states];
        after = new double[states];
        stays = new double[states];
    }

    /** Starts in a state. */
    void at(int state) {
        Arrays.fill(distribution, 0);
        distribution[state] = 1;
    }

    /** Starts in the policy's stationary distribution. */
    void atRest() {
        follow();
        System.arraycopy(stationary(), 0, distribution, 0, states);
    }

    /**
     * Eliminates state by state without a subtraction, so that even what hardly moves has all its digits.
     *
     * @see "Grassmann, Taksar and Heyman (1985), Regenerative analysis and steady state distributions for Markov chains"
     */
    private double[] stationary() {
        double[] p = chain.clone();
        for (int k = states - 1; k > 0; k--) {
            double leaves = 0;
            for (int j = 0; j < k; j++) {
                leaves += p[k * states + j];
            }
            for (int i = 0; i < k; i++) {
                p[i * states + k] /= leaves;
                for (int j = 0; j < k; j++) {
                    p[i * states + j] += p[i * states + k] * p[k * states + j];
                }
            }
        }
        double[] rest = new double[states];
        rest[0] = 1;
        double sum = 1;
        for (int k = 1; k < states; k++) {
            for (int i = 0; i < k; i++) {
                rest[k] += rest[i] * p[i * states + k];
            }
            sum += rest[k];
        }
        for (int k = 0; k < states; k++) {
            rest[k] /= sum;
        }
        return rest;
    }

    double[] distribution() {
        return distribution;
    }

    /** Reads the policy, which may have changed. */
    void follow() {
        Arrays.fill(chain, 0);
        for (int s = 0; s < states; s++) {
            for (int a = 0; a < actions; a++) {
                int pair = s * actions + a;
                for (int next = 0; next < states; next++) {
                    chain[s * states + next] += policy[pair] * kernel[pair * states + next];
                }
            }
        }
    }

    private double move() {
        Arrays.fill(after, 0);
        for (int s = 0; s < states; s++) {
            for (int next = 0; next < states; next++) {
                after[next] += distribution[s] * chain[s * states + next];
            }
        }
        double moved = 0;
        for (int s = 0; s < states; s++) {
            moved += Math.abs(after[s] - distribution[s]);
        }
        double[] old = distribution;
        distribution = after;
        after = old;
        return moved;
    }

    /**
     * Goes on for some rounds.
     *
     * @param visits shape {@code [S * A]}; the expected visits of these rounds are added
     */
    void advance(long rounds, double[] visits) {
        Arrays.fill(stays, 0);
        long left = rounds;
        while (left > 0) {
            for (int s = 0; s < states; s++) {
                stays[s] += distribution[s];
            }
            left--;
            if (move() <= STILL) {
                for (int s = 0; s < states; s++) {
                    stays[s] += left * distribution[s];
                }
                left = 0;
            }
        }
        for (int pair = 0; pair < market.pairs(); pair++) {
            visits[pair] += stays[pair / actions] * policy[pair];
        }
    }
}
