package org.dynama.ama.study;

import java.util.List;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.search.TraceRow;
import org.dynama.study.Run;

/** Draws a search's trace for those who watch: the objective over steps, a curve for each phase and one of validations. */
final class TraceCurves {
    private static final String AXES = "objective over step: ";

    private final Run run;
    private int steps;

    TraceCurves(Run run) {
        this.run = run;
    }

    /** One more row; a row of step 0 validates what the steps before it have found. */
    void add(TraceRow row) {
        boolean isStep = row.step() > 0;
        steps += isStep ? 1 : 0;
        Estimate objective = row.objective();
        double mean = objective.mean();
        double error = objective.standardError();
        run.point(AXES + (isStep ? row.phase() : "validation"), steps, mean, mean - error, mean + error);
    }

    /** The rows that a checkpoint had. */
    void addAll(List<TraceRow> rows) {
        rows.forEach(this::add);
    }
}
