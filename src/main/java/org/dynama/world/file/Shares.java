package org.dynama.world.file;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dynama.model.Reals;

/** Probabilities of a file, divided by their sum, which may miss 1 by a little: so that 0.3 and 0.7 are 3/10 and 7/10. */
final class Shares {
    private Shares() {}

    /** One of some probabilities, divided by their sum, which may miss 1 by a little. */
    static BigDecimal of(Reals probabilities, int k) {
        BigDecimal sum = probabilities.stream().mapToObj(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
        return BigDecimal.valueOf(probabilities.get(k)).divide(sum, MathContext.DECIMAL128);
    }

    /** All of a map, in its order. */
    static Map<Integer, BigDecimal> of(Map<Integer, Double> probabilities) {
        BigDecimal sum =
                probabilities.values().stream().map(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<Integer, BigDecimal> shares = new LinkedHashMap<>();
        probabilities.forEach((k, p) -> shares.put(k, BigDecimal.valueOf(p).divide(sum, MathContext.DECIMAL128)));
        return shares;
    }
}
