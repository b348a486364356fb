package org.dynama.serve;

/** A request that is not answered: why, in one sentence, and the status that says so to programs. */
final class HttpRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final int BAD = 400;
    static final int FORBIDDEN = 403;
    static final int MISSING = 404;
    static final int METHOD = 405;
    static final int HOST = 421;
    static final int BROKEN = 500;
    static final int FULL = 503;

    private final int status;

    HttpRefusal(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
