package org.dynama.ama.search;

import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.refusal.Failure;

/** A search met a number that is not finite, or a solver failed; it carries the best mechanism so far. */
public final class SearchStopped extends Failure {
    private static final long serialVersionUID = 1L;

    /** The end of every hint. */
    static final String KEPT = "The best validated mechanism is kept.";

    private final transient AmaParameters best;

    SearchStopped(String sentence, String hint, AmaParameters best) {
        super(sentence, hint);
        this.best = best;
    }

    /** What a solver's failure makes of a search. */
    static SearchStopped by(Failure failure, String where, AmaParameters best) {
        String hint = failure.hint().isEmpty() ? KEPT : failure.hint() + " " + KEPT;
        SearchStopped stopped = new SearchStopped(failure.sentence() + ", " + where, hint, best);
        stopped.initCause(failure);
        return stopped;
    }

    /** The best mechanism whose objective was validated before. */
    public AmaParameters best() {
        return best;
    }
}
