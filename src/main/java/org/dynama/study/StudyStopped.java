package org.dynama.study;

import org.dynama.refusal.Failure;

/** A run that cannot go on although its input is right, as when a number is not finite; what it had found is kept. */
public class StudyStopped extends Failure {
    private static final long serialVersionUID = 1L;

    /**
     * A stop.
     *
     * @param sentence step and reason
     * @param hint what may help; may be empty
     */
    protected StudyStopped(String sentence, String hint) {
        super(sentence, hint);
    }
}
