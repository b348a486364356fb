package org.dynama.exact.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;
import org.dynama.model.Mdp;
import org.dynama.model.Stages;
import org.dynama.model.Transitions;

/** How long the exact values of a finite run are: what its states times its digits ask of memory and time. */
public final class NumberLength {
    /** Of a denominator of a row of doubles, mostly: probabilities of 17 digits, and their sum. */
    private static final long ROW_BITS = 64;

    private NumberLength() {}

    /**
     * Whether the values of all states, as {@link Certifier} reckons with them, have at most some bits: a chain of a thousand
     * stages with decimals of three digits has 10 million, 2,000 states of four moves with probabilities of 17 digits
     * have 200 million.
     *
     * @param mdp of a finite horizon
     */
    public static boolean isWithin(Mdp mdp, long bits) {
        double states = mdp.stateCount();
        double most = bits / states;
        // One move a state counts, whatever its denominator.
        if (states * ROW_BITS <= most) {
            return true;
        }
        int stages = Stages.of(mdp).count();
        Transitions transitions = mdp.transitions();
        BigInteger common = BigInteger.ONE;
        for (int pair = 0; pair < mdp.pairCount() && (double) common.bitLength() * stages <= most; pair++) {
            if (transitions.end(pair) > transitions.begin(pair)) {
                List<Rational> row = new ArrayList<>();
                for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                    row.add(Rational.decimal(transitions.probability(k)));
                }
                BigInteger one = Fractions.of(CertifiedWorlds.normalized(row)).denominator();
                common = common.mod(one).signum() == 0
                        ? common
                        : common.divide(common.gcd(one)).multiply(one);
            }
        }
        return (double) common.bitLength() * stages <= most;
    }
}
