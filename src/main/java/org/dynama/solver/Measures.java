package org.dynama.solver;

import org.dynama.model.AffineWelfare;

/**
 * A signed measure on state-action pairs for each of {@code B} profiles: the occupancy measures of a solved batch, or
 * the sensitivities that a pullback returns.
 *
 * <p>Lives in the solver's memory: close each one, and read it before the solver is given other profiles.
 */
public interface Measures extends AutoCloseable {

    /** The number of profiles {@code B}. */
    int count();

    /** {@code sum_{s,a} nu(s,a) * coefficient(s,a)} in every profile; shape {@code [B]}. */
    double[] inner(AffineWelfare function);

    /** What each agent earns, {@code <nu, r_i>}; shape {@code [n][B]}. */
    double[][] rewards();

    /** The sum over the batch; shape {@code [P]}. */
    double[] sum();

    /** Every measure, shape {@code [S, A, B]}, flattened: for tests and pictures, not for the hot path. */
    double[] toArray();

    @Override
    void close();

    /** The hard solution of a batch: one optimal deterministic policy a profile, ties to the lowest action. */
    interface Optimal extends Measures {
        /** The optimal values; shape {@code [B]}. */
        double[] values();

        /**
         * How surely no other policy is optimal where this one goes; shape {@code [B]}: the least lead, over the states that
         * it reaches and the actions that it leaves there, less what rounding may feign. Not positive: a tie, or too close
         * to tell. Infinite where there is no choice. Read it before anything else is solved.
         */
        default double[] margins() {
            return new double[count()];
        }

        /**
         * The same, where only what agents earn matters: ties that change nobody's reward are broken by the rule first, and
         * have a margin then.
         */
        default double[] decided() {
            return margins();
        }

        /**
         * The state-action pairs that each profile visits, once each and for certain; shape {@code [B][]}, empty where chance
         * may have a part.
         */
        default int[][] paths() {
            return new int[0][];
        }

        /**
         * In the long run, expected visits of states that a run leaves for good, on its way to where it settles; shape
         * {@code [P, B]}, flattened. Empty where no run goes on for ever. Read it before anything else is solved.
         */
        default double[] passages() {
            return new double[0];
        }
    }

    /** The regularized solution of a batch. */
    interface Regularized extends Optimal {
        /**
         * The pullback (vector-Jacobian product) of the map from reward tables to occupancies: given
         * {@code g = dJ/d(nu)} it returns {@code dJ/d(reward table)}.
         *
         * @param cotangent {@code g}, as a linear function of the occupancy
         */
        Measures pullback(AffineWelfare cotangent);
    }
}
