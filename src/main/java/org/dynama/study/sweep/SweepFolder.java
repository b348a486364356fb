package org.dynama.study.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dynama.config.Json;
import org.dynama.file.WholeFile;
import org.dynama.refusal.Refusal;
import org.dynama.study.Csv;
import org.dynama.study.FolderLock;
import org.dynama.study.Rechecked;
import org.dynama.study.RunFolder;
import org.dynama.study.Studies;
import org.dynama.study.engine.Shard;
import org.dynama.study.engine.ShardEnd;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a sweep: {@code sweep.yaml}, {@code sweep.json} with the names of its cells, {@code results.csv},
 * {@code results.md}, {@code report.html}, {@code seeds.csv} where cells differ in nothing but their seeds, and a run's folder
 * for each cell; or, where the sweep is pruned, a sweep's folder for each rung. Locked while open, so that two sweeps never
 * write to it.
 */
public final class SweepFolder implements AutoCloseable {
    static final String SPEC = "sweep.yaml";
    public static final String RESULTS = "results.csv";
    public static final String CELLS = "sweep.json";

    private static final String SHARDS = "shards";
    private static final String SEEDS = "seeds.csv";

    /** What stands beside the cells; what makes it a sweep goes last. */
    private static final List<String> FILES =
            List.of(RESULTS, "results.md", "results.tex", "results.parquet", "report.html", SEEDS, SHARDS, CELLS, SPEC);

    /** So many cells are named where more are missing. */
    private static final int SOME = 5;

    private final Path path;
    private final @Nullable FolderLock lock;
    private final @Nullable Shard shard;

    private SweepFolder(Path path, @Nullable FolderLock lock, @Nullable Shard shard) {
        this.path = path;
        this.lock = lock;
        this.shard = shard;
    }

    /**
     * Opens a new folder, or that of the same sweep, which then goes on.
     *
     * @param force whether cells that this sweep does not have are to go
     * @throws Refusal if it holds something else, cells that this sweep lacks, or another sweep is at work there
     */
    public static SweepFolder open(Path path, SweepSpec spec, boolean force) {
        try {
            Files.createDirectories(path);
        } catch (IOException exception) {
            throw WholeFile.unwritable(path, exception);
        }
        if (!WholeFile.entries(path).isEmpty() && !Files.exists(path.resolve(SPEC))) {
            throw Refusal.of(path + " is there already and holds no sweep", "Maybe another --out.");
        }
        SweepFolder folder = new SweepFolder(path, FolderLock.take(path), null);
        try {
            folder.begin(spec, force);
            return folder;
        } catch (RuntimeException failure) {
            folder.close();
            throw failure;
        }
    }

    /**
     * Opens the folder for some of its cells, beside processes that run the others; whoever collects them writes its tables.
     *
     * @throws Refusal if it holds something else, or another process has the same shard
     */
    public static SweepFolder open(Path path, SweepSpec spec, Shard shard) {
        if (!WholeFile.entries(path).isEmpty() && !isAt(path) && !Files.isDirectory(path.resolve(SHARDS))) {
            throw Refusal.of(path + " is there already and holds no sweep", "Maybe another --out.");
        }
        Path own = path.resolve(SHARDS).resolve(shard.folder());
        try {
            Files.createDirectories(own);
        } catch (IOException exception) {
            throw WholeFile.unwritable(own, exception);
        }
        requireSame(path, spec);
        SweepFolder folder = new SweepFolder(path, FolderLock.take(own), shard);
        mark(path, spec);
        return folder;
    }

    private static void mark(Path path, SweepSpec spec) {
        WholeFile.write(path.resolve(SPEC), spec.yaml());
        WholeFile.write(path.resolve(CELLS), Json.write(SweepContents.of(spec)));
    }

    /**
     * Says whose rungs a folder holds, beside whoever runs some of them.
     *
     * @throws Refusal if it holds something else
     */
    public static void begin(Path path, SweepSpec spec) {
        if (!WholeFile.entries(path).isEmpty() && !isAt(path)) {
            throw Refusal.of(path + " is there already and holds no sweep", "Maybe another --out.");
        }
        requireSame(path, spec);
        mark(path, spec);
    }

    /** Whether a cell is one of those that are run here. */
    public boolean has(int number) {
        return shard == null || shard.has(number);
    }

