package org.dynama.exact.certificate;

import java.util.Collections;
import java.util.List;
import org.dynama.exact.rational.Rational;

/**
 * What an affine maximizer did with one profile of reports, and why it is right, in exact fractions: self-contained, and
 * checked by {@link Verifier} without the code that made it.
 *
 * @param instance the environment, the mechanism and the reports
 * @param digests of these three
 * @param grand proof of the grand economy
 * @param marginals for each agent, the proof of the economy that her payment is held against: without her, or with her worst
 *     type
 * @param candidates for each agent, the proofs of the economies with each of her worst types, of which the least is that one;
 *     none where there is one or none
 * @param settlement what each agent earns and pays
 * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Definition 3.1</a>
 */
public record Certificate(
        Instance instance,
        Digests digests,
        Proof grand,
        List<Proof> marginals,
        List<List<Proof>> candidates,
        Settlement settlement) {

    /**
     * What each agent earns and pays.
     *
     * @param rewards for each agent, what she earns at her report before she pays
     * @param payments for each agent, what she pays the designer
     * @param utilities for each agent, reward minus payment
     * @param welfare the sum of the rewards
     */
    public record Settlement(
            List<Rational> rewards, List<Rational> payments, List<Rational> utilities, Rational welfare) {
        public Settlement {
            rewards = List.copyOf(rewards);
            payments = List.copyOf(payments);
            utilities = List.copyOf(utilities);
        }
    }

    public Certificate {
        marginals = List.copyOf(marginals);
        candidates = candidates.stream().map(List::copyOf).toList();
    }

    /** Where no agent has several worst types. */
    public Certificate(Instance instance, Digests digests, Proof grand, List<Proof> marginals, Settlement settlement) {
        this(instance, digests, grand, marginals, Collections.nCopies(marginals.size(), List.of()), settlement);
    }

    /** For each agent, what she earns at her report before she pays. */
    public List<Rational> rewards() {
        return settlement.rewards();
    }

    /** For each agent, what she pays the designer. */
    public List<Rational> payments() {
        return settlement.payments();
    }

    /** For each agent, reward minus payment. */
    public List<Rational> utilities() {
        return settlement.utilities();
    }

    /** The sum of the rewards. */
    public Rational welfare() {
        return settlement.welfare();
    }
}
