package org.dynama.learned.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Schema;
import org.dynama.study.Json;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.dynama.study.sweep.CellKind;
import org.dynama.study.sweep.SweepCell;
import org.dynama.study.sweep.SweepRow;
import org.jspecify.annotations.Nullable;

/**
 * Cells that are trainings, as {@code dynama learn} runs them: the grid of step sizes and weights of Appendix D.5.
 *
 * <p>Columns: figures of {@link LearnRecord.Mechanism}, {@code accepted} and {@code seconds}.
 */
public final class LearnCells implements CellKind<LearnRecord> {
    /** Of {@link LearnRecord.Mechanism}. */
    private static final List<String> FIGURES = List.of(
            "profit",
            "profitError",
            "welfare",
            "exploitability",
            "responses",
            "participationLoss",
            "profitSubtracted",
            "profitLeft");

    @Override
    public Schema schema() {
        return LearnSpec.schema();
    }

    @Override
    public void check(Document cell) {
        LearnSpec.of(cell);
    }

    @Override
    public boolean hasPublished() {
        return false;
    }

    @Override
    public LearnRecord run(SweepCell cell, RunDirectory directory, Progress progress) {
        return new LearnRun(LearnSpec.of(cell.document()), directory, progress).learn();
    }

    @Override
    public LearnRecord read(RunDirectory directory) {
        return Json.read(directory.result(), LearnRecord.class);
    }

    @Override
    public void putColumns(ObjectNode columns, SweepRow<LearnRecord> row, List<String> published) {
        LearnRecord record = row.record();
        JsonNode mechanism = record == null ? NullNode.getInstance() : Json.MAPPER.valueToTree(record.mechanism());
        FIGURES.forEach(name -> columns.set(name, mechanism.get(name)));
        columns.put("accepted", isAccepted(row));
        columns.put("seconds", record == null ? null : (Double) record.seconds().total());
    }

    /**
     * Whether exploitability and loss of individual rationality are both below the cell's {@code outer.tolerance}, as D.5
     * accepts a mechanism; a grid has no profit target to lose. Null while the cell is not done.
     */
    public static @Nullable Boolean isAccepted(SweepRow<LearnRecord> row) {
        LearnRecord record = row.record();
        if (record == null) {
            return null;
        }
        double tolerance = row.cell().document().number("outer.tolerance");
        return record.mechanism().exploitability() < tolerance
                && record.mechanism().participationLoss() < tolerance;
    }
}