    /** Whether a shard is at work in a folder. */
    public static boolean hasShardsAtWork(Path path) {
        return WholeFile.entries(path.resolve(SHARDS)).stream().anyMatch(FolderLock::isHeld);
    }

    /** Whether all cells are run here, and tables made. */
    public boolean isWhole() {
        return shard == null;
    }

    /** Cells that are missing, and the shards that are at work. */
    String missing(List<String> cells) {
        String some = String.join(", ", cells.subList(0, Math.min(SOME, cells.size())));
        List<String> working = new ArrayList<>();
        for (Path own : WholeFile.entries(path.resolve(SHARDS))) {
            if (Files.exists(own.resolve(FolderLock.FILE))) {
                working.add(String.valueOf(own.getFileName()).replace("-of-", "/"));
            }
        }
        return some
                + (cells.size() > SOME ? ", ..." : "")
                + (working.isEmpty() ? "" : "; at work, or killed: shard " + String.join(", ", working));
    }

    private void begin(SweepSpec spec, boolean force) {
        SweepContents known = SweepContents.in(path);
        if (known != null && !force) {
            known.requireDecisions(path, spec);
        }
        List<SweepCell> old = known == null ? List.of() : known.cells();
        List<String> others = new ArrayList<>(old.stream().map(SweepCell::name).toList());
        spec.cells().forEach(cell -> others.remove(cell.name()));
        if (!others.isEmpty() && !force) {
            throw Refusal.of(
                    path + " holds " + others.size() + " cells that this sweep lacks, the first is " + others.get(0),
                    "Maybe another --out, the lists that they are from as well, or --force to remove them.");
        }
        others.forEach(other -> WholeFile.delete(path.resolve(other)));
        mark(path, spec);
    }

    /**
     * A folder to look at beside whoever is at work there.
     *
     * @throws Refusal if it holds no sweep, or another one
     */
    public static SweepFolder look(Path path, SweepSpec spec) {
        requireSweep(path);
        requireSame(path, spec);
        return new SweepFolder(path, null, null);
    }

    /**
     * Refuses a folder that no sweep has begun in.
     *
     * @throws Refusal then
     */
    public static void requireSweep(Path path) {
        if (!isAt(path)) {
            throw Refusal.of(path + " holds no sweep", "Maybe the --out of the sweep or of its shards.");
        }
    }

    private static void requireSame(Path path, SweepSpec spec) {
        SweepContents known = SweepContents.in(path);
        if (known != null) {
            known.requireSame(path, spec);
        }
    }

    /** Whether a folder holds a sweep. */
    public static boolean isAt(Path path) {
        return Files.isRegularFile(path.resolve(SPEC));
    }

    /** Whether what a folder's sweep consists of is written, as it is once its lock is taken and its spec stands there. */
    public static boolean hasBegun(Path path) {
        return isAt(path) && Files.isRegularFile(path.resolve(CELLS));
    }

    /**
     * The cells of a sweep's folder.
     *
     * @throws Refusal if the list is damaged
     */
    public static List<SweepCell> cells(Path path) {
        return SweepContents.read(path).cells();
    }

    /**
     * What a sweep's folder knows of its cells, as far as they are done.
     *
     * @throws Refusal if it is damaged, or of an earlier version
     */
    public static SweepTable table(Studies studies, Path path) {
        SweepContents contents = SweepContents.read(path);
        Integer rungs = contents.rungs();
        if (rungs != null) {
            List<SweepTable> known = new ArrayList<>();
            for (int k = 1; isAt(Halving.folder(path, k)); k++) {
                known.add(table(studies, Halving.folder(path, k)));
            }
            return Halving.table(contents.name(), contents.cells(), rungs, known);
        }
        List<SweepRow> rows = new ArrayList<>();
        for (SweepCell cell : contents.cells()) {
            try {
                rows.add(SweepRow.done(cell, studies.stored(path.resolve(cell.name()))));
            } catch (Refusal unfinished) {
                rows.add(SweepRow.waiting(cell));
            }
        }
        return new SweepTable(contents.name(), rows);
    }

