package org.dynama.refusal;

/**
 * A computation cannot go on, though nothing that it was given can be called wrong: what happened, and what may help.
 *
 * <p>The message is the sentence, and the hint on the next line.
 */
public class Failure extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final String sentence;
    private final String hint;

    /**
     * A failure.
     *
     * @param sentence what happened
     * @param hint what may help; may be empty
     */
    public Failure(String sentence, String hint) {
        super(hint.isEmpty() ? sentence : sentence + "\n" + hint);
        this.sentence = sentence;
        this.hint = hint;
    }

    /** What happened, without the hint. */
    public final String sentence() {
        return sentence;
    }

    /** What may help; may be empty. */
    public final String hint() {
        return hint;
    }
}
