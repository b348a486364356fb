package org.dynama.exact.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.DoubleStream;
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
    /** By move and reward, its constant and then its coefficients. */
    private final double[][][] approximate;
    /** By move and absence, what still counts. */
    private final double[][] remainder;

    private volatile Mechanism last = new Mechanism(List.of(), List.of());

    /** Weights and boosts as whole numbers and as doubles. */
    private static final class Mechanism {
        private final List<Rational> givenWeights;
        private final List<Rational> givenBoosts;
        private final Fractions weights;
        private final Fractions boosts;
        private final double[] weight;
        private final double[] boost;

        Mechanism(List<Rational> weights, List<Rational> boosts) {
            givenWeights = weights;
            givenBoosts = boosts;
            this.weights = Fractions.of(weights);
            this.boosts = Fractions.of(boosts);
            weight = doubles(weights);
            boost = doubles(boosts);
        }
    }

    private static double[] doubles(List<Rational> numbers) {
        return numbers.stream().mapToDouble(Rational::toDouble).toArray();
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
        approximate = new double[world.moves().size()][][];
        remainder = new double[approximate.length][];
        for (int index = 0; index < approximate.length; index++) {
            Move move = world.moves().get(index);
            approximate[index] = move.rewards().stream()
                    .map(reward -> DoubleStream.concat(
                                    DoubleStream.of(reward.constant().toDouble()),
                                    DoubleStream.of(doubles(reward.coefficients())))
                            .toArray())
                    .toArray(double[][]::new);
            remainder[index] =
                    doubles(move.absence().stream().map(Move.Absence::reward).toList());
        }
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
        /** By agent, her type's components as doubles. */
        private final double[][] type;
        /** The numerator of 1 in {@link #types}. */
        private final BigInteger one;

        Worths(Instance instance) {
            mechanism = mechanism(instance);
            List<Rational> all = new ArrayList<>();
            instance.reports().forEach(all::addAll);
            Fractions reports = Fractions.of(all);
            one = reports.denominator();
            type = instance.reports().stream().map(WholeWorld::doubles).toArray(double[][]::new);
            int used = 0;
            for (List<Rational> report : instance.reports()) {
                types.add(reports.numerators().subList(used, used + report.size()));
                used += report.size();
            }
            BigInteger earned = rewardUnit.multiply(one).multiply(mechanism.weights.denominator());
            BigInteger boosted = mechanism.boosts.denominator();
            denominator = earned.divide(earned.gcd(boosted)).multiply(boosted);
            boostFactor = denominator.divide(boosted);
            BigInteger factor = denominator.divide(earned);
            mechanism.weights.numerators().forEach(weight -> weights.add(weight.multiply(factor)));
        }

        /** The affine welfare of a move, without some agents. */
        BigInteger of(int index, BitSet absent) {
            Move move = world.moves().get(index);
            BigInteger sum = mechanism.boosts.numerator(index).multiply(boostFactor);
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

        /** The same as a double, off by {@link #roundings} units in the last place of its {@link #size} at most. */
        double approximate(int index, BitSet absent) {
            return sum(index, absent, false);
        }

        /** The sum of the sizes of its parts. */
        double size(int index, BitSet absent) {
            return sum(index, absent, true);
        }

        double roundings(int index) {
            int terms = 8;
            for (double[] reward : approximate[index]) {
                terms += reward.length + 1;
            }
            return terms + remainder[index].length;
        }

        private double sum(int index, BitSet absent, boolean sizes) {
            Move move = world.moves().get(index);
            double sum = sizes ? Math.abs(mechanism.boost[index]) : mechanism.boost[index];
            double[][] earned = approximate[index];
            for (int k = 0; k < earned.length; k++) {
                int agent = move.rewards().get(k).agent();
                double weight = absent.get(agent) ? 0 : mechanism.weight[agent];
                double[] report = type[agent];
                for (int d = 0; d < earned[k].length && weight != 0; d++) {
                    double part = weight * earned[k][d] * (d == 0 ? 1 : report[d - 1]);
                    sum += sizes ? Math.abs(part) : part;
                }
            }
            for (int k = 0; k < remainder[index].length; k++) {
                int agent = move.absence().get(k).agent();
                double part = absent.get(agent) ? mechanism.weight[agent] * remainder[index][k] : 0;
                sum += sizes ? Math.abs(part) : part;
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
