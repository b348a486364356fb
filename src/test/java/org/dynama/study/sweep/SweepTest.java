package org.dynama.study.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dynama.ama.SearchStudy;
import org.dynama.ama.study.SearchRecord;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.refusal.Refusal;
import org.dynama.study.Csv;
import org.dynama.study.Job;
import org.dynama.study.Progress;
import org.dynama.study.Runner;
import org.dynama.study.Studies;
import org.dynama.study.engine.LocalThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sweep is its cells, each as if it had been run alone. */
class SweepTest {
    private static final String SPEC = """
        environment: {kind: sequential-sales, agents: [2, 3], items: [1, 2]}
        optimizer: {iterations: 40, profiles: 100, searchPoints: 16, starts: 2}
        evaluation: {profiles: 100, shareProfiles: 1000, misreports: 50}
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static final Studies STUDIES = new Studies(List.of(new SearchStudy()));

    @AfterEach
    void usualCheckpoints() {
        System.clearProperty("dynama.checkpoint");
    }

    private final List<String> begun = new ArrayList<>();
    private final List<String> finished = new ArrayList<>();

    private Path file(String text) throws IOException {
        Path file = folder.resolve("small.yaml");
        Files.writeString(file, text);
        return file;
    }

    /** Writes down what happens, and dies when the cell has come so far. */
    private final class Killer implements Sweep.Listener {
        private final String cell;
        private final double when;

        Killer(String cell, double when) {
            this.cell = cell;
            this.when = when;
        }

        @Override
        public Progress started(SweepCell started, int number) {
            begun.add(number + " " + started.name());
            return (phase, done, text) -> {
                if (started.name().equals(cell) && phase.equals("search") && done >= when) {
                    throw new Killed();
                }
            };
        }

        @Override
        public void finished(SweepRow row, SweepTable table) {
            finished.add(row.cell().name());
        }
    }

    /** An error, as a kill is none of the failures that a sweep survives. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private SweepSpec spec(String text) throws IOException {
        return SweepSpec.read(file(text), STUDIES, List.of());
    }

    private SweepTable sweep(String text, String out, Sweep.Listener listener, int jobs) throws IOException {
        SweepSpec spec = spec(text);
        try (SweepFolder directory = SweepFolder.open(folder.resolve(out), spec, false)) {
            return new Sweep(spec, directory, false, listener).run(new LocalThreads(jobs));
        }
    }

    private SweepTable sweep(String text, String out) throws IOException {
        return sweep(text, out, new Killer("", 0), 1);
    }

    private static Map<String, String> row(Path csv, int row) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        List<String> names = Csv.cells(lines.get(0));
        List<String> cells = Csv.cells(lines.get(row));
        Map<String, String> map = new java.util.LinkedHashMap<>();
        for (int c = 0; c < names.size(); c++) {
            map.put(names.get(c), cells.get(c));
        }
        return map;
    }

    /** A cell gives the bits of the same spec run alone, one cell at a time or several. */
    @ParameterizedTest(name = "{0} at a time")
    @ValueSource(ints = {1, 3})
    void aCellGivesTheBitsOfTheSameSpecRunAlone(int jobs) throws IOException {
        SweepTable table = sweep(SPEC, "out", new Killer("", 0), jobs);
        SearchStudy study = new SearchStudy();
        Document alone = Document.read(
                file(SPEC),
                study.schema(),
                List.of("environment.agents=3", "environment.items=1", "name=alone", "threads=1"));
        SearchRecord record = new Runner(Progress.SILENT)
                .run(Job.of(study, alone), folder.resolve("alone"), false)
                .record();

        SweepRow row = table.rows().get(2);
        assertThat(row.cell().name()).isEqualTo("agents-3-items-1");
        assertThat(folder.resolve("out/agents-3-items-1/mechanism.json"))
                .hasSameTextualContentAs(folder.resolve("alone/mechanism.json"));
        assertThat(record(row).value()).isEqualTo(record.value());
    }

    private static SearchRecord record(SweepRow row) {
        return (SearchRecord) Objects.requireNonNull(row.run()).record();
    }

    /** A killed sweep repeats no finished cell, goes on inside the killed one, and ends with the same bits. */
    @Test
    void aKilledSweepGoesOnWhereItStopped() throws IOException {
        SweepTable whole = sweep(SPEC, "whole");
        begun.clear();
        System.setProperty("dynama.checkpoint", "0");
        assertThatThrownBy(() -> sweep(SPEC, "out", new Killer("agents-2-items-2", 0.7), 1))
                .isInstanceOf(Killed.class);
        assertThat(begun).containsExactly("1 agents-2-items-1", "2 agents-2-items-2");
        assertThat(row(folder.resolve("out/results.csv"), 1)).containsEntry("status", "done");
        assertThat(row(folder.resolve("out/results.csv"), 2)).containsEntry("status", "waiting");
        assertThat(folder.resolve("out/agents-2-items-2/checkpoint")).isNotEmptyDirectory();
        var written = Files.getLastModifiedTime(folder.resolve("out/agents-2-items-1/result.json"));
        begun.clear();
        finished.clear();

        SweepTable resumed = sweep(SPEC, "out");

        assertThat(begun).containsExactly("2 agents-2-items-2", "3 agents-3-items-1", "4 agents-3-items-2");
        assertThat(finished).containsExactly("agents-2-items-2", "agents-3-items-1", "agents-3-items-2");
        assertThat(Files.getLastModifiedTime(folder.resolve("out/agents-2-items-1/result.json")))
                .isEqualTo(written);
        assertThat(objectives(resumed)).isEqualTo(objectives(whole));
        begun.clear();
        // As a kill leaves it that comes after a cell's last word, and before its end.
        Path lock = Files.writeString(folder.resolve("out/agents-2-items-2/lock"), "x");
        assertThat(objectives(sweep(SPEC, "out"))).isEqualTo(objectives(whole));
        assertThat(begun).isEmpty();
        assertThat(lock).doesNotExist();
    }

    private static List<SearchRecord.Result> objectives(SweepTable table) {
        return table.rows().stream().map(row -> record(row).value().objective()).toList();
    }

    /** A cell that fails is recorded with its message; the others run. */
    @Test
    void aFailedCellDoesNotStopTheOthers() throws IOException {
        String text = SPEC.replace("searchPoints", "kind: regularized-gradient, step: [1e308, 0.05], searchPoints")
                .replace("agents: [2, 3], items: [1, 2]", "agents: 2, items: 2");
        SweepTable table = sweep(text, "out");

        assertThat(table.isComplete()).isFalse();
        assertThat(finished).hasSize(2);
        Map<String, String> failed = row(folder.resolve("out/results.csv"), 1);
        assertThat(failed).containsEntry("status", "failed").containsEntry("mean", "");
        assertThat(failed.get("message")).contains("is not finite");
        assertThat(row(folder.resolve("out/results.csv"), 2))
                .containsEntry("status", "done")
                .containsEntry("message", "");
    }

    /** The columns are a script's contract. */
    @Test
    void resultsHaveTheirColumns() throws IOException {
        SweepTable table = sweep(SPEC.replace("[1, 2]", "1"), "out");
        assertThat(Files.readAllLines(folder.resolve("out/results.csv")).get(0))
                .isEqualTo("cell,environment.agents,objective,sense,mean,standardError,vcg,vcgStandardError,difference,"
                        + "differenceStandardError,bound,share,shareStandardError,totalPayments,"
                        + "totalPaymentsStandardError,seconds,status,message");
        Map<String, String> row = row(folder.resolve("out/results.csv"), 2);
        SearchRecord record = record(table.rows().get(1));
        assertThat(row)
                .containsEntry("cell", "agents-3")
                .containsEntry("environment.agents", "3")
                .containsEntry(
                        "mean", Double.toString(record.value().objective().mean()))
                .containsEntry("sense", "max");
        assertThat(table.table().toJson()).startsWith("[").contains("\"environment.agents\" : 3");
    }

    /** Published numbers are joined by the keys that their columns name. */
    @Test
    void publishedNumbersStandBesideOurs() throws IOException {
        Files.writeString(folder.resolve("p.csv"), """
            items,agents,"vcg",theirs,others,bound
            2,3.0,0.5,0.60,,0.7186
            1,2,0.3333,0.2,0.4,
            7,2,1,1,1,1
            """);
        SweepTable table = sweep(SPEC + "published: p.csv\n", "out");

        assertThat(table.published()).containsExactly("vcg", "theirs", "others", "bound");
        SweepRow first = table.rows().get(0);
        assertThat(first.cell().published()).containsOnlyKeys("vcg", "theirs", "others");
        SweepRow.Rival rival = java.util.Objects.requireNonNull(first.rival());
        assertThat(rival.best()).isEqualTo(0.4);
        assertThat(rival.beatenBy()).isCloseTo(objectives(table).get(0).mean() - 0.4, within(1e-15));
        assertThat(table.rows().get(1).cell().published()).isEmpty();
        Map<String, String> row = row(folder.resolve("out/results.csv"), 4);
        assertThat(row)
                .containsEntry("published.bound", "0.7186")
                .containsEntry("published.others", "")
                .containsEntry("publishedBest", "0.6");
        assertThat(row.get("beatsBy")).isNotEmpty();
    }

    @Test
    void faultsOfPublishedNumbersHaveTheirLines() throws IOException {
        Files.writeString(folder.resolve("p.csv"), "agents,items,x\n2,1,a\n2,1\n3,1,2\n3,1,3\n");
        assertThatThrownBy(() -> spec(SPEC + "published: p.csv\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has 3 faults")
                .hasMessageContaining("p.csv:2: x = a must be a number, because x is no key of the environment")
                .hasMessageContaining("p.csv:3: has 2 entries and must have 3")
                .hasMessageContaining("p.csv:5: is about the same cell as line 4");
        assertThatThrownBy(() -> spec(SPEC + "published: no.csv\n"))
                .hasMessageContaining("small.yaml:4: published = no.csv is not there");
    }

    /** Faults that only building a cell shows are said once, with the line in the sweep. */
    @Test
    void faultsOfSingleCellsHaveTheirLines() {
        String text = SPEC.replace("agents: [2, 3]", "agents: [2, 3], types: {high: [1, 2]}");
        assertThatThrownBy(() -> spec(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("small.yaml:1: environment.types.high")
                .hasMessageContaining("one for each of 3 agents")
                .extracting(failure -> ((ConfigException) failure).faults().size())
                .isEqualTo(1);
    }

    /** A folder is continued only by the sweep that it holds. */
    @Test
    void anotherSpecIsNotTakenForTheSame() throws IOException {
        sweep(SPEC, "out");
        assertThatThrownBy(() -> sweep(SPEC + "seed: 2\n", "out"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("agents-2-items-1 was run by another spec")
                .hasMessageContaining("--force");
        Files.writeString(folder.resolve("note.txt"), "mine");
        assertThatThrownBy(() -> sweep(SPEC, ".")).hasMessageContaining("holds no sweep");
        SweepSpec spec = spec(SPEC);
        try (SweepFolder held = SweepFolder.open(folder.resolve("out"), spec, false)) {
            assertThatThrownBy(() -> sweep(SPEC, "out")).hasMessageContaining("is in use");
            assertThat(held.results()).exists();
        }
    }
}
