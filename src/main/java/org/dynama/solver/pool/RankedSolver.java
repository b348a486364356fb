package org.dynama.solver.pool;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.refusal.Refusal;
import org.dynama.solver.Measures;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.Regularizer;
import org.jspecify.annotations.Nullable;

/**
 * A solver for rewards by rank: sorts every profile by type, lets another solver solve the sorted ones, and gives each
 * agent what her rank earns.
 *
 * <p>An agent who weighs nothing has type zero, so a marginal economy is the same MDP with types sorted anew. All others
 * must weigh the same: else the order of types is not that of what is maximized. A batch without an agent is another
 * batch to the solver within: measures of the one must be read before the other is solved.
 */
final class RankedSolver implements OccupancySolver {
    private final OccupancySolver sorted;
    /** The share of its type that each rank gets per visit; ranks that never get anything are left out. */
    private final List<AffineWelfare> shares = new ArrayList<>();

    private @Nullable Profiles last;
    /** Of the last profiles, by who is present: each economy of every mechanism needs them again. */
    private final Map<BitSet, Ranking> rankings = new HashMap<>();

    /**
     * Solves by rank.
     *
     * @param sorted solves sorted profiles on the same MDP and rewards
     */
    RankedSolver(OccupancySolver sorted, RewardMap rewards) {
        this.sorted = sorted;
        List<double[]> tables = new ArrayList<>();
        for (int pair = 0; pair < rewards.pairs(); pair++) {
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                while (tables.size() <= rewards.agent(m)) {
                    tables.add(new double[rewards.pairs()]);
                }
                tables.get(rewards.agent(m))[pair] += rewards.coefficient(m);
            }
        }
        for (double[] table : tables) {
            shares.add(new AffineWelfare(Reals.filled(rewards.agents(), 0), Reals.of(table)));
        }
    }

    /** The solver within. */
    OccupancySolver sorted() {
        return sorted;
    }

    @Override
    public double[] values(AffineWelfare welfare, Profiles profiles) {
        return sorted.values(byRank(welfare), ranking(welfare, profiles).sorted());
    }

    @Override
    public double[] errors(AffineWelfare welfare, Profiles profiles) {
        return sorted.errors(byRank(welfare), ranking(welfare, profiles).sorted());
    }

    @Override
    public Measures.Optimal hard(AffineWelfare welfare, Profiles profiles) {
        Ranking ranking = ranking(welfare, profiles);
        return new RankedMeasures.Optimal(sorted.hard(byRank(welfare), ranking.sorted()), ranking, shares);
    }

    @Override
    public Measures.Regularized regularized(AffineWelfare welfare, Profiles profiles, Regularizer regularizer) {
        Ranking ranking = ranking(welfare, profiles);
        return new RankedMeasures.Regularized(
                sorted.regularized(byRank(welfare), ranking.sorted(), regularizer), ranking, shares);
    }

    private static AffineWelfare byRank(AffineWelfare welfare) {
        double common = 0;
        for (int i = 0; i < welfare.weights().size(); i++) {
            double weight = welfare.weights().get(i);
            if (weight < 0 || (weight != 0 && common != 0 && weight != common)) {
                throw new Refusal(
                        "weights[" + i + "]",
                        weight,
                        "must be 0" + (common == 0 ? " or positive" : " or that of the others, " + common)
                                + ", since agents go by rank",
                        "Maybe search boosts alone, or the whole tree.");
            }
            common = Math.max(common, weight);
        }
        return new AffineWelfare(Reals.filled(welfare.weights().size(), common), welfare.boosts(), welfare.loss());
    }

    @SuppressWarnings("ReferenceEquality") // Equal profiles that are not the same are only sorted again.
    private Ranking ranking(AffineWelfare welfare, Profiles profiles) {
        if (profiles != last) {
            rankings.clear();
            last = profiles;
        }
        BitSet present = new BitSet();
        for (int i = 0; i < welfare.weights().size(); i++) {
            present.set(i, welfare.weights().get(i) != 0);
        }
        return rankings.computeIfAbsent(present, who -> new Ranking(profiles, who));
    }

    @Override
    public int capacity() {
        return sorted.capacity();
    }

    @Override
    public void close() {
        rankings.clear();
        last = null;
        sorted.close();
    }
}
