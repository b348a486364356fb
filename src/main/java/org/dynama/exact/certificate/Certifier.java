package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;
import org.jspecify.annotations.Nullable;

/**
 * Solves the grand and the marginal economies of a world exactly, from proposed policies or from scratch, and makes
 * certificates of it. Ties go to the lowest action in every state.
 *
 * <p>Cost: acyclic graphs {@code O(n * entries)} operations on whole numbers, one of which is short where both are not; others {@code n + 1} linear systems and a few
 * more where a proposal is not exactly optimal. One object may serve many threads.
 */
public final class Certifier {
    private final EconomySolver grand;
    private final List<EconomySolver> marginals = new ArrayList<>();
    private final BitSet absent;
    private final WholeWorld whole;
    private volatile @Nullable Priced last;

    /** An instance with what its moves are worth. */
    private record Priced(Rewards table, WholeWorld.Worths worths) {}

    /** A certifier of a world in which everyone takes part. */
    public Certifier(CertifiedWorld world) {
        this(world, new BitSet());
    }

    /**
     * A certifier of a world.
     *
     * @param absent agents who take no part: their marginal economy is then everyone's
     * @throws IllegalArgumentException if an economy cannot be run, or a finite horizon has a cycle
     */
    public Certifier(CertifiedWorld world, BitSet absent) {
        this.absent = absent;
        whole = new WholeWorld(world);
        boolean isLong = EconomySolver.isLong(world, absent);
        grand = new EconomySolver(world, absent, isLong);
        for (int i = 0; i < world.agents().size(); i++) {
            BitSet without = (BitSet) absent.clone();
            without.set(i);
            marginals.add(absent.get(i) ? grand : new EconomySolver(world, without, isLong));
        }
    }

    /**
     * The exact optima of one instance.
     *
     * @param grand proof of the grand economy
     * @param marginals for each agent, the proof of the economy that her payment is held against
     * @param candidates for each agent, the proofs of the economies with each of her worst types; none for one or none
     * @param settlement what each agent earns and pays
     */
    public record Solved(
            Proof grand, List<Proof> marginals, List<List<Proof>> candidates, Certificate.Settlement settlement) {
        public Solved {
            marginals = List.copyOf(marginals);
            candidates = List.copyOf(candidates);
        }
    }

    /** One after the other asks for the same: an outcome, its certificate, and how ties could have been decided. */
    private Priced priced(Instance instance) {
        Priced known = last;
        if (known == null || !known.table.instance.equals(instance)) {
            known = new Priced(new Rewards(instance), whole.new Worths(instance));
            last = known;
        }
        return known;
    }

    /** The certificate of one instance, from scratch. */
    public static Certificate certify(Instance instance) {
        return new Certifier(instance.world()).certificate(instance, nothing(instance));
    }

    private static Policies nothing(Instance instance) {
        int[] none = new int[instance.world().states().size()];
        Arrays.fill(none, Optimum.NO_MOVE);
        return Policies.of(none, instance.world().agents().size() + 1);
    }

    /** The certificate of one instance of this world, in which everyone takes part. */
    public Certificate certificate(Instance instance, Policies proposals) {
        Solved solved = solve(instance, proposals);
        return new Certificate(
                instance,
                Digests.of(instance),
                solved.grand(),
                solved.marginals(),
                solved.candidates(),
                solved.settlement());
    }

    /**
     * What the mechanism does, without proofs.
     *
     * @param grand the policy
     * @param marginals for each agent, the value of the economy without her; empty where only the policy was asked for
     * @param rewards for each agent, what she earns at her report
     */
    public record Dealt(LeanOptimum grand, List<Rational> marginals, List<Rational> rewards) {
        public Dealt {
            marginals = List.copyOf(marginals);
            rewards = List.copyOf(rewards);
        }
    }

    /** What the mechanism does in one instance of this world, from scratch. */
    public Dealt deal(Instance instance) {
        return deal(instance, marginals.size());
    }

    /** The same without marginal economies. */
    public Dealt policy(Instance instance) {
        return deal(instance, 0);
    }

