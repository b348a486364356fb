package org.dynama.study;

/**
 * A kind whose records can be checked in a way of their own, by a second route to some of their numbers; that they are
 * computed again and compared is done for every kind.
 *
 * @param <R> the record
 */
public interface Verifies<R extends StudyRecord> {
    /**
     * How much is done.
     *
     * @param exact profiles that are proven in exact arithmetic
     * @param full whether all profiles take the second route, whatever it costs; else so few that it costs no more than the run
     */
    record Extent(int exact, boolean full) {}

    /** Checks a record by the second route. */
    Rechecked secondRoute(StoredRun<R> run, Extent extent, Progress progress);
}
