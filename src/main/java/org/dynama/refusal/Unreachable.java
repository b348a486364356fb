package org.dynama.refusal;

/** Other machines cannot be reached, or have lost their work: another way to compute the same there fails like this one. */
public final class Unreachable extends Failure {
    private static final long serialVersionUID = 1L;

    public Unreachable(String sentence, String hint) {
        super(sentence, hint);
    }
}
