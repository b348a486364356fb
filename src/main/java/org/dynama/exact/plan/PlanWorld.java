package org.dynama.exact.plan;

import java.util.List;
import org.dynama.exact.rational.Rational;
import org.jspecify.annotations.Nullable;

/**
 * A designer who offers one good in each period to agents whose values are private, finitely many, and move with what they
 * consume: all that a plan's proof needs to know of it.
 *
 * @param name in words
 * @param agents n
 * @param periods T
 * @param discount what a period counts beside the one before
 * @param unitDemand whether who has consumed m of the good consumes only 1 - m of what she gets
 * @param values shape {@code [R]}; what a whole good is worth by type
 * @param initial shape {@code [R]}; chances of types in the first period
 * @param costs shape {@code [n]}; of a whole good to the designer
 * @param movements of types
 * @param own of each agent, where they differ: it stands for the chances and movements above; empty, or absent, where they
 *     are alike
 */
public record PlanWorld(
        String name,
        int agents,
        int periods,
        Rational discount,
        boolean unitDemand,
        List<Rational> values,
        List<Rational> initial,
        List<Rational> costs,
        List<Movement> movements,
        @Nullable List<Own> own) {
    public PlanWorld {
        values = List.copyOf(values);
        initial = List.copyOf(initial);
        costs = List.copyOf(costs);
        movements = List.copyOf(movements);
        own = own == null ? List.of() : List.copyOf(own);
    }

    /**
     * What an agent has of her own.
     *
     * @param initial shape {@code [R]}; chances of her types in the first period
     * @param movements of her types
     */
    public record Own(List<Rational> initial, List<Movement> movements) {
        public Own {
            initial = List.copyOf(initial);
            movements = List.copyOf(movements);
        }
    }

    /** Chances and movements of an agent's types. */
    public Own of(int agent) {
        return own == null || own.isEmpty() ? new Own(initial, movements) : own.get(agent);
    }

    /**
     * How a type moves.
     *
     * @param consumed in the period that ends
     * @param memory consumed before it
     * @param rows shape {@code [R, R]}; chances of next types, from the row's to the column's
     */
    public record Movement(Rational consumed, Rational memory, List<List<Rational>> rows) {
        public Movement {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }
}
