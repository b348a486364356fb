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
import org.dynama.study.sweep.CellPlaces;
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
            Map<SweepCell, ListedRun> done = new LinkedHashMap<>();
            CellPlaces places = places(path);
            long bytes = 0;
            for (Map.Entry<SweepCell, Path> place : places.latest().entrySet()) {
                ListedRun run = at(place.getValue());
                bytes += run == null ? 0 : run.bytes();
                if (run != null && run.isDone()) {
                    done.put(place.getKey(), run);
                }
            }
            return listed(path, places, done, bytes);
        } catch (Refusal damaged) {
            return RunLook.damaged(path, damaged.sentence());
        }
    }

    private static ListedRun listed(Path path, CellPlaces places, Map<SweepCell, ListedRun> done, long bytesOfCells) {
        boolean isAtWork = FolderLock.isHeld(path) || SweepFolder.hasShardsAtWork(path);
        boolean holds = done.values().stream().allMatch(run -> run.state() == RunState.DONE);
        RunState ended = holds ? RunState.DONE : RunState.FAILED;
        int cells = places.latest().size();
        boolean isEnded = done.size() == cells && places.isAtLast();
        return new ListedRun(
                path,
                "sweep",
                String.valueOf(path.getFileName()),
                isAtWork ? RunState.RUNNING : isEnded ? ended : RunState.STOPPED,
                null,
                says(path, places, done.keySet()),
                null,
                bytesOfCells
                        + RunLook.bytes(
                                path, new LinkedHashSet<>(places.latest().values())),
                RunLook.changed(path));
    }

    /** How many cells are done; of a pruned sweep, those of the latest rung. */
    private static String says(Path path, CellPlaces places, Set<SweepCell> done) {
        int rung = places.folders().size() - 1;
        List<SweepCell> there = places.latest().keySet().stream()
                .filter(cell -> !places.isPruned(cell))
                .toList();
        String which = rung == 0 ? "" : "rung " + rung + " of " + SweepFolder.rungs(path) + ", ";
        return which + there.stream().filter(done::contains).count() + " of " + there.size() + " cells";
    }

    /**
     * Where a sweep's runs stand.
     *
     * @throws Refusal if its list of cells is damaged
     */
    public CellPlaces places(Path sweep) {
        return CellPlaces.of(sweep, this::cells);
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
