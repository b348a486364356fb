package org.dynama.baseline;

import java.util.Arrays;
import org.dynama.model.Reals;
import org.dynama.world.Environment;

/**
 * The dual of the program for an optimal mechanism as a certificate: multipliers of lies that prove a bound by themselves, without
 * the program. They must not be negative, and in no case may those of lies told there exceed those of lies that feign it by more than
 * the chance of the case; then
 *
 * <pre>
 * sum_t P(t) max over policies [ sum_i (t_i - (1 / P(t_i)) sum over lies that feign t_i of multiplier (true - feigned)) . x_i + ... ]
 * </pre>
 *
 * is a bound, whatever else they are. Multipliers count profit once; agents' rewards count {@code 1 + welfare} times.
 *
 * @param isDominant whether lies are told where all reports are known
 * @param welfare the weight of agents' rewards beside that of payments
 * @param multipliers shape {@code [lies]}, repaired so that they prove a bound
 * @param largestExcess by how much a case's multipliers exceed its chance at most; at most 0 up to rounding
 * @param value the bound
 */
public record DualProof(boolean isDominant, double welfare, Reals multipliers, double largestExcess, double value) {

    /** The proof that a solution carries, re-checked. */
    public static DualProof of(
            Environment environment, OptimalMechanism mechanism, OptimalMechanism.Solution solution) {
        ProfileGrid grid = ProfileGrid.of(environment, WeightedProfiles.MOST);
        Incentives incentives = new Incentives(grid, environment.agentCount(), mechanism.isDominant());
        double[] feasible = incentives.feasible(solution.multipliers().toArray(), 1);
        double[][] excess = new double[environment.agentCount()][];
        Arrays.setAll(
                excess, i -> Arrays.stream(incentives.chances[i]).map(p -> -p).toArray());
        for (int m = 0; m < feasible.length; m++) {
            Incentives.Lie lie = incentives.lies.get(m);
            excess[lie.agent()][lie.truth()] += feasible[m];
            excess[lie.agent()][lie.report()] -= feasible[m];
        }
        double[] each = BatchOptima.values(
                environment,
                Reals.filled(environment.agentCount(), 1 + mechanism.welfare()),
                environment.designer(),
                incentives.virtual(
                        Reals.of(feasible).times(1 / (1 + mechanism.welfare())).toArray()),
                mechanism.threads());
        return new DualProof(
                mechanism.isDominant(),
                mechanism.welfare(),
                Reals.of(feasible),
                Arrays.stream(excess).flatMapToDouble(Arrays::stream).max().orElseThrow(),
                WeightedProfiles.enumerated(environment).mean(each));
    }
}
