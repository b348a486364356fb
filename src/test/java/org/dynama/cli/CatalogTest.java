package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import org.dynama.file.WholeFile;
import org.dynama.study.catalog.Catalog;
import org.dynama.study.catalog.ListedRun;
import org.dynama.study.catalog.RunState;
import org.dynama.study.sweep.CellPlaces;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog reads again what was written again, and nothing else. */
class CatalogTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path run;

    private final Catalog catalog = new Catalog(Families.ALL);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path made;

    @BeforeAll
    static void makeRun() throws IOException {
        Path spec = StudyExamples.all().get("smoothing").write(made);
        Console.run(Families.ALL, "smoothing", spec.toString(), "--out", "" + made.resolve("run"), "--quiet");
    }

    @BeforeEach
    void copyRun() throws IOException {
        run = folder.resolve("group-0/run-0");
        ManyRunsTest.copy(made.resolve("run"), folder, 1);
    }

    private ListedRun listed() {
        List<ListedRun> all = catalog.of(folder);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    /** Another content of the same size, in the same place on the disk and of the same time, can be seen by reading alone. */
    @Test
    void whatWasNotWrittenSinceIsNotReadAgain() throws IOException {
        Path record = run.resolve("result.json");
        FileTime time = Files.getLastModifiedTime(record);
        ListedRun before = listed();
        assertThat(before.state()).isEqualTo(RunState.DONE);
        try (RandomAccessFile file = new RandomAccessFile(record.toFile(), "rw")) {
            file.write('x');
        }
        Files.setLastModifiedTime(record, time);
        assertThat(listed()).isEqualTo(before);
        assertThat(new Catalog(Families.ALL).of(folder).get(0).state()).isEqualTo(RunState.DAMAGED);
        Files.setLastModifiedTime(record, FileTime.fromMillis(time.toMillis() + 1));
        assertThat(listed().state()).isEqualTo(RunState.DAMAGED);
    }

    @Test
    void aFileInThePlaceOfAnotherIsReadThoughItLooksTheSame() throws IOException {
        Path record = run.resolve("result.json");
        FileTime time = Files.getLastModifiedTime(record);
        assertThat(listed().state()).isEqualTo(RunState.DONE);
        byte[] content = Files.readAllBytes(record);
        content[0] = 'x';
        Path aside = Files.write(folder.resolve("aside"), content);
        Files.setLastModifiedTime(aside, time);
        Files.move(aside, record, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        assertThat(listed().state()).isEqualTo(RunState.DAMAGED);
    }

    @Test
    void cellsOfASweepAreReadOnceToo() throws IOException {
        Path spec = made.resolve("small.yaml");
        Path sweep = folder.resolve("sweep");
        String swept = StudyExamples.all().get("smoothing").swept();
        Console.run(Families.ALL, "sweep", spec.toString(), "--set", swept, "--out", sweep.toString(), "--quiet");
        ListedRun first = Objects.requireNonNull(catalog.at(sweep));
        assertThat(first.state()).isEqualTo(RunState.DONE);
        assertThat(first.says()).isEqualTo("2 of 2 cells");
        assertThat(catalog.cells(sweep)).isSameAs(catalog.cells(sweep)).hasSize(2);
        Path cell = sweep.resolve(catalog.cells(sweep).get(0).name());
        Files.delete(cell.resolve("result.json"));
        ListedRun second = Objects.requireNonNull(catalog.at(sweep));
        assertThat(second.says()).isEqualTo("1 of 2 cells");
        assertThat(second.state()).isEqualTo(RunState.STOPPED);
    }

    /** A sweep that is pruned has its runs in its rungs, and is done when the last of those is. */
    @Test
    void rungsOfAPrunedSweepAreItsCells() throws IOException {
        Path spec = Files.writeString(made.resolve("pruned.yaml"), """
                environment: {kind: sequential-sales, agents: 2, items: 1}
                optimizer: {kind: regularized-gradient, temperature: 0.05, iterations: 9, profiles: 64, step: [0.00001, 0.03, 0.0001]}
                evaluation: {profiles: 50, solver: dp, shareProfiles: 0, misreports: 20}
                prune: {reduction: 3, least: 3}
                """);
        Path sweep = made.resolve("pruned");
        String[] words = {"sweep", spec.toString(), "--out", sweep.toString(), "--quiet"};
        assertThat(Console.run(Families.ALL, words).status()).isZero();
        ListedRun listed = Objects.requireNonNull(catalog.at(sweep));
        assertThat(listed.state()).isEqualTo(RunState.DONE);
        assertThat(listed.says()).isEqualTo("rung 2 of 2, 1 of 1 cells");
        CellPlaces places = catalog.places(sweep);
        assertThat(places.latest().keySet().stream().filter(places::isPruned)).hasSize(2);
        assertThat(places.ofRuns())
                .accepts(sweep.resolve("rung-1/step-0.03/result.json"))
                .rejects(sweep.resolve("rung-1/results.csv"), sweep.resolve("report.html"));
        WholeFile.delete(sweep.resolve("rung-2"));
        assertThat(Objects.requireNonNull(catalog.at(sweep)).state()).isEqualTo(RunState.STOPPED);
    }
}
