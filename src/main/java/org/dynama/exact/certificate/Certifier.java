package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dynama.exact.rational.Rational;

/**
 * Makes certificates: solves the grand and the marginal economies exactly, from proposed policies or from scratch.
 *
 * <p>Cost: acyclic graphs {@code O(n * entries)} operations on fractions; others {@code n + 1} linear systems and a few more
 * where a proposal is not exactly optimal.
 */
public final class Certifier {
    private Certifier() {}

    /** The certificate of one instance, ties broken as rounding breaks them. */
    public static Certificate certify(Instance instance) {
        int[] nothing = new int[instance.world().states().size()];
        Arrays.fill(nothing, Optimum.NO_MOVE);
        return certify(instance, Policies.of(nothing, instance.world().agents().size() + 1));
    }

    /**
     * The certificate of one instance, from policies that another solver proposes.
     *
     * @throws IllegalArgumentException if an economy cannot be run, a finite horizon has a cycle, or an average-reward one an
     *     optimal gain that depends on the state
     */
    public static Certificate certify(Instance instance, Policies proposals) {
        Rewards table = new Rewards(instance);
        Optimum grand = Optimum.of(new Economy(table, Economy.NOBODY), proposals.of(0));
        List<Proof> marginals = new ArrayList<>();
        List<Rational> rewards = new ArrayList<>();
        List<Rational> payments = new ArrayList<>();
        List<Rational> utilities = new ArrayList<>();
        Rational welfare = Rational.ZERO;
        int repaired = grand.repaired();
        for (int i = 0; i < instance.world().agents().size(); i++) {
            Optimum marginal = Optimum.of(new Economy(table, i), proposals.of(i + 1));
            repaired += marginal.repaired();
            marginals.add(marginal.proof());
            Rational reward = reward(table, grand.proof(), i);
            Rational payment = payment(
                    reward,
                    marginal.proof().value(),
                    grand.proof().value(),
                    instance.weights().get(i));
            rewards.add(reward);
            payments.add(payment);
            utilities.add(reward.minus(payment).reduced());
            welfare = welfare.plus(reward).reduced();
        }
        return new Certificate(
                instance,
                Digests.of(instance),
                grand.proof(),
                marginals,
                new Certificate.Settlement(rewards, payments, utilities, welfare),
                repaired);
    }

    private static Rational reward(Rewards table, Proof proof, int i) {
        Rational sum = Rational.ZERO;
        for (Proof.Row row : proof.rows()) {
            if (row.visits().signum() > 0) {
                sum = sum.plus(row.visits().times(table.of(i, row.move()))).reduced();
            }
        }
        return sum;
    }

    /** {@code p_i = <nu, r_i> + (F_-i - F) / w_i}: what agent i's presence costs the others. */
    static Rational payment(Rational reward, Rational marginal, Rational grand, Rational weight) {
        return reward.plus(marginal.minus(grand).dividedBy(weight)).reduced();
    }
}
