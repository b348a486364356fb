package org.dynama.study;

/**
 * A kind that re-checks its records in a way of its own; every other record is computed again and compared.
 *
 * @param <R> the record
 */
public interface Verifies<R extends StudyRecord> {
    /**
     * Re-checks a record.
     *
     * @param profiles that are proven in exact arithmetic
     */
    Verification verify(StoredRun<R> run, int profiles, Progress progress);
}
