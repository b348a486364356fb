package org.dynama.experiment;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep knows about one of its cells.
 *
 * @param record null unless the cell is done
 * @param message why it failed; else empty
 */
public record SweepRow(
        SweepCell cell, Status status, @Nullable RunRecord record, String message) {
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

    static SweepRow waiting(SweepCell cell) {
        return new SweepRow(cell, Status.WAITING, null, "");
    }

    static SweepRow done(SweepCell cell, RunRecord record) {
        return new SweepRow(cell, Status.DONE, record, "");
    }

    static SweepRow failed(SweepCell cell, String message) {
        return new SweepRow(cell, Status.FAILED, null, message);
    }

    /** The best published mechanism, neither VCG nor a bound; empty where none is known or the cell is not done. */
    public OptionalDouble publishedBest() {
        if (record == null) {
            return OptionalDouble.empty();
        }
        DoubleStream rivals = cell.published().entrySet().stream()
                .filter(entry -> !Published.NO_RIVALS.contains(entry.getKey()))
                .mapToDouble(entry -> entry.getValue());
        return isMinimized(record) ? rivals.min() : rivals.max();
    }

    /** By how much ours is better than the best published one: positive is better, whether more or less is wanted. */
    public OptionalDouble beatsBy() {
        OptionalDouble best = publishedBest();
        if (record == null || best.isEmpty()) {
            return OptionalDouble.empty();
        }
        double more = record.objective().mean() - best.getAsDouble();
        return OptionalDouble.of(isMinimized(record) ? -more : more);
    }

    private static boolean isMinimized(RunRecord record) {
        return record.objective().sense().equals("min");
    }
}
