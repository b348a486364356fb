package org.dynama.search;

import org.dynama.mechanism.AmaParameters;

/** A search met a number that is not finite; it carries the last good mechanism. */
public final class SearchStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient AmaParameters last;

    SearchStopped(String message, AmaParameters last) {
        super(message);
        this.last = last;
    }

    /** The last mechanism whose objective and gradient were finite. */
    public AmaParameters last() {
        return last;
    }
}
