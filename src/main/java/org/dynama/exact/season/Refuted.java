package org.dynama.exact.season;

/** What does not hold of a season's proof; ends its check. */
final class Refuted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Refuted(String message) {
        super(message, null, false, false);
    }

    static void unless(boolean condition, String message) {
        if (!condition) {
            throw new Refuted(message);
        }
    }
}
