package org.dynama.pivot.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.dynama.model.Reals;

/**
 * Random steps of weights and boosts. Revenue jumps where types are finitely many, and actions that are worth more or less
 * together matter as much as single ones: a step moves one number, several by the same amount, or several each by its own. How far
 * varies over two orders of magnitude, since nobody knows how far the next jump is.
 *
 * <p>Weights keep three digits, and boosts are multiples of a ten-thousandth of the unit, so that a result can be read, exact arithmetic
 * stays quick, and money in another unit leads to the same boosts in that.
 *
 * @param unit of boosts, in the world's money
 * @param weights whether weights move besides boosts
 * @param relative whether boosts are of all actions everywhere, so that the same more for each changes nothing: the first is 0 then
 */
record AffineMoves(double unit, boolean weights, boolean relative) {
    private static final MathContext DIGITS = new MathContext(3);
    private static final double LIGHTEST = 1e-3;
    private static final double HEAVIEST = 1e3;
    private static final double SPREAD = 1.5;

    /** A weight moves so far beside a boost, as a logarithm. */
    private static final double LOGARITHM = 0.3;

    /**
     * A step.
     *
     * @param step how far a typical one goes, in units
     */
    AffineTrial next(AffineTrial from, double step, SplittableRandom random) {
        int heavy = weights ? from.weights().size() : 0;
        double[] moves = moves(heavy, heavy + from.boosts().size(), random);
        double size = step * Math.exp(SPREAD * random.nextGaussian());
        double[] own = from.weights().toArray();
        double[] boosts = from.boosts().toArray();
        for (int i = 0; i < heavy; i++) {
            own[i] = weight(own[i] * Math.exp(Math.max(-1, Math.min(1, LOGARITHM * size)) * moves[i]));
        }
        Arrays.setAll(boosts, k -> boost(boosts[k], size * unit * moves[heavy + k]));
        double first = boosts[0];
        if (relative) {
            Arrays.setAll(boosts, k -> boost(boosts[k], -first));
        }
        return new AffineTrial(Reals.of(own), Reals.of(boosts), Double.NEGATIVE_INFINITY);
    }

    /** Directions, of size 1 or so; never none. */
    private static double[] moves(int heavy, int count, SplittableRandom random) {
        double[] moves = new double[count];
        double common = random.nextBoolean() ? 1 : -1;
        int kind = random.nextInt(4);
        // Weights move seldom: boosts do most.
        boolean weighs = heavy > 0 && (count == heavy || random.nextInt(4) == 0);
        int from = weighs ? 0 : heavy;
        int to = weighs && random.nextBoolean() && kind < 2 ? heavy : count;
        for (int k = from; k < to && kind > 1; k++) {
            double own = random.nextGaussian();
            moves[k] = random.nextBoolean() ? 0 : kind == 2 ? common : own;
        }
        if (Arrays.stream(moves).allMatch(move -> move == 0)) {
            moves[from + random.nextInt(to - from)] = common;
        }
        return moves;
    }

    private static double weight(double weight) {
        double inside = Math.max(LIGHTEST, Math.min(HEAVIEST, weight));
        return new BigDecimal(inside).round(DIGITS).doubleValue();
    }

    private double boost(double boost, double by) {
        if (by == 0) {
            return boost;
        }
        BigDecimal step = BigDecimal.valueOf(unit).movePointLeft(4);
        return step
                .multiply(new BigDecimal(Math.rint((boost + by) / unit * 1e4)))
                .doubleValue();
    }
}
