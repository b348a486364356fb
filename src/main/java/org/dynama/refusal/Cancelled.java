package org.dynama.refusal;

/**
 * Somebody wants work no more that was going on: it has ended, and nothing of it runs. Neither what it was given nor the work is
 * at fault, so it is no {@link Failure}, after which another way is tried.
 */
public final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Ends the work.
     *
     * @param sentence who or what wanted that
     */
    public Cancelled(String sentence) {
        super(sentence);
    }
}
