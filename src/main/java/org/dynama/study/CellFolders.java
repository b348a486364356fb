package org.dynama.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.dynama.config.Document;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The folders of a sweep's cells: a run there counts if all that determines it, file contents included, is what it was.
 *
 * @param force whether runs are to be made anew, whatever is there
 */
public record CellFolders(Study<?, ?> study, boolean force) {
    /**
     * The run of a cell that is finished; null where it is to be begun or gone on with.
     *
     * @throws Refusal if the folder holds the run of another spec, or of other files
     */
    public @Nullable StoredRun<?> finished(Document spec, Path folder) {
        Manifest manifest = force ? null : known(Job.of(study, spec), folder);
        if (manifest == null || !manifest.isEnded()) {
            return null;
        }
        tidy(folder);
        return StoredRun.read(study, RunFolder.existing(folder));
    }

    /** Takes away the lock that a kill between a run's last word and its end has left. */
    private static void tidy(Path folder) {
        if (Files.exists(folder.resolve(FolderLock.FILE)) && !FolderLock.isHeld(folder)) {
            try {
                FolderLock.take(folder).release();
            } catch (Refusal busy) {
                // Another process does it.
                return;
            }
        }
    }

    private static @Nullable Manifest known(Job<?> job, Path folder) {
        if (!Files.exists(folder.resolve(Manifest.SPEC))) {
            return null;
        }
        Manifest manifest = Manifest.read(folder);
        if (manifest == null) {
            throw refused(folder, "was run by an earlier version, and no manifest says what determined it");
        }
        manifest.requireUnchanged(folder);
        if (!manifest.determines().equals(Manifest.determines(job))) {
            throw refused(folder, "was run by another spec, or with other contents of " + files(job));
        }
        return manifest;
    }

    private static String files(Job<?> job) {
        String sources = job.inputs().stream().map(input -> "" + input.source()).collect(Collectors.joining(", "));
        return sources.isEmpty() ? "its files" : sources;
    }

    private static Refusal refused(Path folder, String how) {
        return Refusal.of(folder + " " + how, "Maybe another --out, or --force to run all cells anew.");
    }

    /** The same of a run that has just been made: that it was to be made anew no longer counts. */
    public @Nullable StoredRun<?> made(Document spec, Path folder) {
        return new CellFolders(study, false).finished(spec, folder);
    }

    /** Runs a cell, or goes on where it was killed. */
    public StoredRun<?> run(Document spec, Path folder, Progress progress) {
        return run(study, spec, folder, progress);
    }

    private <S, R extends StudyRecord> StoredRun<R> run(
            Study<S, R> study, Document spec, Path folder, Progress progress) {
        Job<R> job = Job.of(study, spec);
        Runner runner = new Runner(progress);
        return !force && known(job, folder) != null
                ? runner.goOn(study, RunFolder.resumed(folder))
                : runner.run(job, folder, force);
    }
}
