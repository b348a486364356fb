package org.dynama.world.file;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.Reals;

/** Probabilities of a file, divided by their sum, which may miss 1 by a little: so that 0.3 and 0.7 are 3/10 and 7/10. */
final class Shares {
    private final BigDecimal sum;

    private Shares(Collection<BigDecimal> probabilities) {
        sum = probabilities.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal share(BigDecimal probability) {
        return sum.compareTo(BigDecimal.ONE) == 0
                ? probability.stripTrailingZeros()
                : probability.divide(sum, MathContext.DECIMAL128);
    }

    /** One for each probability. */
    static List<BigDecimal> of(Reals probabilities) {
        List<BigDecimal> all =
                probabilities.stream().mapToObj(BigDecimal::valueOf).toList();
        return all.stream().map(new Shares(all)::share).toList();
    }

    /** All of a map, in its order. */
    static Map<Integer, BigDecimal> of(Map<Integer, Double> probabilities) {
        Shares shares = new Shares(
                probabilities.values().stream().map(BigDecimal::valueOf).toList());
        Map<Integer, BigDecimal> all = new LinkedHashMap<>();
        probabilities.forEach((k, p) -> all.put(k, shares.share(BigDecimal.valueOf(p))));
        return all;
    }
}
