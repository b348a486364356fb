package org.dynama.study.sweep;

import java.util.List;
import org.dynama.config.Combinations;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.study.Iterations;
import org.dynama.study.Study;
import org.jspecify.annotations.Nullable;

/**
 * How a sweep is pruned: by {@link Halving}.
 *
 * @param reduction one of so many cells goes on
 * @param least iterations that a rung has at least
 */
public record Pruning(int reduction, int least) {
    private static final String KEY = "prune";

    /** What a file says; null where it says nothing. Faults are added, and the result is then of no use. */
    static @Nullable Pruning of(Study<?, ?> study, Combinations grid, Faults faults) {
        Document own = grid.own();
        if (!own.has(KEY)) {
            return null;
        }
        Iterations iterations = study.iterations();
        if (iterations == null) {
            faults.add(own.fault(KEY, "does not apply to " + study.name(), "Searches and trainings can be pruned."));
            return null;
        }
        List<Combinations.Cell> cells = grid.cells();
        boolean isSwept = cells.stream().anyMatch(cell -> cell.chosen().containsKey(iterations.key()));
        if (isSwept || !cells.stream().allMatch(cell -> cell.document().has(iterations.key()))) {
            String rule = "needs one " + iterations.key() + " for all cells, of which rungs have a part";
            faults.add(own.fault(KEY, rule, "Maybe leave prune out."));
        } else if (cells.stream().noneMatch(cell -> isTuned(cell, iterations))) {
            String rule = "has nothing to choose from: no cells differ in " + String.join(" or ", iterations.tuned())
                    + " alone";
            faults.add(own.fault(
                    KEY, rule, "Cells of other worlds, objectives or seeds are not pruned against each other."));
        }
        return own.bind(KEY, Pruning.class);
    }

    private static boolean isTuned(Combinations.Cell cell, Iterations iterations) {
        return cell.chosen().keySet().stream().anyMatch(iterations::isTuned);
    }
}
