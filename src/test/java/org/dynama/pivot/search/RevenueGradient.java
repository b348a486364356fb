package org.dynama.pivot.search;

import java.util.Arrays;
import java.util.List;
import org.dynama.model.Reals;
import org.dynama.pivot.mechanism.AllocationPolicy;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PolicyValues;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.Boost;
import org.dynama.pivot.world.JointTypes;

/**
 * How revenue changes with weights and boosts while no decision changes. With {@code U_j} what agent {@code j} is expected to earn,
 * {@code O_b} how often a boost is expected to hold, discounted, and {@code U_-i,j}, {@code O_-i,b} the same in the economy without
 * agent {@code i}, which are the derivatives of {@code W} and {@code W_-i} by the envelope theorem:
 *
 * <pre>
 * R        = sum_i  U_i - (W - W_-i) / w_i
 * dR / db  = sum_i  (O_-i,b - O_b) / w_i
 * dR / dw_j = (W - W_-j) / w_j^2  +  sum_i (U_-i,j - U_j) / w_i       with U_-j,j = 0
 * </pre>
 *
 * <p>It holds away from ties only: at a tie, revenue jumps.
 *
 * @param weights shape {@code [n]}; the derivatives by weights
 * @param boosts by each of the affine world's boosts
 */
public record RevenueGradient(Reals weights, Reals boosts) {

    /** The gradient of an affine pivot mechanism. */
    public static RevenueGradient of(PivotMechanism mechanism) {
        List<Boost> boosts = mechanism.affine().boosts();
        int n = mechanism.profiles().agents();
        Reals w = mechanism.affine().weights();
        double[] grand = counts(mechanism, -1);
        double[] byWeight = new double[n];
        double[] byBoost = new double[boosts.size()];
        for (int i = 0; i < n; i++) {
            double[] without = counts(mechanism, i);
            for (int j = 0; j < n; j++) {
                byWeight[j] += (without[j] - grand[j]) / w.get(i);
            }
            for (int k = 0; k < byBoost.length; k++) {
                byBoost[k] += (without[n + k] - grand[n + k]) / w.get(i);
            }
            byWeight[i] += contribution(mechanism, i) / w.get(i);
        }
        return new RevenueGradient(Reals.of(byWeight), Reals.of(byBoost));
    }

    /** What agent {@code i} is expected to get from the first period on. */
    private static double contribution(PivotMechanism mechanism, int i) {
        int count = mechanism.profiles().count();
        double[] initial = mechanism.profiles().initial(mechanism.world());
        double contribution = 0;
        for (int row = 0; row < initial.length; row++) {
            contribution += initial[row] * mechanism.contribution(0, i, row / count, row % count);
        }
        return contribution;
    }

    /** Expected utilities of those who are there, and how often boosts hold, in an economy. */
    private static double[] counts(PivotMechanism mechanism, int absent) {
        AllocationWorld world = mechanism.world();
        AllocationPolicy policy =
                absent < 0 ? mechanism.policy() : mechanism.without().get(absent);
        Counts counts = new Counts(mechanism, absent);
        double[] first = PolicyValues.of(world, policy, absent, counts).get(0);
        JointTypes profiles = mechanism.profiles();
        double[] initial = profiles.initial(world);
        double[] expected = new double[counts.width()];
        for (int row = 0; row < initial.length; row++) {
            int s = row / profiles.count();
            int b = row % profiles.count();
            int at = absent < 0 ? row : s * profiles.countWithout(absent) + profiles.others(absent, b);
            for (int c = 0; c < expected.length; c++) {
                expected[c] += initial[row] * first[at * expected.length + c];
            }
        }
        return expected;
    }

    /** Agents' utilities, nothing of who is absent; then, for each boost, whether it holds. */
    private record Counts(PivotMechanism mechanism, int absent) implements PolicyValues.Earnings {
        @Override
        public int width() {
            return mechanism.profiles().agents() + mechanism.affine().boosts().size();
        }

        @Override
        public void add(int t, int s, int z, int a, int b, double weight, double[] into, int at) {
            JointTypes profiles = mechanism.profiles();
            int n = profiles.agents();
            for (int i = 0; i < n; i++) {
                double utility = mechanism.world().stages().get(t).utility(i, s, a, profiles.type(i, b));
                into[at + i] += i == absent ? 0 : weight * utility;
            }
            List<Boost> boosts = mechanism.affine().boosts();
            for (int k = 0; k < boosts.size(); k++) {
                Boost boost = boosts.get(k);
                into[at + n + k] += boost.action() == a && boost.holds(t, s, z) ? weight : 0;
            }
        }

        @Override
        public void end(int s, int b, double[] into, int at) {
            JointTypes profiles = mechanism.profiles();
            Arrays.fill(into, at, at + width(), 0);
            for (int i = 0; i < profiles.agents(); i++) {
                int own = s * profiles.types(i) + profiles.type(i, b);
                double utility = mechanism.world().terminal().utilities().get(i).get(own);
                into[at + i] = i == absent ? 0 : utility;
            }
        }
    }
}
