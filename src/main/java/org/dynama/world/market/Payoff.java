package org.dynama.world.market;

import java.math.BigDecimal;
import org.dynama.model.Reals;

/** What an agent earns, as a function of her own type. */
public sealed interface Payoff {

    /**
     * {@code type . coefficients + constant}.
     *
     * @param coefficients shape {@code [d]}, or none where her type does not matter
     */
    record Linear(Reals coefficients, double constant) implements Payoff {
        /** The same for every type. */
        public static Linear of(double constant) {
            return new Linear(Reals.of(), constant);
        }

        /** The amount at a type of shape {@code [d]}, decimals multiplied and added exactly and rounded once. */
        public double at(Reals type) {
            BigDecimal sum = BigDecimal.valueOf(constant);
            for (int k = 0; k < coefficients.size(); k++) {
                sum = sum.add(BigDecimal.valueOf(coefficients.get(k)).multiply(BigDecimal.valueOf(type.get(k))));
            }
            return sum.doubleValue();
        }
    }

    /**
     * A number for each of finitely many types.
     *
     * @param amounts shape {@code [K]}
     */
    record Table(Reals amounts) implements Payoff {}
}
