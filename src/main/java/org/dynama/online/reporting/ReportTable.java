package org.dynama.online.reporting;

import java.util.List;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;

/**
 * Reports {@code factor * realised + offset}, by component and by episode.
 *
 * @param starts shape {@code [G]}: the first episode of each group of episodes, ascending from 1
 * @param factors shape {@code [G * C]}
 * @param offsets shape {@code [G * C]}; in the unit of money
 */
public record ReportTable(List<Long> starts, Reals factors, Reals offsets) implements Reporting.Memoryless {
    public ReportTable {
        starts = List.copyOf(starts);
        for (int g = 0; g < starts.size(); g++) {
            if (starts.get(g) < (g == 0 ? 1 : starts.get(g - 1) + 1) || (g == 0 && starts.get(g) != 1)) {
                throw new Refusal("episodes", starts, "must ascend from 1", "Maybe episodes: [1, 4, 16].");
            }
        }
        boolean isWhole = !starts.isEmpty() && factors.size() > 0 && factors.size() % starts.size() == 0;
        if (!isWhole || offsets.size() != factors.size()) {
            throw Refusal.of(
                    factors.size() + " factors and " + offsets.size() + " offsets must be as many for each of "
                            + starts.size() + " groups of episodes",
                    "");
        }
    }

    /** One factor and offset for everything. */
    public static ReportTable all(List<Long> starts, int components, double factor, double offset) {
        int size = starts.size() * components;
        return new ReportTable(starts, Reals.filled(size, factor), Reals.filled(size, offset));
    }

    /** The same with another entry. */
    ReportTable with(int cell, double factor, double offset) {
        double[] otherFactors = factors.toArray();
        double[] otherOffsets = offsets.toArray();
        otherFactors[cell] = factor;
        otherOffsets[cell] = offset;
        return new ReportTable(starts, Reals.of(otherFactors), Reals.of(otherOffsets));
    }

    @Override
    public double report(double realised, int component, long episode, long round, double price) {
        int group = starts.size() - 1;
        while (group > 0 && starts.get(group) > episode) {
            group--;
        }
        int cell = group * (factors.size() / starts.size()) + component;
        return factors.get(cell) * realised + offsets.get(cell);
    }

    @Override
    public String label() {
        return "reports by a table of " + starts.size() + " x " + factors.size() / starts.size();
    }
}
