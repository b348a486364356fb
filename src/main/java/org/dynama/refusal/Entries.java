package org.dynama.refusal;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How many entries a table has: a product of counts, which must not pass what an array can hold unseen. */
public final class Entries {
    private static final BigInteger MOST = BigInteger.valueOf(Integer.MAX_VALUE - 8);

    private Entries() {}

    /**
     * The product.
     *
     * @param table what has so many, as in {@code "a kernel"}
     * @param hint what would have fewer
     * @throws Refusal if an array cannot hold so many
     */
    public static int of(String table, String hint, long... counts) {
        BigInteger product =
                Arrays.stream(counts).mapToObj(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
        if (product.compareTo(MOST) > 0) {
            String factors = Arrays.stream(counts).mapToObj(String::valueOf).collect(Collectors.joining(" * "));
            throw Refusal.of(
                    table + " of " + factors + " = " + product + " entries is too large: an array holds at most "
                            + MOST,
                    hint);
        }
        return product.intValueExact();
    }
}
