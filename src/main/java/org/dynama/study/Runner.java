package org.dynama.study;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import org.dynama.config.Json;
import org.dynama.file.WholeFile;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Takes a job through its folder: begin or go on, compute, record, page, end. Every command and every cell goes this way.
 *
 * @param progress told how far a run is
 * @param elsewhere where long work is computed; null for this program alone
 */
public record Runner(Progress progress, @Nullable PartsEngine elsewhere) {
    /** Everything in this program. */
    public Runner(Progress progress) {
        this(progress, null);
    }

    /**
     * Runs a job in a folder that is wanted.
     *
     * @param force whether an old run there is to be overwritten
     */
    public <R extends StudyRecord> StoredRun<R> run(Job<R> job, Path out, boolean force) {
        return inFolder(job, new FolderStart(job).in(out, force));
    }

    /** Runs a job in a new folder with a name, or one with a number after it. */
    public <R extends StudyRecord> StoredRun<R> runUnder(Job<R> job, Path parent, String name) {
        return inFolder(job, new FolderStart(job).under(parent, name));
    }

    /**
     * Goes on with a run of a study that was killed, at whatever moment.
     *
     * @throws Refusal if it is finished, in use, of another study, or something in it was changed
     */
    public <S, R extends StudyRecord> StoredRun<R> resume(Study<S, R> study, Path path) {
        return resume(study, study.name(), study::job, path);
    }

    /**
     * Goes on with an evaluation that was killed.
     *
     * @throws Refusal as {@link #resume}
     */
    public <R extends StudyRecord> StoredRun<R> resumeEvaluation(Study<?, R> study, Path path) {
        return resume(study, Evaluates.COMMAND, folder -> Objects.requireNonNull(study.recomputation(folder)), path);
    }

    private <R extends StudyRecord> StoredRun<R> resume(
            Study<?, R> study, String command, Function<RunFolder, Job<R>> job, Path path) {
        RunFolder folder = RunFolder.resumed(path);
        try (folder) {
            Manifest manifest = folder.manifest();
            if (manifest == null
                    || !manifest.study().equals(study.name())
                    || !manifest.command().equals(command)) {
                String other = manifest == null ? "another command" : manifest.command();
                throw Refusal.of(path + " holds a run of " + other + ", not of " + command, advice(manifest, path));
            }
            if (manifest.isEnded()) {
                throw Refusal.of(
                        path + " holds a finished run",
                        "Maybe dynama report " + path + ", or a new run with another --out.");
            }
            return inFolder(job.apply(folder), folder);
        }
    }

    private static String advice(@Nullable Manifest manifest, Path path) {
        String command = manifest == null ? "another command" : manifest.command();
        boolean isStudy = manifest == null || command.equals(manifest.study()) || command.equals(Evaluates.COMMAND);
        return "Maybe dynama " + command + (isStudy ? " --resume " + path + "." : " anew: it takes little time.");
    }

    /** Goes on in a folder that is locked and unchanged. */
    <S, R extends StudyRecord> StoredRun<R> goOn(Study<S, R> study, RunFolder folder) {
        try (folder) {
            return inFolder(study.job(folder), folder);
        }
    }

    /** Runs a job in a new folder for its numbers alone: no page is drawn. */
    public <R extends StudyRecord> R compute(Job<R> job, Path out) {
        try (RunFolder folder = new FolderStart(job).in(out, false)) {
            R record = computed(job, new Run(folder, job.study(), progress, elsewhere));
            folder.end();
            WholeFile.delete(folder.file(Manifest.FILE));
            WholeFile.delete(folder.file(Manifest.SPEC));
            return record;
        }
    }

    private static <R extends StudyRecord> R computed(Job<R> job, Run run) {
        try {
            return job.body().apply(run);
        } catch (RuntimeException failure) {
            throw run.explained(failure);
        }
    }

    private <R extends StudyRecord> StoredRun<R> inFolder(Job<R> job, RunFolder folder) {
        try (folder) {
            Kind<R> kind = job.kind();
            R record;
            if (folder.has(kind.file())) {
                // A kill between record and page: the numbers are there.
                record = Json.read(folder.note(kind.file()), kind.type());
            } else {
                record = computed(job, new Run(folder, job.study(), progress, elsewhere));
                folder.write(kind.file(), Json.write(record));
            }
            StoredRun<R> stored = new StoredRun<>(kind, record, folder);
            RunPage.write(stored, folder);
            return new StoredRun<>(kind, record, folder.end());
        }
    }
}
