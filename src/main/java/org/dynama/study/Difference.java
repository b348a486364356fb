package org.dynama.study;

import java.nio.file.Path;
import org.dynama.model.BlockSums;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * How much more one run's number is than another's.
 *
 * @param standardError of that: of the mean of pairs where both were evaluated on the same profiles, else of two independent means
 * @param isPaired which of the two
 * @param says the same in words, with the reason
 */
public record Difference(double mean, double standardError, boolean isPaired, String says) {
    /**
     * A run's number, and where what its evaluation left may lie.
     *
     * @param folder of the run
     */
    public record Measured(Headline headline, Path folder) {}

    /** Of another run from the first; null where they measure different things. */
    public static @Nullable Difference of(Measured first, Measured other) {
        Headline base = first.headline;
        Headline more = other.headline;
        if (!base.quantity().equals(more.quantity()) || base.isMinimized() != more.isMinimized()) {
            return null;
        }
        try {
            EvaluationFile before = EvaluationFile.read(first.folder);
            EvaluationFile after = EvaluationFile.read(other.folder);
            if (before == null || after == null) {
                return unpaired(
                        base, more, "no " + EvaluationFile.NAME + " in " + (before == null ? first : other).folder);
            }
            return before.isOnSame(after) ? paired(base, before, more, after) : unpaired(base, more, "other profiles");
        } catch (Refusal damaged) {
            return unpaired(base, more, damaged.sentence());
        }
    }

    private static Difference paired(Headline base, EvaluationFile before, Headline more, EvaluationFile after) {
        BlockSums pairs = after.objective().minus(before.objective());
        String says = pairs.size() == 1
                ? "paired over the same " + pairs.count() + " profiles"
                : "paired over " + pairs.sums().size() + " blocks of the same profiles";
        return new Difference(more.mean() - base.mean(), pairs.standardError(), true, says);
    }

    private static Difference unpaired(Headline base, Headline more, String why) {
        double error = Math.hypot(base.standardError(), more.standardError());
        return new Difference(more.mean() - base.mean(), error, false, "unpaired: " + why);
    }
}
