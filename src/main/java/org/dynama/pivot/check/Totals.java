package org.dynama.pivot.check;

import java.util.List;
import org.dynama.model.Reals;

/**
 * What truthful agents expect over the whole run, discounted, from the distribution of the first period.
 *
 * @param rewards shape {@code [n]}; utilities before payments, the terminal ones included
 * @param payments shape {@code [n]}; to the designer
 * @param publicUtility of the public
 * @param paymentsByPeriod shape {@code [n]} for each period
 */
public record Totals(Reals rewards, Reals payments, double publicUtility, List<Reals> paymentsByPeriod) {
    public Totals {
        paymentsByPeriod = List.copyOf(paymentsByPeriod);
    }

    /** The sum of all utilities. */
    public double welfare() {
        return publicUtility + rewards.stream().sum();
    }
}
