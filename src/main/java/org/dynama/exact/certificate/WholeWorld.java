package org.dynama.exact.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;

/**
 * What moves are worth, as whole numbers over one denominator: common divisors are sought once for each world, mechanism and
 * profile, not for each move. One object may serve many threads.
 */
final class WholeWorld {
    private final CertifiedWorld world;
    /** By move and reward, the numerators of its constant and then of its coefficients; over {@link #rewardUnit}. */
    private final List<List<List<BigInteger>>> rewards = new ArrayList<>();
    /** By move and absence, the numerator of what still counts; over {@link #rewardUnit}. */
    private final List<List<BigInteger>> absences = new ArrayList<>();

    private final BigInteger rewardUnit;
    private volatile Mechanism last = new Mechanism(List.of(), List.of());

    /** Weights and boosts as whole numbers. */
    private record Mechanism(
            List<Rational> givenWeights, List<Rational> givenBoosts, Fractions weights, Fractions boosts) {
        Mechanism(List<Rational> weights, List<Rational> boosts) {
            this(weights, boosts, Fractions.of(weights), Fractions.of(boosts));
        }
    }

    WholeWorld(CertifiedWorld world) {
        this.world = world;
        List<Rational> all = new ArrayList<>();
        for (Move move : world.moves()) {
            for (Move.Reward reward : move.rewards()) {
                all.add(reward.constant());
                all.addAll(reward.coefficients());
            }
            move.absence().forEach(absence -> all.add(absence.reward()));
        }
        Fractions fractions = Fractions.of(all);
        rewardUnit = fractions.denominator();
        int used = 0;
        for (Move move : world.moves()) {
            List<List<BigInteger>> earned = new ArrayList<>();
            for (Move.Reward reward : move.rewards()) {
                int end = used + 1 + reward.coefficients().size();
                earned.add(fractions.numerators().subList(used, end));
                used = end;
            }
            rewards.add(earned);
            int end = used + move.absence().size();
            absences.add(fractions.numerators().subList(used, end));
            used = end;
        }
    }

    @SuppressWarnings("ReferenceEquality") // Equal lists that are not the same are only converted again.
    private Mechanism mechanism(Instance instance) {
        Mechanism known = last;
        if (known.givenBoosts != instance.boosts() || known.givenWeights != instance.weights()) {
            known = new Mechanism(instance.weights(), instance.boosts());
            last = known;
        }
        return known;
    }

    /** The worths of one instance. */
    final class Worths {
        /** Of every worth. */
        final BigInteger denominator;

        private final Mechanism mechanism;
        private final BigInteger boostFactor;
        /** By agent, her weight's numerator, and what makes it one over the denominator. */
        private final List<BigInteger> weights = new ArrayList<>();
        /** By agent, the numerators of 1 and of her type's components. */
        private final List<List<BigInteger>> types = new ArrayList<>();
        /** The numerator of 1 in {@link #types}. */
        private final BigInteger one;

        Worths(Instance instance) {
            mechanism = mechanism(instance);
            List<Rational> all = new ArrayList<>();
            instance.reports().forEach(all::addAll);
            Fractions reports = Fractions.of(all);
            one = reports.denominator();
            int used = 0;
            for (List<Rational> report : instance.reports()) {
                types.add(reports.numerators().subList(used, used + report.size()));
                used += report.size();
            }
            BigInteger earned =
                    rewardUnit.multiply(one).multiply(mechanism.weights().denominator());
            BigInteger boosted = mechanism.boosts().denominator();
            denominator = earned.divide(earned.gcd(boosted)).multiply(boosted);
            boostFactor = denominator.divide(boosted);
            BigInteger factor = denominator.divide(earned);
            mechanism.weights().numerators().forEach(weight -> weights.add(weight.multiply(factor)));
        }

        /** The affine welfare of a move, without some agents. */
        BigInteger of(int index, BitSet absent) {
            Move move = world.moves().get(index);
            BigInteger sum = mechanism.boosts().numerator(index).multiply(boostFactor);
            for (int k = 0; k < move.rewards().size(); k++) {
                int agent = move.rewards().get(k).agent();
                if (!absent.get(agent)) {
                    sum = sum.add(weights.get(agent)
                            .multiply(reward(rewards.get(index).get(k), types.get(agent))));
                }
            }
            for (int k = 0; k < move.absence().size(); k++) {
                int agent = move.absence().get(k).agent();
                if (absent.get(agent)) {
                    sum = sum.add(weights.get(agent)
                            .multiply(absences.get(index).get(k).multiply(one)));
                }
            }
            return sum;
        }

        private BigInteger reward(List<BigInteger> coefficients, List<BigInteger> type) {
            BigInteger sum = coefficients.get(0).multiply(one);
            for (int k = 1; k < coefficients.size(); k++) {
                if (coefficients.get(k).signum() != 0) {
                    sum = sum.add(coefficients.get(k).multiply(type.get(k - 1)));
                }
            }
            return sum;
        }
    }
}
