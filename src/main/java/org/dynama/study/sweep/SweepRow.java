package org.dynama.study.sweep;

import java.util.Locale;
import java.util.Map;
import org.dynama.page.Numbers;
import org.dynama.study.Headline;
import org.dynama.study.StoredRun;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep knows about one of its cells.
 *
 * @param run null unless the cell is done
 * @param message why it failed; else empty
 * @param rung that it has reached, where the sweep is pruned; else 0
 */
public record SweepRow(
        SweepCell cell, Status status, @Nullable StoredRun<?> run, String message, int rung) {
    /** How far a cell is. */
    public enum Status {
        WAITING,
        DONE,
        /** Run with fewer iterations, and not among the best of them. */
        PRUNED,
        FAILED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static SweepRow waiting(SweepCell cell) {
        return new SweepRow(cell, Status.WAITING, null, "", 0);
    }

    static SweepRow done(SweepCell cell, StoredRun<?> run) {
        return new SweepRow(cell, Status.DONE, run, "", 0);
    }

    static SweepRow failed(SweepCell cell, String message) {
        return new SweepRow(cell, Status.FAILED, null, message, 0);
    }

    /**
     * The same as a row of the whole sweep.
     *
     * @param isLast whether the rung is the last
     * @param isFollowed whether the next one has begun
     */
    SweepRow at(int rung, boolean isLast, boolean isFollowed) {
        Status so = status != Status.DONE || isLast ? status : isFollowed ? Status.PRUNED : Status.WAITING;
        return new SweepRow(cell, so, run, message, rung);
    }

    /** The number that its record is compared by; null where there is none yet. */
    public @Nullable Headline headline() {
        return run == null ? null : run.headline();
    }

    /** The figures of its record by name; none where there is none yet. */
    Map<String, @Nullable Object> figures() {
        return run == null ? Map.of() : run.columns();
    }

    /** The result on one line of plain ASCII. */
    public String line() {
        return run == null ? "failed: " + message : run.line();
    }

    /**
     * The best published mechanism, neither VCG nor a bound.
     *
     * @param beatenBy by how much ours is better, with our standard error
     */
    record Rival(double best, double beatenBy, double standardError) {
        /** Whether ours is clearly better: by more than two of its standard errors. */
        boolean isBeaten() {
            return beatenBy > 2 * standardError;
        }

        /** By how much ours is better, in the objective and in percent. */
        @Override
        public String toString() {
            return Numbers.estimate(beatenBy, standardError)
                    + (best == 0 ? "" : " (" + Numbers.percent(beatenBy / Math.abs(best)) + ")");
        }
    }

    /** What ours is compared with; null where nothing is known or the cell is not done. */
    @Nullable
    Rival rival() {
        Headline headline = headline();
        if (headline == null) {
            return null;
        }
        var rivals = cell.published().entrySet().stream()
                .filter(entry -> !Published.NO_RIVALS.contains(entry.getKey()))
                .mapToDouble(entry -> entry.getValue());
        var best = headline.isMinimized() ? rivals.min() : rivals.max();
        return best.isEmpty()
                ? null
                : new Rival(best.getAsDouble(), headline.betterBy(best.getAsDouble()), headline.standardError());
    }
}
