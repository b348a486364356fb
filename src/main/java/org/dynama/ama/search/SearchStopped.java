package org.dynama.ama.search;

import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.refusal.Failure;

/** A search met a number that is not finite; it carries the best mechanism so far. */
public final class SearchStopped extends Failure {
    private static final long serialVersionUID = 1L;

    private final transient AmaParameters best;

    SearchStopped(String sentence, String hint, AmaParameters best) {
        super(sentence, hint);
        this.best = best;
    }

    /** The best mechanism whose objective was validated before. */
    public AmaParameters best() {
        return best;
    }
}
