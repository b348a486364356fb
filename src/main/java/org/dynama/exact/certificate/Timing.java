package org.dynama.exact.certificate;

import org.dynama.exact.rational.Rational;
import org.dynama.model.Horizon;
import org.dynama.refusal.Refusal;

/**
 * How later rewards count, with an exact discount.
 *
 * @param kind of horizon
 * @param discount in (0, 1) for a discounted horizon, else 1
 */
public record Timing(Kind kind, Rational discount) {

    /** The horizons of {@link Horizon}. */
    public enum Kind {
        FINITE,
        DISCOUNTED,
        TOTAL,
        AVERAGE
    }

    public Timing {
        boolean inside = discount.signum() > 0 && discount.compareTo(Rational.ONE) < 0;
        if (kind == Kind.DISCOUNTED ? !inside : !discount.equals(Rational.ONE)) {
            throw new Refusal(
                    "discount",
                    discount,
                    "must lie strictly between 0 and 1 for a discounted horizon and be 1 for others",
                    "");
        }
    }

    /** The exact twin of a horizon; the discount is the decimal that names its double. */
    public static Timing of(Horizon horizon) {
        if (horizon instanceof Horizon.Discounted discounted) {
            return new Timing(Kind.DISCOUNTED, Rational.decimal(discounted.discount()));
        }
        if (horizon instanceof Horizon.Total) {
            return new Timing(Kind.TOTAL, Rational.ONE);
        }
        return new Timing(horizon instanceof Horizon.Finite ? Kind.FINITE : Kind.AVERAGE, Rational.ONE);
    }
}
