package org.dynama.ama.mechanism;

import java.util.List;
import org.dynama.exact.LpSolution;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Loss;
import org.dynama.model.Profiles;

/** The linear program as a mechanism's maximizer: slower than dynamic programming, and every optimum proven. */
public record LpMaximizer(OccupancyLp lp, List<Loss> losses) implements Maximizer {

    @Override
    public BoundedValues values(AffineWelfare welfare, Profiles profiles) {
        double[] values = new double[profiles.count()];
        double[] errors = new double[values.length];
        for (int b = 0; b < values.length; b++) {
            LpSolution solution = lp.attempt(welfare, profiles, b);
            values[b] = solution.value();
            errors[b] = solution.proof().error();
        }
        return new BoundedValues(values, errors);
    }

    @Override
    public Optima optima(AffineWelfare welfare, Profiles profiles) {
        double[] values = new double[profiles.count()];
        double[] errors = new double[values.length];
        double[] margins = new double[values.length];
        double[][] rewards = new double[profiles.agents()][values.length];
        double[][] borne = new double[losses.size()][values.length];
        List<double[][]> tables = losses.stream()
                .map(loss -> loss.table(profiles, welfare.boosts().size()))
                .toList();
        for (int b = 0; b < values.length; b++) {
            LpSolution solution = lp.attempt(welfare, profiles, b);
            values[b] = solution.value();
            errors[b] = solution.proof().error();
            margins[b] = solution.proof().margin();
            for (int i = 0; i < rewards.length; i++) {
                rewards[i][b] = solution.rewards().get(i);
            }
            for (int k = 0; k < borne.length; k++) {
                for (int pair = 0; pair < solution.occupancy().size(); pair++) {
                    borne[k][b] += solution.occupancy().get(pair) * tables.get(k)[pair][b];
                }
            }
        }
        return new Optima(new BoundedValues(values, errors), margins, rewards, borne, new int[0][]);
    }

    @Override
    public double[] occupancies(AffineWelfare welfare, Profiles profiles) {
        int count = profiles.count();
        double[] table = new double[welfare.boosts().size() * count];
        for (int b = 0; b < count; b++) {
            LpSolution solution = lp.attempt(welfare, profiles, b);
            for (int pair = 0; pair < solution.occupancy().size(); pair++) {
                table[pair * count + b] = solution.occupancy().get(pair);
            }
        }
        return table;
    }
}
