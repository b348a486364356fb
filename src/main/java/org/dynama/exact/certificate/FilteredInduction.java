package org.dynama.exact.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;

/**
 * Backward induction on an acyclic graph with intervals of doubles first: whole numbers only compare what the intervals
 * cannot, from the first states on. What is found is exact, ties to the lowest move, and costs little more than doubles where
 * little is close.
 *
 * @see <a href="https://doi.org/10.1007/PL00009321">Shewchuk (1997), Adaptive Precision Floating-Point Arithmetic</a>, for the
 *     idea of a filter
 */
final class FilteredInduction {
    private static final double UNIT = 0x1p-53;

    private final FiniteOptimum graph;
    private final Economy economy;
    private final WholeWorld.Worths worths;
    /** By state, bounds on its value. */
    private final double[] low;

    private final double[] high;
    /** By move, a bound on its worth from above. */
    private final double[] most;
    /** By state, its value as far as it was asked for, and the lowest move that attains it. */
    private final BigInteger[] values;

    private final int[] policy;

    FilteredInduction(FiniteOptimum graph, Economy economy, WholeWorld.Worths worths) {
        this.graph = graph;
        this.economy = economy;
        this.worths = worths;
        int states = economy.movesAt.size();
        low = new double[states];
        high = new double[states];
        most = new double[economy.world.moves().size()];
        values = new BigInteger[states];
        policy = new int[states];
        for (int k = graph.order.length - 1; k >= 0; k--) {
            bound(graph.order[k]);
        }
    }

    private void bound(int s) {
        low[s] = Double.NEGATIVE_INFINITY;
        high[s] = Double.NEGATIVE_INFINITY;
        for (int index : economy.movesAt.get(s)) {
            double size = worths.size(index, economy.absent);
            double least = worths.approximate(index, economy.absent);
            double best = least;
            List<Move.Successor> next = economy.move(index).next();
            for (int k = 0; k < next.size(); k++) {
                int state = next.get(k).state();
                double chance = graph.approximate[index][k];
                least += chance * low[state];
                best += chance * high[state];
                size += chance * Math.max(Math.abs(low[state]), Math.abs(high[state]));
            }
            double rounding = (worths.roundings(index) + 4 * next.size()) * UNIT * size;
            low[s] = Math.max(low[s], least - rounding);
            most[index] = best + rounding;
            high[s] = Math.max(high[s], most[index]);
        }
    }

    private BigInteger value(int s) {
        BigInteger known = values[s];
        if (known != null) {
            return known;
        }
        BigInteger best = null;
        for (int index : economy.movesAt.get(s)) {
            if (most[index] >= low[s]) {
                BigInteger sum = graph.scaled(s, worths.of(index, economy.absent));
                List<Move.Successor> next = economy.move(index).next();
                for (int k = 0; k < next.size(); k++) {
                    sum = sum.add(graph.share(s, index, k, value(next.get(k).state())));
                }
                if (best == null || sum.compareTo(best) > 0) {
                    best = sum;
                    policy[s] = index;
                }
            }
        }
        if (best == null) {
            throw new IllegalStateException("a state must have a move that may be optimal");
        }
        values[s] = best;
        return best;
    }

    /** The optimum, without dual values. */
    LeanOptimum optimum() {
        List<Rational> first = new ArrayList<>();
        for (int s : graph.order) {
            Rational initial = economy.world.initial().get(s);
            if (initial.signum() > 0) {
                first.add(initial.times(Rational.of(value(s), graph.denominator(s, worths.denominator))));
            }
        }
        return new LeanOptimum(Fractions.sum(first), graph.visits(policy), policy);
    }
}
