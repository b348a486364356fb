package org.dynama.ama.search;

import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.MarginalEconomy;
import org.dynama.ama.mechanism.MarginalEconomy.Found;
import org.dynama.model.RewardMap;
import org.dynama.solver.Measures;

/**
 * What a gradient reads of the optimum of a marginal economy; holds the arrays that it is given.
 *
 * @param sum shape {@code [P]}; visits, summed over profiles
 * @param rewards shape {@code [n][B]}; what each agent earns, at the types that count in the economy
 * @param values shape {@code [B]}; optima
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, and compared with nothing.
record MarginalMeasure(double[] sum, double[][] rewards, double[] values) {

    static MarginalMeasure of(Measures.Optimal measures) {
        return new MarginalMeasure(measures.sum(), measures.rewards(), measures.values());
    }

    /** Of a lottery over policies, profile by profile. */
    static MarginalMeasure of(Found found, DpMaximizer maximizer, MarginalEconomy economy, RewardMap map) {
        int count = found.at().count();
        double[] visits = found.visits() == null
                ? maximizer.occupancies(economy.welfare(), found.at())
                : found.visits().toArray();
        double[] sum = new double[visits.length / count];
        double[][] rewards = new double[map.agents()][count];
        double[] values = new double[count];
        for (int b = 0; b < count; b++) {
            values[b] = found.values().value(b);
            for (int pair = 0; pair < sum.length; pair++) {
                double there = visits[pair * count + b];
                sum[pair] += there;
                for (int m = map.begin(pair); m < map.end(pair) && there != 0; m++) {
                    int i = map.agent(m);
                    int k = map.component(m);
                    double type = k == RewardMap.CONSTANT ? 1 : found.at().type(i, k, b);
                    rewards[i][b] += there * map.coefficient(m) * type;
                }
            }
        }
        return new MarginalMeasure(sum, rewards, values);
    }
}
