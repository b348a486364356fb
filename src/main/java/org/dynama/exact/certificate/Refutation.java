package org.dynama.exact.certificate;

import java.util.function.Supplier;

/** What does not hold; ends a verification. */
public final class Refutation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What does not hold, in words. */
    public Refutation(String message) {
        super(message, null, false, false);
    }

    /** Refutes a certificate unless a condition holds. */
    public static void unless(boolean condition, Supplier<String> message) {
        if (!condition) {
            throw new Refutation(message.get());
        }
    }

    /** The same, where the message costs nothing. */
    public static void unless(boolean condition, String message) {
        unless(condition, () -> message);
    }
}
