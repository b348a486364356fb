package org.dynama.ama.audit;

import org.dynama.model.Reals;

/**
 * The largest of several agents' amounts, each beside what is at stake for its agent: a cent may be rounding for one and
 * everything to another.
 *
 * @param amount in money; minus infinity before the first
 * @param agent whose it is
 */
public record WorstAmount(double amount, int agent) {
    /** Before the first. */
    public static final WorstAmount NONE = new WorstAmount(Double.NEGATIVE_INFINITY, 0);

    /**
     * The worse of this and one more amount; NaN is the worst.
     *
     * @param stakes of each agent, as {@link org.dynama.world.Stakes} says
     */
    public WorstAmount or(double other, int whose, Reals stakes) {
        return Double.isNaN(amount) || relative(other, stakes.get(whose)) <= relative(amount, stakes.get(agent))
                ? this
                : new WorstAmount(other, whose);
    }

    /** The worse of two. */
    public WorstAmount or(WorstAmount other, Reals stakes) {
        return or(other.amount, other.agent, stakes);
    }

    private static double relative(double amount, double stake) {
        return amount == 0 ? 0 : amount / stake;
    }
}
