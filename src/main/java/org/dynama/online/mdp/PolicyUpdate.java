package org.dynama.online.mdp;

import java.util.Arrays;
import org.dynama.exact.Exactness;
import org.dynama.exact.ExtendedOccupancyLp;
import org.dynama.exact.InfeasibleProgramException;
import org.dynama.model.Reals;

/**
 * The policy and the prices of the next episode, from {@code n + 1} linear programs over the shrunk polytope.
 *
 * @see "Leon and Etesami, eq. 28 to 32"
 */
final class PolicyUpdate {
    private final Market market;
    private final IhmdpSettings settings;
    /** Shape {@code [S * A]}: the optimistic occupancy {@code rho}, whose conditional probabilities are the policy. */
    final double[] visits;
    /** Shape {@code [n]}. */
    final double[] prices;

    private long solved;
    private long infeasible;
    private long nanoseconds;
    private Exactness exactness = Exactness.NONE;

    /** Before the first update: uniform occupancy and prices of one. */
    PolicyUpdate(Market market, IhmdpSettings settings) {
        this.market = market;
        this.settings = settings;
        visits = new double[market.pairs()];
        Arrays.fill(visits, 1.0 / visits.length);
        prices = new double[market.agents()];
        Arrays.fill(prices, 1);
    }

    /** Solves the programs; where there is no occupancy left it counts the failure and keeps what there was. */
    void solve(ConfidenceSets sets) {
        long started = System.nanoTime();
        try {
            ExtendedOccupancyLp.Shrunk program = new ExtendedOccupancyLp(
                            market.stateCount(), market.actionCount(), sets.kernel.low, sets.kernel.high)
                    .shrunk(settings.delta());
            // Eq. 28: optimism, whomever the prices favour.
            Reals optimistic = program.solve(sets.total(true, -1)).visits();
            double[] next = new double[prices.length];
            boolean high = switch (settings.favour()) {
                case DESIGNER -> true;
                case AGENTS -> false;
            };
            for (int i = 1; i <= next.length; i++) {
                // Eq. 29 and 30 with the upper bounds first and the lower ones then; eq. 31 and 32 the other way round.
                double without = program.solve(sets.total(high, i)).value();
                next[i - 1] = without - OfflineVcg.inner(optimistic, sets.total(!high, i));
            }
            System.arraycopy(optimistic.toArray(), 0, visits, 0, visits.length);
            System.arraycopy(next, 0, prices, 0, next.length);
            solved += 1 + next.length;
            exactness = exactness.and(program.exactness());
        } catch (InfeasibleProgramException empty) {
            infeasible++;
        }
        nanoseconds += System.nanoTime() - started;
    }

    /** The linear programs so far. */
    IhmdpRun.Programs programs() {
        return new IhmdpRun.Programs(solved, infeasible, 1e-9 * nanoseconds, exactness);
    }

    /** Eq. 11: {@code pi(a|s)}; shape {@code [S * A]}. */
    void policy(double[] out) {
        int actions = market.actionCount();
        for (int s = 0; s < market.stateCount(); s++) {
            double sum = 0;
            for (int pair = s * actions; pair < (s + 1) * actions; pair++) {
                sum += visits[pair];
            }
            for (int pair = s * actions; pair < (s + 1) * actions; pair++) {
                out[pair] = sum > 0 ? visits[pair] / sum : 1.0 / actions;
            }
        }
    }
}
