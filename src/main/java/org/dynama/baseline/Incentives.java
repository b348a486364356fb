package org.dynama.baseline;

import java.util.ArrayList;
import java.util.List;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;

/**
 * Who may lie about what, and what she knows when she does: nothing but her own type (Bayesian incentive compatibility), or
 * everybody's reports (dominant strategies). A case is what she may report in one state of knowledge, and its profiles.
 */
final class Incentives {
    /**
     * An agent of the true type of one case who reports that of another.
     *
     * @param agent who
     * @param truth her case
     * @param report the case that she feigns
     */
    record Lie(int agent, int truth, int report) {}

    final ProfileGrid grid;
    private final boolean dominant;
    /** Shape {@code [n][]}: the probability of each case. */
    final double[][] chances;

    final List<Lie> lies = new ArrayList<>();
    private final Reals odds;

    /** @param dominant whether she knows everybody's reports */
    Incentives(ProfileGrid grid, int agents, boolean dominant) {
        this.grid = grid;
        this.dominant = dominant;
        odds = grid.probabilities();
        chances = new double[agents][];
        for (int i = 0; i < agents; i++) {
            chances[i] = new double[dominant ? grid.size() : grid.count(i)];
            for (int b = 0; b < grid.size(); b++) {
                chances[i][caseOf(i, b)] += odds.get(b);
            }
            for (int truth = 0; truth < chances[i].length; truth++) {
                int own = typeOf(i, truth);
                for (int k = 0; k < grid.count(i); k++) {
                    if (k != own) {
                        lies.add(new Lie(i, truth, truth + (k - own) * (dominant ? grid.stride(i) : 1)));
                    }
                }
            }
        }
    }

    /** How many lies there are, before they are listed. */
    static double lies(ProfileGrid grid, int agents, boolean dominant) {
        double sum = 0;
        for (int i = 0; i < agents; i++) {
            sum += (dominant ? grid.size() : grid.count(i)) * (grid.count(i) - 1.0);
        }
        return sum;
    }

    /** The case of agent {@code i} in profile {@code b}. */
    int caseOf(int i, int b) {
        return dominant ? b : grid.type(i, b);
    }

    /** Agent {@code i}'s type in a case. */
    int typeOf(int i, int at) {
        return dominant ? grid.type(i, at) : at;
    }

    /** How probable profile {@code b} is to agent {@code i} in her case. */
    double weight(int i, int b) {
        return odds.get(b) / chances[i][caseOf(i, b)];
    }

    /** What she has more of, component by component, than the type that she reports. */
    double[] excess(Lie lie) {
        Reals truth = grid.types(lie.agent).values().get(typeOf(lie.agent, lie.truth));
        Reals feigned = grid.types(lie.agent).values().get(typeOf(lie.agent, lie.report));
        double[] excess = new double[truth.size()];
        for (int k = 0; k < excess.length; k++) {
            excess[k] = truth.get(k) - feigned.get(k);
        }
        return excess;
    }

    /**
     * Multipliers of lies that prove a bound: negative ones are rounding, and in no case may more utility be saved than it costs.
     * They are shrunk by what that takes.
     *
     * @param price of a unit of utility
     */
    double[] feasible(double[] multipliers, double price) {
        double[] repaired = new double[multipliers.length];
        double[][] net = new double[chances.length][];
        for (int i = 0; i < net.length; i++) {
            net[i] = new double[chances[i].length];
        }
        for (int m = 0; m < repaired.length; m++) {
            Lie lie = lies.get(m);
            repaired[m] = Math.max(0, multipliers[m]);
            net[lie.agent][lie.truth] += repaired[m];
            net[lie.agent][lie.report] -= repaired[m];
        }
        double factor = 1;
        for (int i = 0; i < net.length; i++) {
            for (int at = 0; at < net[i].length; at++) {
                double most = price * chances[i][at];
                factor = net[i][at] > most ? Math.min(factor, most / net[i][at]) : factor;
            }
        }
        for (int m = 0; m < repaired.length; m++) {
            repaired[m] *= factor;
        }
        return repaired;
    }

    /**
     * The virtual types that multipliers of lies make: {@code t_i - sum over lies of (multiplier / probability) (true - feigned)},
     * where the lies are those that feign {@code t_i}.
     */
    Profiles virtual(double[] multipliers) {
        Profiles all = grid.all();
        int d = all.dimension();
        double[] values = all.toArray();
        double[][][] less = new double[chances.length][][];
        for (int i = 0; i < less.length; i++) {
            less[i] = new double[chances[i].length][d];
        }
        for (int m = 0; m < multipliers.length; m++) {
            Lie lie = lies.get(m);
            double[] excess = excess(lie);
            for (int k = 0; k < excess.length; k++) {
                less[lie.agent][lie.report][k] += multipliers[m] / chances[lie.agent][lie.report] * excess[k];
            }
        }
        for (int i = 0; i < less.length; i++) {
            for (int b = 0; b < grid.size(); b++) {
                for (int k = 0; k < d; k++) {
                    values[(i * d + k) * grid.size() + b] -= less[i][caseOf(i, b)][k];
                }
            }
        }
        return Profiles.of(less.length, d, grid.size(), values);
    }
}
