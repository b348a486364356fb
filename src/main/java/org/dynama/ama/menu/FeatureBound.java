package org.dynama.ama.menu;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * How far from truthful a menu is whose features are estimates. With {@code e_k(t) = <t, phi_k - estimate_k>} a lie gains
 * {@code e_l(t) - e_k(t)} at most, {@code l} the entry that it brings about and {@code k} the one that truth does, and a truthful
 * agent loses {@code -e_k(t)} at most.
 *
 * @param runs simulated of each entry
 * @param confidence that all bounds hold; null where they are exact, since the features are known, too
 * @param gains by agent, {@code 2 max |e_k(t)|} over entries and all types of her support: what no lie gains more than; half of it
 *     is what no truthful agent loses more than. Money
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FeatureBound(int runs, @Nullable Double confidence, Map<String, Double> gains) {
    /** Visits and features in binary arithmetic, beside themselves. */
    private static final double ROUNDING = 1e-9;

    public FeatureBound {
        gains = Collections.unmodifiableMap(new LinkedHashMap<>(gains));
        gains.forEach((agent, gain) -> {
            if (!(gain >= 0 && gain < Double.POSITIVE_INFINITY)) {
                throw Refusal.of(
                        "what \"" + agent
                                + "\" can gain by a lie has no bound where features are estimates, since her types"
                                + " have no end",
                        "Maybe cut her distribution off, or features: exact.");
            }
        });
    }

    /** The largest gain that is possible, whoever lies. */
    public double gain() {
        return gains.values().stream().max(Comparator.naturalOrder()).orElse(0.0);
    }

    /** The largest loss of a truthful agent that is possible. */
    public double loss() {
        return gain() / 2;
    }

    /** Whether another bound is nowhere above this one, but for rounding. */
    boolean covers(FeatureBound other) {
        return gains.keySet().equals(other.gains.keySet())
                && other.gains.entrySet().stream()
                        .allMatch(one -> one.getValue() <= (1 + ROUNDING) * gains.getOrDefault(one.getKey(), 0.0));
    }

    /** The bound in a sentence. */
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "features are estimates of %,d simulated runs of each entry, and the mechanism is not exactly truthful: no lie"
                        + " gains more than %.3g, and no truthful agent loses more than %.3g (%s, the most over all types)",
                runs,
                gain(),
                loss(),
                confidence == null
                        ? "exact, from the features that are estimated"
                        : String.format(Locale.ROOT, "with a confidence of %.1f %%", 100 * confidence));
    }

    /** That exact features are asked for. */
    public Refusal refusal(String what) {
        return Refusal.of(
                what + " needs exact features, and those of this menu are estimates of " + runs
                        + " simulated runs of each entry",
                "Maybe search it again with optimizer.features: exact.");
    }
}
