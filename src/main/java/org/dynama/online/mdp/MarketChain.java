package org.dynama.online.mdp;

import java.util.List;
import org.dynama.model.Reals;
import org.dynama.refusal.Entries;
import org.dynama.refusal.Refusal;

/**
 * How a market moves: states, allocations as actions, and the kernel between them.
 *
 * @param states names; {@code S} of them, at least 1
 * @param actions names; {@code A} of them, at least 1
 * @param kernel shape {@code [S * A * S]}: {@code P(s'|s,a)}
 * @param alpha what no probability of the kernel may be below; more than 0 (Assumption 1 of Leon and Etesami)
 */
public record MarketChain(List<String> states, List<String> actions, Reals kernel, double alpha) {

    public MarketChain {
        states = List.copyOf(states);
        actions = List.copyOf(actions);
        if (states.isEmpty() || actions.isEmpty()) {
            throw Refusal.of(
                    "a market of " + states.size() + " states and " + actions.size()
                            + " actions must have one of each at least",
                    "");
        }
        int size =
                Entries.of("a kernel", "Maybe fewer states or actions.", states.size(), actions.size(), states.size());
        if (kernel.size() != size) {
            throw Refusal.of("kernel has " + kernel.size() + " entries and must have " + size, "");
        }
        requireAlpha(states, actions, kernel, alpha);
        for (int pair = 0; pair < states.size() * actions.size(); pair++) {
            double sum = 0;
            for (int next = 0; next < states.size(); next++) {
                sum += kernel.get(pair * states.size() + next);
            }
            if (!(Math.abs(sum - 1) <= 1e-9)) {
                throw Refusal.of(
                        "probabilities of " + name(states, actions, pair) + " sum to " + sum + " and must sum to 1",
                        "");
            }
        }
    }

    private static void requireAlpha(List<String> states, List<String> actions, Reals kernel, double alpha) {
        double least = kernel.stream().min().orElseThrow();
        if (!(alpha > 0 && alpha <= least)) {
            int at = 0;
            while (kernel.get(at) != least) {
                at++;
            }
            throw new Refusal(
                    "alpha",
                    alpha,
                    "must be more than 0 and at most the least probability of the kernel, " + least + " from "
                            + name(states, actions, at / states.size()) + " to \"" + states.get(at % states.size())
                            + "\"; the largest alpha that works is " + least,
                    least > 0
                            ? "Maybe alpha: " + least + "."
                            : "Maybe a kernel in which every state follows every other.");
        }
    }

    private static String name(List<String> states, List<String> actions, int pair) {
        return "\"" + states.get(pair / actions.size()) + ": " + actions.get(pair % actions.size()) + "\"";
    }

    /** The name of a state-action pair, in quotation marks. */
    String name(int pair) {
        return name(states, actions, pair);
    }
}
