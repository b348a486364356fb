package org.dynama.study.catalog;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.dynama.refusal.Refusal;
import org.dynama.study.FolderLock;
import org.dynama.study.Manifest;
import org.dynama.study.RunFolder;
import org.dynama.study.StoredRun;
import org.dynama.study.Studies;
import org.dynama.study.sweep.SweepFolder;
import org.jspecify.annotations.Nullable;

/** Reads what one run's folder says. */
record RunLook(Studies studies) {
    ListedRun at(Path path) {
        try {
            return read(path);
        } catch (Refusal damaged) {
            return damaged(path, damaged.sentence());
        } catch (RuntimeException damaged) {
            return damaged(path, path + " cannot be read: " + damaged.getMessage());
        }
    }

    private ListedRun read(Path path) {
        StoredRun<?> ended = studies.glanced(path);
        if (ended != null) {
            return listed(path, ended);
        }
        Manifest manifest = RunFolder.existing(path).manifest();
        if (manifest != null && !manifest.isEnded()) {
            if (FolderLock.isHeld(path)) {
                return listed(path, manifest.command(), RunState.RUNNING, null, "");
            }
            // It may have ended since: whoever lets go of the lock has said so before.
            manifest = RunFolder.existing(path).manifest();
        }
        if (manifest != null && !manifest.isEnded()) {
            return listed(path, manifest.command(), RunState.STOPPED, null, "");
        }
        return listed(path, studies.stored(path));
    }

    private static ListedRun listed(Path path, StoredRun<?> run) {
        RunState state = run.soundness().holds() ? RunState.DONE : RunState.FAILED;
        Manifest manifest = run.folder().manifest();
        String command = manifest == null ? run.record().header().command() : manifest.command();
        return listed(path, command, state, run, "");
    }

    static ListedRun damaged(Path path, String why) {
        return listed(path, "", RunState.DAMAGED, null, why);
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
                bytes(path, Set.of()),
                changed(path));
    }

    static Instant changed(Path path) {
        for (String name : List.of(Manifest.FILE, SweepFolder.RESULTS, "result.json", "")) {
            try {
                return Files.getLastModifiedTime(path.resolve(name)).toInstant();
            } catch (IOException absent) {
                // The next one tells.
            }
        }
        return Instant.EPOCH;
    }

    /** Of all files in a folder but for some folders in it. */
    static long bytes(Path path, Set<Path> without) {
        AtomicLong bytes = new AtomicLong();
        Look.at(path, new Look() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return without.contains(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes.get();
    }
}
