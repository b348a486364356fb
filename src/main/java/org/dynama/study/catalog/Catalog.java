package org.dynama.study.catalog;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.dynama.refusal.Refusal;
import org.dynama.study.FolderLock;
import org.dynama.study.Manifest;
import org.dynama.study.RunFolder;
import org.dynama.study.StoredRun;
import org.dynama.study.Studies;
import org.dynama.study.sweep.SweepFolder;
import org.dynama.study.sweep.SweepRow;
import org.dynama.study.sweep.SweepTable;
import org.jspecify.annotations.Nullable;

/**
 * Finds the runs in folders.
 *
 * @param studies whose runs are known
 */
public record Catalog(Studies studies) {
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
        List<ListedRun> found = new ArrayList<>();
        Look.at(folder, new Look() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                ListedRun run = Catalog.this.at(path);
                if (run == null) {
                    return FileVisitResult.CONTINUE;
                }
                found.add(run);
                return FileVisitResult.SKIP_SUBTREE;
            }
        });
        found.sort(Comparator.comparing(ListedRun::path));
        return found;
    }

    /** What one folder is; null where it is neither a run nor a sweep. */
    public @Nullable ListedRun at(Path path) {
        boolean isSweep = SweepFolder.isAt(path);
        if (!isSweep && !isRun(path)) {
            return null;
        }
        try {
            return isSweep ? sweep(path) : run(path);
        } catch (Refusal damaged) {
            return listed(path, "", RunState.DAMAGED, null, damaged.sentence());
        }
    }

    private boolean isRun(Path path) {
        return Files.isRegularFile(path.resolve(Manifest.FILE))
                || (Files.isRegularFile(path.resolve(Manifest.SPEC))
                        && studies.all().stream()
                                .flatMap(study -> study.kinds().stream())
                                .anyMatch(kind -> Files.isRegularFile(path.resolve(kind.file()))));
    }

    private ListedRun run(Path path) {
        Manifest manifest = RunFolder.existing(path).manifest();
        if (manifest != null && !manifest.isEnded()) {
            RunState state = FolderLock.isHeld(path) ? RunState.RUNNING : RunState.STOPPED;
            return listed(path, manifest.command(), state, null, "");
        }
        StoredRun<?> run = studies.stored(path);
        RunState state = run.soundness().holds() ? RunState.DONE : RunState.FAILED;
        String command = manifest == null ? run.record().header().command() : manifest.command();
        return listed(path, command, state, run, "");
    }

    private ListedRun sweep(Path path) {
        SweepTable table = SweepFolder.table(studies, path);
        boolean isAtWork = FolderLock.isHeld(path) || SweepFolder.hasShardsAtWork(path);
        RunState state = isAtWork
                ? RunState.RUNNING
                : !table.isComplete() ? RunState.STOPPED : table.holds() ? RunState.DONE : RunState.FAILED;
        String says = table.count(SweepRow.Status.DONE) + " of " + table.rows().size() + " cells";
        return listed(path, "sweep", state, null, says);
    }

    private static ListedRun listed(
            Path path, String command, RunState state, @Nullable StoredRun<?> run, String says) {
        return new ListedRun(
                path,
                command,
                run == null
                        ? String.valueOf(path.getFileName())
                        : run.record().header().name(),
                state,
                run == null ? null : run.headline(),
                says,
                run == null ? null : run.record().totalSeconds(),
                bytes(path),
                changed(path));
    }

    private static Instant changed(Path path) {
        for (String name : List.of(Manifest.FILE, SweepFolder.RESULTS, "result.json", "")) {
            try {
                return Files.getLastModifiedTime(path.resolve(name)).toInstant();
            } catch (IOException absent) {
                // The next one tells.
            }
        }
        return Instant.EPOCH;
    }

    private static long bytes(Path path) {
        AtomicLong bytes = new AtomicLong();
        Look.at(path, new Look() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes.get();
    }
}