    /** Holds a sweep's table for programs against the records of its cells. */
    public static Rechecked check(Path path, SweepTable table) {
        Set<String> expected = rows(table.table().toCsv().lines().toList());
        List<String> written = List.of(RunFolder.text(path.resolve(RESULTS)).split("\\R", -1));
        Set<String> given = rows(written);
        given.removeAll(expected);
        expected.removeAll(rows(written));
        return given.isEmpty() && expected.isEmpty()
                ? Rechecked.holds(RESULTS + " says of the " + table.count(SweepRow.Status.DONE)
                        + " cells that are done, of " + table.rows().size() + ", what their records say")
                : Rechecked.fails(RESULTS + " says what no record says: "
                        + (given.isEmpty() ? expected : given).iterator().next());
    }

    /** The rows of a table that are of runs, with its head. */
    private static Set<String> rows(List<String> lines) {
        Set<String> run = Set.of(SweepRow.Status.DONE.toString(), SweepRow.Status.PRUNED.toString());
        int column = Csv.cells(lines.get(0)).indexOf("status");
        Set<String> rows = new LinkedHashSet<>(lines.subList(0, 1));
        lines.stream()
                .filter(line -> {
                    List<String> cells = Csv.cells(line);
                    return column >= 0 && column < cells.size() && run.contains(cells.get(column));
                })
                .forEach(rows::add);
        return rows;
    }

    /** The folder of a cell's run. */
    public Path cell(SweepCell cell) {
        return path.resolve(cell.name());
    }

    /** The folder itself. */
    public Path path() {
        return path;
    }

    /** The table for programs. */
    public Path results() {
        return path.resolve(RESULTS);
    }

    /** The comparison of all finished cells. */
    public Path report() {
        return path.resolve("report.html");
    }

    /** Writes the table for programs, the one for people and the page. */
    public void write(SweepTable table) {
        write(table, "");
    }

    /**
     * The same.
     *
     * @param note to stand under the table for people; may be empty
     */
    public void write(SweepTable table, String note) {
        if (shard != null) {
            WholeFile.write(
                    path.resolve(SHARDS).resolve(shard.folder()).resolve(RESULTS),
                    table.table().toCsv());
            return;
        }
        WholeFile.write(results(), table.table().toCsv());
        String keys = SweepKeys.sentence(RunFolder.text(path.resolve(SPEC)));
        WholeFile.write(
                path.resolve("results.md"),
                SweepMarkdown.of(table) + "\n" + (note.isEmpty() ? "" : note + "\n\n") + keys + "\n");
        WholeFile.write(report(), SweepPage.of(table));
        OverSeeds seeds = new OverSeeds(table);
        if (!seeds.isEmpty()) {
            WholeFile.write(path.resolve(SEEDS), seeds.table().toCsv());
        }
    }

    /** Writes the table for a paper as well: {@code results.tex}. */
    public static void writeLatex(Path path, SweepTable table) {
        WholeFile.write(path.resolve("results.tex"), SweepLatex.of(table));
    }

    /** Says that all was tried, for whoever waits for a shard. */
    void end(SweepTable table) {
        if (shard != null) {
            new ShardEnd(table.count(SweepRow.Status.DONE), table.count(SweepRow.Status.FAILED)).write(logs(), shard);
        }
    }

    /**
     * Removes a sweep with the runs of its cells; what is neither stays.
     *
     * @return what stays
     * @throws Refusal if it holds no sweep, or a process is at work there
     */
    public static List<Path> remove(Path path) {
        requireSweep(path);
        FolderLock lock = FolderLock.take(path);
        try {
            if (hasShardsAtWork(path)) {
                throw Refusal.of(path + " is in use: shards are at work there", "Maybe wait for their end.");
            }
            for (SweepCell cell : cells(path)) {
                if (Files.isDirectory(path.resolve(cell.name()))) {
                    RunFolder.remove(path.resolve(cell.name()));
                }
            }
            for (int rung = 1; isAt(Halving.folder(path, rung)); rung++) {
                remove(Halving.folder(path, rung));
            }
            FILES.forEach(name -> WholeFile.delete(path.resolve(name)));
        } finally {
            lock.release();
        }
        return WholeFile.deleteEmpty(path);
    }

    /** Where processes that run cells say what they say. */
    public Path logs() {
        return path.resolve(SHARDS);
    }

    /** Forgets the shards, when all that they left is in the tables. */
    public void forgetShards() {
        if (shard == null) {
            WholeFile.delete(path.resolve(SHARDS));
        }
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.release();
        }
    }
}
