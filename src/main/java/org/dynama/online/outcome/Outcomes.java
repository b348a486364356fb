package org.dynama.online.outcome;

import java.util.function.IntConsumer;

/**
 * The outcomes {@code omega} of one round. An outcome gives each of {@code n} agents one of {@code S} allocations; it is
 * written as {@code int[n + 1]}, whose last entry is the index of the outcome where outcomes are listed, else 0.
 * Allocation 0 is being left out.
 *
 * <p>Agents' values are tables {@code [n * S]}, {@code i * S + s}. The designer's value of an outcome is a sum of
 * components that she has in it: one per agent and allocation, laid out like the agents', or one per listed outcome.
 *
 * @see <a href="https://jmlr.org/papers/v24/20-1226.html">Kandasamy et al. (2023), Section 2</a>
 */
public sealed interface Outcomes permits SingleItem, AdSlots, ServiceLevels, OutcomeTable {

    /** The number of agents {@code n}. */
    int agents();

    /** The number of allocations {@code S}, being left out included. */
    int allocations();

    /** The number of the designer's components. */
    default int designerComponents() {
        return agents() * allocations();
    }

    /** The designer's value of an outcome, from her components. */
    default double designer(double[] designer, int[] outcome) {
        double sum = 0;
        for (int i = 0; i < agents(); i++) {
            sum += designer[i * allocations() + outcome[i]];
        }
        return sum;
    }

    /** Names the designer's components that an outcome has, one after the other. */
    default void components(int[] outcome, IntConsumer each) {
        for (int i = 0; i < agents(); i++) {
            each.accept(i * allocations() + outcome[i]);
        }
    }

    /**
     * Outcomes that together give every agent every allocation that she can have; as few as a simple rule finds.
     *
     * @param designer whether they must show every component of the designer's, too
     * @return shape {@code [K][n + 1]}
     */
    int[][] exploration(boolean designer);

    /** A fresh maximizer, with its own scratch: one serves one thread. */
    Maximizer maximizer();

    /** Maximizes over the outcomes. */
    interface Maximizer {

        /**
         * The largest sum of the designer's and all agents' values; ties go to the outcome that is found first.
         *
         * @param values shape {@code [n * S]}
         * @param designer the designer's components
         * @param outcome shape {@code [n + 1]}; receives an optimum
         */
        double best(double[] values, double[] designer, int[] outcome);

        /**
         * For each agent the largest sum of the designer's and all other agents' values, over all outcomes.
         *
         * @param without shape {@code [n]}; receives them
         */
        void bestWithout(double[] values, double[] designer, double[] without);
    }
}
