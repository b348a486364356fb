package org.dynama.ama.mechanism;

import java.util.Arrays;
import org.dynama.exact.LpSolution;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;

/**
 * Dynamic programs, each of whose optima a linear program proves that starts from their policy: it computes the policy's
 * visits and duals by itself, and finds no column that earns more; or it does, and then the optimum is refuted, and its error
 * is infinite.
 *
 * <p>The two share the policy, as a hint that the program may refute, and sums and products; no solver.
 *
 * @param dp that finds optima
 * @param lp that proves them
 * @param mdp of both
 */
public record ProvenMaximizer(DpMaximizer dp, OccupancyLp lp, Mdp mdp) implements Maximizer {
    /** Of two values of one policy, beside the money that flows: rounding is 1e-13 of it. */
    private static final double SAME = 1e-10;

    @Override
    public BoundedValues values(AffineWelfare welfare, Profiles profiles) {
        BoundedValues found = dp.values(welfare, profiles);
        return proven(found, new double[profiles.count()], welfare, profiles);
    }

    @Override
    public Optima optima(AffineWelfare welfare, Profiles profiles) {
        double[] margins = new double[profiles.count()];
        Optima found = dp.optima(welfare, profiles);
        BoundedValues values = proven(found.values(), margins, welfare, profiles);
        double[][] rewards = new double[profiles.agents()][found.count()];
        double[][] losses = new double[dp.losses().size()][found.count()];
        for (int b = 0; b < found.count(); b++) {
            for (int i = 0; i < rewards.length; i++) {
                rewards[i][b] = found.reward(i, b);
            }
            double[] borne = found.losses(b);
            for (int k = 0; k < borne.length; k++) {
                losses[k][b] = borne[k];
            }
        }
        return new Optima(values, margins, rewards, losses, new int[0][]);
    }

    @Override
    public double[] occupancies(AffineWelfare welfare, Profiles profiles) {
        return dp.occupancies(welfare, profiles);
    }

    /** The same values with what is proven of them; margins are written. */
    private BoundedValues proven(BoundedValues found, double[] margins, AffineWelfare welfare, Profiles profiles) {
        int count = profiles.count();
        double[] table = dp.occupancies(welfare, profiles);
        double[] values = new double[count];
        double[] errors = new double[count];
        for (int b = 0; b < count; b++) {
            LpSolution proof = lp.attempt(welfare, profiles, b, policy(table, count, b));
            double difference = Math.abs(found.value(b) - proof.value());
            // What flows is as large as the value at least; where it cancels, the program's own error says more.
            double rounding = SAME * Math.abs(proof.value()) + proof.proof().error();
            values[b] = found.value(b);
            errors[b] = difference <= rounding ? difference + proof.proof().error() : Double.POSITIVE_INFINITY;
            margins[b] = errors[b] < Double.POSITIVE_INFINITY ? proof.proof().margin() : Double.NEGATIVE_INFINITY;
        }
        return new BoundedValues(values, errors);
    }

    /** The pair that is taken in each state that a profile visits; -1 elsewhere. */
    private int[] policy(double[] table, int count, int b) {
        int[] policy = new int[mdp.stateCount()];
        Arrays.fill(policy, -1);
        for (int pair = 0; pair < table.length / count; pair++) {
            if (table[pair * count + b] > 0) {
                policy[mdp.transitions().stateOf(pair)] = pair;
            }
        }
        return policy;
    }
}
