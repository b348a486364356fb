package org.dynama.solver.acyclic;

import org.dynama.model.Stages;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.StageTemperatures;

/**
 * How {@link AlikePairs} share the weight of their group where a welfare is softened: {@code exp((base - number) / temperature)},
 * where the group's number is {@code temperature * logsumexp(base / temperature)}. The group is worth what a single pair with that
 * number would be.
 */
final class PairShares {
    /** No pair's share is smaller beside the largest. */
    private static final double LEAST = Math.exp(-40);

    final AlikePairs alike;
    /** By pair; they sum to one over a group. */
    private final double[] share;
    /** By group. */
    private final double[] number;

    private final CompiledWelfare welfare;
    private final StageTemperatures temperatures;

    PairShares(AlikePairs alike, CompiledWelfare welfare, StageTemperatures temperatures, Stages stages) {
        this.alike = alike;
        this.welfare = welfare;
        this.temperatures = temperatures;
        share = new double[alike.group.length];
        number = new double[alike.members.length];
        for (int s = 0; s < alike.first.length - 1; s++) {
            double temperature = temperatures.temperatures()[stages.of(s)];
            for (int g = alike.first[s]; g < alike.first[s + 1]; g++) {
                number[g] = divide(alike.members[g], temperature);
            }
        }
    }

    /** Fills the shares of a group; its number. */
    private double divide(int[] members, double temperature) {
        double top = Double.NEGATIVE_INFINITY;
        for (int p : members) {
            top = Math.max(top, base(p));
        }
        if (members.length == 1) {
            share[members[0]] = 1;
            return top;
        }
        double sum = 0;
        for (int p : members) {
            share[p] = Math.max(LEAST, Math.exp((base(p) - top) / temperature));
            sum += share[p];
        }
        for (int p : members) {
            share[p] /= sum;
        }
        return top + temperature * Math.log(sum);
    }

    private double base(int p) {
        return welfare.base[p] + temperatures.bonus()[p];
    }

    /** Whether these are a welfare's shares, at some temperatures. */
    @SuppressWarnings("ReferenceEquality") // Equal ones that are not the same are only computed again.
    boolean isOf(CompiledWelfare other, StageTemperatures others) {
        return welfare == other && temperatures == others;
    }

    double share(int p) {
        return share[p];
    }

    /** By group, what its pairs are worth whatever the types; not a copy. */
    double[] numbers() {
        return number;
    }

    /** By group, the mean of numbers by pair. */
    double[] means(double[] byPair) {
        double[] means = new double[number.length];
        for (int p = 0; p < share.length; p++) {
            means[alike.group[p]] += share[p] * byPair[p];
        }
        return means;
    }
}