    /**
     * What each agent earns at least, and at most, under any policy that is as good as the optimal one: her payment moves with it.
     *
     * @return shape {@code [n][2]}; empty unless the horizon is finite
     */
    public List<List<Rational>> ranges(Instance instance) {
        Priced priced = priced(instance);
        return grand.ranges(priced.table, priced.worths);
    }

    private Dealt deal(Instance instance, int economies) {
        Priced priced = priced(instance);
        Rewards table = priced.table;
        WholeWorld.Worths worths = priced.worths;
        LeanOptimum everyone = grand.lean(table, worths);
        List<Rational> values = new ArrayList<>();
        List<Rational> rewards = new ArrayList<>();
        for (int i = 0; i < marginals.size(); i++) {
            if (i < economies) {
                values.add(absent.get(i) ? everyone.value() : without(instance, table, worths, i));
            }
            rewards.add(absent.get(i) ? Rational.ZERO : grand.reward(table, everyone, i));
        }
        return new Dealt(everyone, values, rewards);
    }

    /** The value of the economy that an agent's payment is held against. */
    private Rational without(Instance instance, Rewards table, WholeWorld.Worths worths, int i) {
        List<List<Rational>> types = instance.world().worst().get(i);
        if (types.isEmpty()) {
            return marginals.get(i).lean(table, worths).value();
        }
        List<Rational> values = new ArrayList<>();
        for (List<Rational> type : types) {
            Instance there = instance.with(i, type);
            values.add(grand.lean(new Rewards(there), whole.new Worths(there)).value());
        }
        return Collections.min(values);
    }

    /** The proofs of the economies with each of an agent's worst types. */
    private List<Proof> worst(Instance instance, int i, Policies proposals) {
        List<Proof> proofs = new ArrayList<>();
        for (List<Rational> type : instance.world().worst().get(i)) {
            Instance there = instance.with(i, type);
            proofs.add(grand.solve(new Rewards(there), whole.new Worths(there), proposals.of(i + 1)));
        }
        return proofs;
    }

    /** The exact optima of one instance of this world, from policies that another solver proposes. */
    public Solved solve(Instance instance, Policies proposals) {
        Priced priced = priced(instance);
        Rewards table = priced.table;
        WholeWorld.Worths worths = priced.worths;
        Proof everyone = grand.solve(table, worths, proposals.of(0));
        Rational value = everyone.value();
        List<Proof> proofs = new ArrayList<>();
        List<List<Proof>> candidates = new ArrayList<>();
        List<Rational> rewards = new ArrayList<>();
        List<Rational> payments = new ArrayList<>();
        List<Rational> utilities = new ArrayList<>();
        for (int i = 0; i < marginals.size(); i++) {
            List<Proof> worst = absent.get(i) ? List.of() : worst(instance, i, proposals);
            Proof marginal = absent.get(i)
                    ? everyone
                    : worst.isEmpty()
                            ? marginals.get(i).solve(table, worths, proposals.of(i + 1))
                            : Collections.min(worst, Comparator.comparing(Proof::value));
            proofs.add(marginal);
            candidates.add(worst.size() > 1 ? worst : List.of());
            Rational reward = absent.get(i) ? Rational.ZERO : grand.reward(table, LeanOptimum.of(everyone), i);
            Rational payment =
                    payment(reward, marginal.value(), value, instance.weights().get(i));
            rewards.add(reward);
            payments.add(payment);
            utilities.add(Fractions.sum(List.of(reward, payment.negated())));
        }
        Certificate.Settlement settlement =
                new Certificate.Settlement(rewards, payments, utilities, Fractions.sum(rewards));
        return new Solved(everyone, proofs, candidates, settlement);
    }

    /** {@code p_i = <nu, r_i> + (F_-i - F) / w_i}: what agent i's presence costs the others. */
    public static Rational payment(Rational reward, Rational marginal, Rational grand, Rational weight) {
        // Denominators that have much in common are brought together before anything is reduced.
        return Fractions.sum(
                List.of(reward, marginal.dividedBy(weight), grand.negated().dividedBy(weight)));
    }
}
