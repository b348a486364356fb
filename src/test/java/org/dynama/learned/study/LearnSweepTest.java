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
import org.dynama.config.Document;
import org.dynama.learned.LearnStudy;
import org.dynama.study.Csv;
import org.dynama.study.Job;
import org.dynama.study.Progress;
import org.dynama.study.Runner;
import org.dynama.study.Studies;
import org.dynama.study.engine.LocalThreads;
import org.dynama.study.sweep.Sweep;
import org.dynama.study.sweep.SweepCell;
import org.dynama.study.sweep.SweepFolder;
import org.dynama.study.sweep.SweepRow;
import org.dynama.study.sweep.SweepSpec;
import org.dynama.study.sweep.SweepTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep of trainings is its trainings, each as if it had been run alone. */
class LearnSweepTest {
    private static final String SPEC = """
        world: {kind: bandit-auction, periods: 1}
        training: {steps: 8, width: 8, policyWidth: 4, policies: 2, alpha: [3, 10]}
        """;
    private static final LearnStudy STUDY = new LearnStudy();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final List<String> begun = new ArrayList<>();

    @BeforeEach
    void checkpointAtEveryChance() {
        System.setProperty("dynama.checkpoint", "0");
    }

    @AfterEach
    void usualCheckpoints() {
        System.clearProperty("dynama.checkpoint");
    }

    private Path file(String text) throws IOException {
        Path file = folder.resolve("grid.yaml");
        Files.writeString(file, text);
        return file;
    }

    /** Stopped in the middle, as by a kill: an error is none of the failures that a sweep survives. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private SweepTable sweep(String text, String killed) throws IOException {
        SweepSpec spec = SweepSpec.read(file(text), new Studies(List.of(STUDY)), List.of());
        begun.clear();
        Sweep.Listener listener = new Sweep.Listener() {
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
            public void finished(SweepRow row, SweepTable table) {}
        };
        try (SweepFolder out = SweepFolder.open(folder.resolve("out"), spec, false)) {
            return new Sweep(spec, out, false, listener).run(new LocalThreads(1));
        }
    }

    private List<String> line(int row) throws IOException {
        return Csv.cells(
                Files.readAllLines(folder.resolve("out").resolve("results.csv")).get(row));
    }

    private static LearnRecord record(SweepTable table, int row) {
        return (LearnRecord) Objects.requireNonNull(table.rows().get(row).run()).record();
    }

    /** Each cell is the training of its spec alone, to the last bit; the columns are a script's contract. */
    @Test
    void cellsAreOrdinaryTrainingsAndHaveTheirColumns() throws IOException {
        SweepTable table = sweep(SPEC, "");
        Path alone = folder.resolve("alone");
        Document document = Document.read(file(SPEC), STUDY.schema(), List.of("training.alpha=10"));
        LearnRecord record = new Runner(Progress.SILENT)
                .run(Job.of(STUDY, document), alone, false)
                .record();

        assertThat(begun).containsExactly("alpha-3", "alpha-10");
        assertThat(folder.resolve("out/alpha-10/mechanism.json")).exists();
        assertThat(folder.resolve("out/alpha-10/trace.csv")).hasSameTextualContentAs(alone.resolve("trace.csv"));
        assertThat(record(table, 1).mechanism()).isEqualTo(record.mechanism());
        assertThat(line(0))
                .containsExactly(
                        "cell",
                        "training.alpha",
                        "profit",
                        "profitError",
                        "welfare",
                        "exploitability",
                        "exploitabilityAtMost",
                        "responses",
                        "participationLoss",
                        "profitSubtracted",
                        "profitLeft",
                        "certifiedProfit",
                        "distance",
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
        assertThat(folder.resolve("out/alpha-10/checkpoint/training.json")).exists();
        SweepTable resumed = sweep(SPEC, "");
        assertThat(begun).containsExactly("alpha-10");
        byte[] results = Files.readAllBytes(folder.resolve("out/results.csv"));
        byte[] result = Files.readAllBytes(folder.resolve("out/alpha-3/result.json"));

        SweepTable again = sweep(SPEC, "");

        assertThat(begun).isEmpty();
        assertThat(List.of(record(again, 0), record(again, 1))).containsExactly(record(resumed, 0), record(resumed, 1));
        assertThat(folder.resolve("out/results.csv")).hasBinaryContent(results);
        assertThat(folder.resolve("out/alpha-3/result.json")).hasBinaryContent(result);
    }

    /** Steps of 1e308 leave the finite numbers at once; the other cells are trained, and one is the best. */
    @Test
    void aFailingCellIsRecordedAndStopsNoOther() throws IOException {
        SweepTable table = sweep(SPEC.replace("alpha: [3, 10]", "step: [1e308, 0.003, 0.03]"), "");

        assertThat(table.isComplete()).isFalse();
        assertThat(line(1)).contains("failed", "");
        assertThat(line(1).get(line(1).size() - 1)).contains("met a number that is not finite");
        assertThat(folder.resolve("out/failures")
                        .resolve(table.rows().get(0).cell().name() + ".txt"))
                .exists();
        assertThat(line(2)).endsWith("done", "");
        assertThat(line(3)).endsWith("done", "");
        double step = record(table, 1).mechanism().profitLeft()
                        >= record(table, 2).mechanism().profitLeft()
                ? 0.003
                : 0.03;
        String best = "Best: step " + step + ", profit left when agents best-respond or stay away ";
        assertThat(table.best()).startsWith(best);
        assertThat(folder.resolve("out/results.md")).content().contains("| failed |", best);
        assertThat(folder.resolve("out/report.html")).content().contains("2 done, 1 failed", "Failed cells", best);
    }

    /** Accepted is what loses less than the tolerance of its own cell. */
    @Test
    void acceptanceIsByEachCellsTolerance() throws IOException {
        SweepTable table =
                sweep(SPEC.replace("alpha: [3, 10]", "step: [0.001, 0.05]") + "outer: {tolerance: [1e-9, 1e9]}\n", "");

        assertThat(List.of(0, 1, 2, 3))
                .extracting(row -> record(table, row).setting().accepted())
                .containsExactly(false, true, false, true);
        assertThat(line(0).indexOf("accepted")).isEqualTo(line(1).indexOf("false"));
    }

    @Test
    void keysOfASearchAreRefused() {
        assertThatThrownBy(() -> sweep(SPEC + "optimizer: {step: [1, 2]}\npublished: p.csv\n", ""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("grid.yaml:3: optimizer is not a known key");
        assertThatThrownBy(() -> sweep(SPEC + "published: p.csv\n", ""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("grid.yaml:3: published = p.csv is not there");
        assertThatThrownBy(() -> sweep(SPEC.replace("alpha: [3, 10]", "alpha: [3, -10]"), ""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("grid.yaml:2: training.alpha = -10 must be at least 0");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
