package org.dynama.learned.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dynama.config.ConfigException;
import org.dynama.study.Csv;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.dynama.study.sweep.Sweep;
import org.dynama.study.sweep.SweepCell;
import org.dynama.study.sweep.SweepDirectory;
import org.dynama.study.sweep.SweepRow;
import org.dynama.study.sweep.SweepSpec;
import org.dynama.study.sweep.SweepTable;
import org.dynama.learned.view.LearnSweep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep of trainings is its trainings, each as if it had been run alone. */
class LearnCellsTest {
    private static final String SPEC = """
            world: {kind: bandit-auction, periods: 1}
            training: {steps: 8, width: 8, policyWidth: 4, policies: 2, alpha: [3, 10]}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final List<String> begun = new ArrayList<>();

    private Path file(String text) throws IOException {
        Path file = folder.resolve("grid.yaml");
        Files.writeString(file, text);
        return file;
    }

    /** Stopped in the middle, as by a kill: an error is none of the failures that a sweep survives. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private SweepTable<LearnRecord> sweep(String text, String killed) throws IOException {
        SweepSpec spec = SweepSpec.read(file(text), new LearnCells(), List.of());
        begun.clear();
        Sweep.Listener<LearnRecord> listener = new Sweep.Listener<>() {
            @Override
            public Progress started(SweepCell cell, int number) {
                begun.add(cell.name());
                return (phase, done, progress) -> {
                    if (cell.name().equals(killed) && phase.equals("training") && done >= 0.5) {
                        throw new Killed();
                    }
                };
            }

            @Override
            public void finished(SweepRow<LearnRecord> row, SweepTable<LearnRecord> table) {}
        };
        try (SweepDirectory directory = SweepDirectory.open(folder.resolve("out"), spec, false)) {
            return new Sweep<>(new LearnCells(), spec, directory, listener).run(1);
        }
    }

    private List<String> line(int row) throws IOException {
        return Csv.cells(
                Files.readAllLines(folder.resolve("out").resolve("results.csv")).get(row));
    }

    private static LearnRecord record(SweepTable<LearnRecord> table, int row) {
        return Objects.requireNonNull(table.rows().get(row).record());
    }

    /** Each cell is the training of its spec alone, to the last bit; the columns are a script's contract. */
    @Test
    void cellsAreOrdinaryTrainingsAndHaveTheirColumns() throws IOException {
        SweepTable<LearnRecord> table = sweep(SPEC, "");
        RunDirectory alone = RunDirectory.create(folder.resolve("alone"), false);
        LearnSpec spec = LearnSpec.read(file(SPEC), List.of("training.alpha=10"));
        LearnRecord record = new LearnRun(spec, alone, Progress.SILENT).learn();

        assertThat(begun).containsExactly("alpha-3", "alpha-10");
        assertThat(folder.resolve("out/alpha-10/mechanism.json")).exists();
        assertThat(folder.resolve("out/alpha-10/trace.csv")).hasSameTextualContentAs(alone.trace());
        assertThat(record(table, 1).mechanism()).isEqualTo(record.mechanism());
        assertThat(line(0))
                .containsExactly(
                        "cell",
                        "training.alpha",
                        "profit",
                        "profitError",
                        "welfare",
                        "exploitability",
                        "responses",
                        "participationLoss",
                        "profitSubtracted",
                        "profitLeft",
                        "accepted",
                        "seconds",
                        "status",
                        "message");
        LearnRecord.Mechanism mechanism = record.mechanism();
        assertThat(line(2))
                .startsWith("alpha-10", "10", Double.toString(mechanism.profit()), "0.0")
                .contains(Double.toString(mechanism.profitSubtracted()), "exact")
                .endsWith("done", "");
    }

    /** A sweep that is done trains nothing again and changes no byte; one that was killed goes on inside the cell. */
    @Test
    void finishedCellsAreNotRepeatedAndAKilledOneGoesOn() throws IOException {
        assertThatThrownBy(() -> sweep(SPEC, "alpha-10")).isInstanceOf(Killed.class);
        assertThat(line(1)).endsWith("done", "");
        assertThat(line(2)).endsWith("waiting", "");
        assertThat(folder.resolve("out/alpha-10/checkpoint/learn.json")).exists();
        SweepTable<LearnRecord> resumed = sweep(SPEC, "");
        assertThat(begun).containsExactly("alpha-10");
        byte[] results = Files.readAllBytes(folder.resolve("out/results.csv"));
        byte[] result = Files.readAllBytes(folder.resolve("out/alpha-3/result.json"));

        SweepTable<LearnRecord> again = sweep(SPEC, "");

        assertThat(begun).isEmpty();
        assertThat(again.rows()).extracting(SweepRow::record).containsExactly(record(resumed, 0), record(resumed, 1));
        assertThat(folder.resolve("out/results.csv")).hasBinaryContent(results);
        assertThat(folder.resolve("out/alpha-3/result.json")).hasBinaryContent(result);
    }

    /** Steps of 1e308 leave the finite numbers at once; the other cell is trained, and is the best. */
    @Test
    void aFailingCellIsRecordedAndStopsNoOther() throws IOException {
        SweepTable<LearnRecord> table = sweep(SPEC.replace("alpha: [3, 10]", "step: [1e308, 0.003]"), "");

        assertThat(table.isComplete()).isFalse();
        assertThat(line(1)).contains("failed", "");
        assertThat(line(1).get(line(1).size() - 1)).contains("met a number that is not finite");
        assertThat(folder.resolve("out")
                        .resolve(table.rows().get(0).cell().name())
                        .resolve("failure.txt"))
                .exists();
        assertThat(line(2)).endsWith("done", "");
        String text = LearnSweep.text(table);
        assertThat(text.indexOf(" 0.003 ")).isLessThan(text.indexOf(" failed\n"));
        assertThat(text).contains("Best: step-0.003, ");
        assertThat(LearnSweep.markdown(table)).contains("| failed |", "Best: step-0.003, ");
        assertThat(LearnSweep.page(table)).contains("1 done, 1 failed", "Failed cells", "Best: step-0.003, ");
    }

    /** Accepted is what loses less than the tolerance of its own cell; the best comes first in every table. */
    @Test
    void acceptanceIsByEachCellsTolerance() throws IOException {
        SweepTable<LearnRecord> table =
                sweep(SPEC.replace("alpha: [3, 10]", "step: [0.001, 0.05]") + "outer: {tolerance: [1e-9, 1e9]}\n", "");

        assertThat(table.rows()).extracting(LearnCells::isAccepted).containsExactly(false, true, false, true);
        SweepRow<LearnRecord> best = table.rows()
                .get(
                        record(table, 0).mechanism().profitSubtracted()
                                        >= record(table, 2).mechanism().profitSubtracted()
                                ? 0
                                : 2);
        assertThat(LearnSweep.text(table)).contains("Best: " + best.cell().name() + ", ", "not accepted");
    }

    @Test
    void keysOfASearchAreRefused() {
        assertThatThrownBy(() -> sweep(SPEC + "optimizer: {step: [1, 2]}\npublished: p.csv\n", ""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("grid.yaml:3: optimizer is not a known key");
        assertThatThrownBy(() -> sweep(SPEC + "published: p.csv\n", ""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("grid.yaml:3: published = p.csv stands beside searches only");
        assertThatThrownBy(() -> sweep(SPEC.replace("alpha: [3, 10]", "alpha: [3, -10]"), ""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("grid.yaml:2: training.alpha = -10 must be at least 0");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
