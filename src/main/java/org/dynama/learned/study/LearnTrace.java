package org.dynama.learned.study;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.dynama.study.InvalidRunException;
import org.dynama.study.RunDirectory;
import org.dynama.learned.training.TrainingRow;

/** The steps of a training as {@code trace.csv}. */
public final class LearnTrace {
    private static final String HEADER = "round,step,target,profit,regret,participationLoss";

    private LearnTrace() {}

    static String csv(List<TrainingRow> rows) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (TrainingRow row : rows) {
            text.append(row.round()).append(',').append(row.step()).append(',').append(row.target());
            text.append(',').append(row.profit()).append(',').append(row.regret());
            text.append(',').append(row.participation()).append('\n');
        }
        return text.toString();
    }

    /**
     * The steps that a run has left; empty if it was no training.
     *
     * @throws InvalidRunException if the file is damaged
     */
    public static List<TrainingRow> read(RunDirectory run) {
        List<TrainingRow> rows = new ArrayList<>();
        if (!Files.exists(run.trace())) {
            return rows;
        }
        try {
            List<String> lines = Files.readAllLines(run.trace());
            for (String line : lines.subList(1, lines.size())) {
                String[] cell = line.split(",", -1);
                rows.add(new TrainingRow(
                        Integer.parseInt(cell[0]),
                        Integer.parseInt(cell[1]),
                        Double.parseDouble(cell[2]),
                        Double.parseDouble(cell[3]),
                        Double.parseDouble(cell[4]),
                        Double.parseDouble(cell[5])));
            }
        } catch (IOException | RuntimeException exception) {
            throw new InvalidRunException(run.trace() + " is damaged: " + exception.getMessage());
        }
        return rows;
    }
}
