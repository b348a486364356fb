package org.dynama.study;

/** A run that cannot go on although its input is right, as when a number is not finite; what it had found is kept. */
public class StudyStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message step, reason and what to do, for people */
    protected StudyStopped(String message) {
        super(message);
    }
}
