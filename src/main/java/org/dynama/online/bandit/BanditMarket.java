package org.dynama.online.bandit;

import java.util.List;
import org.dynama.model.Reals;
import org.dynama.online.outcome.Outcomes;
import org.dynama.online.reporting.Noise;
import org.dynama.refusal.Entries;
import org.dynama.refusal.Refusal;

/**
 * A market whose agents learn what allocations are worth by having them.
 *
 * @param outcomes what the mechanism may choose in a round
 * @param values shape {@code [n * S]}; expected value of agent {@code i} for allocation {@code s}; each in [0, 1]
 * @param noise of a realised value
 * @param known shape {@code [S]}; allocations whose values are known to all, and without noise: being left out
 * @param designer the designer's expected components; see {@link Outcomes#designerComponents}
 * @param designerDeviation standard deviation of each component's Gaussian noise, where the designer learns them
 */
public record BanditMarket(
        Outcomes outcomes, Reals values, Noise noise, List<Boolean> known, Reals designer, double designerDeviation) {

    public BanditMarket {
        known = List.copyOf(known);
        int size = Entries.of("a table of values", "Maybe fewer agents.", outcomes.agents(), outcomes.allocations());
        if (values.size() != size || known.size() != outcomes.allocations()) {
            throw Refusal.of(
                    "values has " + values.size() + " entries and known " + known.size() + " and they must have " + size
                            + " and " + outcomes.allocations(),
                    "");
        }
        if (designer.size() != outcomes.designerComponents() || designer.firstNotFinite() >= 0) {
            throw Refusal.of(
                    "designer has " + designer.size() + " components and must have " + outcomes.designerComponents()
                            + ", all finite",
                    "");
        }
        for (int k = 0; k < size; k++) {
            requireValue(values.get(k), k / outcomes.allocations(), k % outcomes.allocations());
        }
        if (!(designerDeviation >= 0 && designerDeviation < Double.POSITIVE_INFINITY)) {
            throw new Refusal("designerDeviation", designerDeviation, "must be finite and not negative", "");
        }
    }

    private static void requireValue(double value, int i, int s) {
        if (!(value >= 0 && value <= 1)) {
            throw new Refusal(
                    "value",
                    value,
                    "of agent " + (i + 1) + " for allocation " + s + " must lie in [0, 1]; the largest that works is 1",
                    "Maybe divide all values by the largest.");
        }
    }

    /** The number of agents {@code n}. */
    public int agents() {
        return outcomes.agents();
    }

    /** The number of allocations {@code S}. */
    public int allocations() {
        return outcomes.allocations();
    }
}
