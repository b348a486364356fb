package org.dynama.study;

/** A file of a run that cannot be used; the message says which, and why. */
public final class InvalidRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidRunException(String message) {
        super(message);
    }
}
