package org.dynama.pivot.world;

import java.util.List;
import org.dynama.model.Reals;

/**
 * An agent with finitely many private types.
 *
 * @param name for people
 * @param types names of her {@code K_i} types, at least one
 * @param prior shape {@code [K_i]}; probability of each type in the first period, sum 1 within 1e-9
 */
public record FiniteAgent(String name, List<String> types, Reals prior) {

    public FiniteAgent {
        types = List.copyOf(types);
        Probabilities.require("prior of " + name, prior.toArray(), types.size());
    }
}
