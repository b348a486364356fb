package org.dynama.solver.pool;

import java.util.List;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.dynama.solver.Measures;

/** Measures of sorted profiles, read for agents instead of ranks. */
class RankedMeasures implements Measures {
    private final Measures sorted;
    final Ranking ranking;
    final List<AffineWelfare> shares;

    RankedMeasures(Measures sorted, Ranking ranking, List<AffineWelfare> shares) {
        this.sorted = sorted;
        this.ranking = ranking;
        this.shares = shares;
    }

    @Override
    public int count() {
        return sorted.count();
    }

    @Override
    public double[] inner(AffineWelfare function) {
        requireNoLoss(function);
        Reals weights = function.weights();
        double[] inner = sorted.inner(new AffineWelfare(Reals.filled(weights.size(), 0), function.boosts()));
        double[][] rewards = rewards();
        for (int i = 0; i < rewards.length; i++) {
            for (int b = 0; b < inner.length; b++) {
                inner[b] += weights.get(i) * rewards[i][b];
            }
        }
        return inner;
    }

    @Override
    public double[][] rewards() {
        return ranking.rewards(shares.stream().map(sorted::inner).toArray(double[][]::new));
    }

    @Override
    public double[] sum() {
        return sorted.sum();
    }

    @Override
    public double[] toArray() {
        return sorted.toArray();
    }

    @Override
    public void close() {
        sorted.close();
    }

    private static void requireNoLoss(AffineWelfare function) {
        if (function.loss() != null) {
            throw new Refusal(
                    "loss",
                    function.loss().name(),
                    "must not be measured where agents go by rank: it knows them one by one",
                    "");
        }
    }

    /** Of a hard solution. */
    static final class Optimal extends RankedMeasures implements Measures.Optimal {
        private final Measures.Optimal solution;

        Optimal(Measures.Optimal solution, Ranking ranking, List<AffineWelfare> shares) {
            super(solution, ranking, shares);
            this.solution = solution;
        }

        @Override
        public double[] values() {
            return solution.values();
        }

        @Override
        public double[] margins() {
            return solution.margins();
        }
    }

    /** Of a regularized solution. */
    static final class Regularized extends RankedMeasures implements Measures.Regularized {
        private final Measures.Regularized solution;

        Regularized(Measures.Regularized solution, Ranking ranking, List<AffineWelfare> shares) {
            super(solution, ranking, shares);
            this.solution = solution;
        }

        @Override
        public double[] values() {
            return solution.values();
        }

        @Override
        public double[] margins() {
            return solution.margins();
        }

        /**
         * The pullback of a function in which everyone present weighs the same and the others nothing.
         *
         * @throws IllegalArgumentException for any other function: its gradient is none of ranks alone
         */
        @Override
        public Measures pullback(AffineWelfare cotangent) {
            requireNoLoss(cotangent);
            double common = 0;
            for (double weight : cotangent.weights().toArray()) {
                common = weight != 0 ? weight : common;
            }
            for (int i = 0; i < cotangent.weights().size(); i++) {
                double weight = cotangent.weights().get(i);
                if (weight != (ranking.isPresent(i) ? common : 0)) {
                    throw new Refusal(
                            "weights[" + i + "]",
                            weight,
                            "of a cotangent must be "
                                    + (ranking.isPresent(i) ? "that of the others, " + common : "0 as in the solution")
                                    + ", since agents go by rank",
                            "Maybe an objective that counts all agents alike.");
                }
            }
            AffineWelfare byRank =
                    new AffineWelfare(Reals.filled(cotangent.weights().size(), common), cotangent.boosts());
            return new RankedMeasures(solution.pullback(byRank), ranking, shares);
        }
    }
}
