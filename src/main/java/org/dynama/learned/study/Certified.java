package org.dynama.learned.study;

import org.dynama.exact.plan.PlanCertificate;
import org.dynama.learned.plan.Projection;
import org.dynama.study.Soundness;

/**
 * The nearest truthful mechanism to a learned one, proven in fractions: no lie gains anything, and no type loses by taking part.
 *
 * @param profit of it; of all copies where goods are sold apart
 * @param welfare of it; of all copies
 * @param distance L1 distance of the law of whole runs from the network's, divided by the number of agents
 * @param price of distance, beside the highest value
 * @param copies goods that are sold by it, each apart
 * @param among which mechanisms it was sought, in words
 */
public record Certified(double profit, double welfare, double distance, double price, int copies, String among) {
    /** What a run's folder holds of it. */
    static final String FILE = "certificate.json";

    static Certified of(Projection found, double price, int copies, boolean shares) {
        PlanCertificate.Claims claims = found.certificate().claims();
        return new Certified(
                copies * claims.profit().toDouble(),
                copies * claims.welfare().toDouble(),
                found.distance(),
                price,
                copies,
                shares
                        ? "lotteries over the whole good and the network's shares of it"
                        : "lotteries over who gets the whole good");
    }

    /** What was proven of it before it was stored. */
    Soundness.Check check() {
        String says = "no lie gains anything against the mechanism of " + FILE
                + ", and nobody loses by taking part: proven in" + " fractions";
        return Soundness.atMost("gain of lying, " + FILE, 0, 0, 1, says, says);
    }
}
