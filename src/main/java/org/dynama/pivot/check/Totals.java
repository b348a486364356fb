package org.dynama.pivot.check;

import java.util.List;
import org.dynama.model.Reals;
import org.jspecify.annotations.Nullable;

/**
 * What truthful agents expect over the whole run, discounted, from the distribution of the first period.
 *
 * @param rewards shape {@code [n]}; utilities before payments, the terminal ones included
 * @param payments shape {@code [n]}; to the designer
 * @param relativePublic of the public, less {@code common}
 * @param common what the public gets whatever is done
 * @param paymentsByPeriod shape {@code [n]} for each period; of the first {@link org.dynama.pivot.mechanism.NearOne#PERIODS} where
 *     the discount is near 1
 * @param beginning the same of those periods alone; null where these are all that weigh anything
 */
public record Totals(
        Reals rewards,
        Reals payments,
        double relativePublic,
        double common,
        List<Reals> paymentsByPeriod,
        @Nullable Part beginning) {
    /**
     * What some periods come to, from the first on.
     *
     * @param periods how many
     */
    public record Part(int periods, Reals rewards, Reals payments, double relativePublic) {
        /** The sum of all utilities, less what the public gets whatever is done. */
        public double relativeWelfare() {
            return relativePublic + rewards.stream().sum();
        }
    }

    public Totals {
        paymentsByPeriod = List.copyOf(paymentsByPeriod);
    }

    /** Of the public. */
    public double publicUtility() {
        return common + relativePublic;
    }

    /** The sum of all utilities. */
    public double welfare() {
        return common + relativeWelfare();
    }

    /** The sum of all utilities, less what the public gets whatever is done. */
    public double relativeWelfare() {
        return relativePublic + rewards.stream().sum();
    }
}
