package org.dynama.ama.menu.candidates;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.menu.Menu;
import org.dynama.ama.objective.Estimate;

/**
 * A menu between two phases of its search: written down, the search goes on from it to the same bits.
 *
 * @param phase how many phases are done
 * @param menu the policies
 * @param orbits by entry, which boost it shares: entries that permute exchangeable agents have one number; shape {@code [K]}
 * @param kinds by entry, which others its first boost was made like; shape {@code [K]}
 * @param parameters boosts, shape {@code [K]}, and weights, shape {@code [n]}, of the menu's world
 * @param validation the objective, as it is maximized, on profiles that no phase sees
 */
public record MenuState(
        int phase,
        Menu menu,
        List<Integer> orbits,
        List<Integer> kinds,
        AmaParameters parameters,
        Estimate validation) {
    public MenuState {
        orbits = List.copyOf(orbits);
        kinds = List.copyOf(kinds);
    }

    /** The same with amounts of money in another unit. */
    MenuState with(DoubleUnaryOperator unit) {
        Estimate estimate = new Estimate(
                unit.applyAsDouble(validation.mean()),
                unit.applyAsDouble(validation.standardError()),
                validation.count());
        AmaParameters money =
                new AmaParameters(parameters.weights(), parameters.boosts().with(unit));
        return new MenuState(phase, menu, orbits, kinds, money, estimate);
    }

    /** The same after so many phases. */
    MenuState at(int phases) {
        return new MenuState(phases, menu, orbits, kinds, parameters, validation);
    }
}
