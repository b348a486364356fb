package org.dynama.study;

/** Told how far a long run is. */
@FunctionalInterface
public interface Progress {

    /** Hears nothing. */
    Progress SILENT = (phase, done, text) -> {};

    /**
     * Called often, and from the thread that runs.
     *
     * @param phase what is done at the moment
     * @param done share of the phase, in [0, 1]
     * @param text the latest figure, for people; may be empty
     */
    void at(String phase, double done, String text);

    /**
     * Told that the same step is still at work; nothing is said where this is not wanted. From another thread than {@link #at}, but
     * never at the same time.
     *
     * @param seconds since the last word of the work itself
     */
    default void still(String phase, double done, long seconds) {}
}
