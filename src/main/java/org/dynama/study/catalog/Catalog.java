package org.dynama.study.catalog;

import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.dynama.refusal.Refusal;
import org.dynama.study.FolderLock;
import org.dynama.study.Manifest;
import org.dynama.study.Studies;
import org.dynama.study.sweep.Halving;
import org.dynama.study.sweep.SweepCell;
import org.dynama.study.sweep.SweepFolder;
import org.jspecify.annotations.Nullable;

/**
 * Finds the runs in folders. It remembers what it has read: what has not been written since costs a look at a few files' times, the
 * next time. Several threads may ask at a time.
 */
public final class Catalog {
    /** So many runs that are gone may be remembered. */
    private static final int FEW = 10_000;

    private final RunLook look;
    private final Map<Path, Known> known = new ConcurrentHashMap<>();
    private final Map<Path, KnownCells> knownCells = new ConcurrentHashMap<>();
    private final Set<String> files = new LinkedHashSet<>(List.of(Manifest.FILE));

    private record Known(Stamp stamp, ListedRun run) {}

    private record KnownCells(Stamp stamp, List<SweepCell> cells) {}

    /**
     * A catalog that has read nothing yet.
     *
     * @param studies whose runs are known
     */
    public Catalog(Studies studies) {
        look = new RunLook(studies);
        studies.all().forEach(study -> study.kinds().forEach(kind -> files.add(kind.file())));
    }

    /**
     * The runs and sweeps that a folder is or holds, in the order of their paths; a sweep's cells are within it. Links are not
     * followed.
     *
     * @throws Refusal if it is no folder
     */
    public List<ListedRun> of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw Refusal.of(folder + " is no folder", "Maybe the folder runs, where runs go by default.");
        }
        List<Path> found = new ArrayList<>();
        Look.at(folder, new Look() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                if (!SweepFolder.hasBegun(path) && !isRun(path)) {
                    return FileVisitResult.CONTINUE;
                }
                found.add(path);
                return FileVisitResult.SKIP_SUBTREE;
            }
        });
        List<ListedRun> runs = found.parallelStream()
                .flatMap(path -> Stream.ofNullable(at(path)))
                .sorted(Comparator.comparing(ListedRun::path))
                .toList();
        int remembered = runs.size()
                + knownCells.values().stream()
                        .mapToInt(sweep -> sweep.cells.size())
                        .sum();
        if (known.size() > 2 * remembered + FEW) {
            known.keySet().removeIf(path -> !Files.isDirectory(path));
            knownCells.keySet().removeIf(path -> !Files.isDirectory(path));
        }
        return runs;
    }

    /** What one folder is; null where it is neither a run nor a sweep. */
    public @Nullable ListedRun at(Path path) {
        return SweepFolder.hasBegun(path) ? sweep(path) : isRun(path) ? run(path) : null;
    }

    private boolean isRun(Path path) {
        return isFile(path, Manifest.FILE)
                || (isFile(path, Manifest.SPEC) && files.stream().anyMatch(name -> isFile(path, name)));
    }

    private static boolean isFile(Path path, String name) {
        return path.resolve(name).toFile().isFile();
    }

    private ListedRun run(Path path) {
        // Taken before the files are read: what is written meanwhile is seen the next time.
        Stamp stamp = Stamp.of(path, files);
        Known old = known.get(path);
        if (old != null && old.stamp.equals(stamp) && isLasting(old.run)) {
            return old.run;
        }
        ListedRun run = look.at(path);
        known.put(path, new Known(stamp, run));
        return run;
    }

    private static boolean isLasting(ListedRun run) {
        return run.state() == RunState.STOPPED ? !FolderLock.isHeld(run.path()) : run.state() != RunState.RUNNING;
    }

    private ListedRun sweep(Path path) {
        try {
            int rungs = SweepFolder.rungs(path);
            if (rungs > 0) {
                return pruned(path, rungs);
            }
            Map<SweepCell, ListedRun> done = new LinkedHashMap<>();
            List<SweepCell> cells = cells(path);
            long bytes = 0;
            for (SweepCell cell : cells) {
                ListedRun run = at(path.resolve(cell.name()));
                bytes += run == null ? 0 : run.bytes();
                if (run != null && run.isDone()) {
                    done.put(cell, run);
                }
            }
            return listed(path, cells, done, bytes);
        } catch (Refusal damaged) {
            return RunLook.damaged(path, damaged.sentence());
        }
    }

    /** A sweep whose cells run in the folders of its rungs: what the latest is, and done with the last. */
    private ListedRun pruned(Path path, int rungs) {
        int latest = 1;
        while (latest < rungs && SweepFolder.hasBegun(Halving.folder(path, latest + 1))) {
            latest++;
        }
        ListedRun rung = at(Halving.folder(path, latest));
        RunState ended = rung == null || (latest < rungs && rung.isDone()) ? RunState.STOPPED : rung.state();
        return new ListedRun(
                path,
                "sweep",
                String.valueOf(path.getFileName()),
                FolderLock.isHeld(path) ? RunState.RUNNING : ended,
                null,
                "rung " + latest + " of " + rungs + (rung == null ? "" : ", " + rung.says()),
                null,
                RunLook.bytes(path, Set.of()),
                RunLook.changed(path));
    }

    private static ListedRun listed(
            Path path, List<SweepCell> cells, Map<SweepCell, ListedRun> done, long bytesOfCells) {
        boolean isAtWork = FolderLock.isHeld(path) || SweepFolder.hasShardsAtWork(path);
        boolean holds = done.values().stream().allMatch(run -> run.state() == RunState.DONE);
        RunState ended = holds ? RunState.DONE : RunState.FAILED;
        Set<Path> folders = new LinkedHashSet<>();
        cells.forEach(cell -> folders.add(path.resolve(cell.name())));
        return new ListedRun(
                path,
                "sweep",
                String.valueOf(path.getFileName()),
                isAtWork ? RunState.RUNNING : done.size() < cells.size() ? RunState.STOPPED : ended,
                null,
                done.size() + " of " + cells.size() + " cells",
                null,
                bytesOfCells + RunLook.bytes(path, folders),
                RunLook.changed(path));
    }

    /**
     * The cells of a sweep, whose runs stand in folders of their names.
     *
     * @throws Refusal if its list is damaged
     */
    public List<SweepCell> cells(Path sweep) {
        Stamp stamp = Stamp.of(sweep, List.of(SweepFolder.CELLS));
        KnownCells old = knownCells.get(sweep);
        if (old == null || !old.stamp.equals(stamp)) {
            old = new KnownCells(stamp, SweepFolder.cells(sweep));
            knownCells.put(sweep, old);
        }
        return old.cells;
    }
}
