package org.dynama.study.sweep;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep knows about one of its cells.
 *
 * @param <R> what a run leaves
 * @param record null unless the cell is done
 * @param message why it failed; else empty
 */
public record SweepRow<R>(
        SweepCell cell, Status status, @Nullable R record, String message) {
    /** How far a cell is. */
    public enum Status {
        WAITING,
        DONE,
        FAILED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static <R> SweepRow<R> waiting(SweepCell cell) {
        return new SweepRow<>(cell, Status.WAITING, null, "");
    }

    static <R> SweepRow<R> done(SweepCell cell, R record) {
        return new SweepRow<>(cell, Status.DONE, record, "");
    }

    static <R> SweepRow<R> failed(SweepCell cell, String message) {
        return new SweepRow<>(cell, Status.FAILED, null, message);
    }
}
