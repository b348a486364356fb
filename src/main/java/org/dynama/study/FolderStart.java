package org.dynama.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.config.Json;
import org.dynama.file.WholeFile;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Begins the folder of a run: spec, copies of all inputs, manifest and lock are prepared aside, and appear at once. A kill
 * before that leaves nothing, and the same command begins again.
 */
record FolderStart(Job<?> job) {
    /**
     * Begins in a folder that is wanted.
     *
     * @param force whether an old run there is to be overwritten
     * @throws Refusal if it is not empty, is in use or cannot be made
     */
    RunFolder in(Path path, boolean force) {
        boolean isEmpty = WholeFile.entries(path).isEmpty();
        if (!isEmpty && !force) {
            throw Refusal.of(path + " is there already", "Maybe another --out, --resume to go on, or --force.");
        }
        RunFolder begun = isEmpty ? fresh(path) : over(path);
        if (begun == null) {
            throw Refusal.of(path + " is there already", "Maybe another process was quicker: another --out.");
        }
        return begun;
    }

    /** Begins in a new folder with the given name, or one with a number after it where another run was quicker. */
    RunFolder under(Path parent, String name) {
        for (int k = 1; ; k++) {
            Path path = parent.resolve(k == 1 ? name : name + "-" + k);
            RunFolder begun = Files.exists(path) ? null : fresh(path);
            if (begun != null) {
                return begun;
            }
        }
    }

    /** Null where the name was taken in between. */
    private @Nullable RunFolder fresh(Path path) {
        Path whole = path.toAbsolutePath();
        Path aside = WholeFile.aside(whole);
        WholeFile.delete(aside);
        FolderLock lock = null;
        try {
            Files.createDirectories(aside);
            deleteAbandoned(whole);
            lock = FolderLock.take(aside);
            fill(aside);
            WholeFile.rename(aside, whole);
            return new RunFolder(path, lock.in(path), Manifest.read(whole));
        } catch (IOException | RuntimeException exception) {
            if (lock != null) {
                lock.release();
            }
            WholeFile.delete(aside);
            if (exception instanceof IOException && !WholeFile.entries(path).isEmpty()) {
                return null;
            }
            throw exception instanceof RuntimeException refused ? refused : WholeFile.unwritable(path, exception);
        }
    }

    /** Deletes what a process that was killed had begun under this name; another machine's, which may be at work, is locked. */
    private static void deleteAbandoned(Path whole) {
        for (Path begun : WholeFile.abandoned(whole)) {
            FolderLock lock;
            try {
                lock = FolderLock.take(begun);
            } catch (Refusal inUse) {
                continue;
            }
            WholeFile.delete(begun);
            lock.release();
        }
    }

    /**
     * In a folder with something in it nothing can appear at once: the manifest comes last. What the old run has left may
     * be what the new one reads, so that all is prepared before it goes.
     */
    private RunFolder over(Path path) {
        FolderLock lock = FolderLock.take(path);
        Path aside = path.resolve("start.part");
        try {
            WholeFile.delete(aside);
            Files.createDirectories(aside);
            fill(aside);
            RunFolder.clear(path, aside);
            List<String> names =
                    new ArrayList<>(job.inputs().stream().map(Input::copy).toList());
            names.addAll(List.of(Manifest.SPEC, Manifest.FILE));
            for (String name : names) {
                Files.createDirectories(path.resolve(name).getParent());
                WholeFile.rename(aside.resolve(name), path.resolve(name));
            }
            WholeFile.delete(aside);
            return new RunFolder(path, lock, Manifest.read(path));
        } catch (IOException | RuntimeException exception) {
            lock.release();
            throw exception instanceof RuntimeException refused ? refused : WholeFile.unwritable(path, exception);
        }
    }

    private void fill(Path folder) throws IOException {
        List<String> reserved = List.of(Manifest.FILE, Manifest.SPEC, FolderLock.FILE, "result.json", "report.html");
        RunFolder files = new RunFolder(folder, null, null);
        for (Input input : job.inputs()) {
            if (reserved.contains(input.copy())) {
                String rule = "has a name that every run's folder uses";
                throw new Refusal("file", input.source(), rule, "Maybe give it another name.");
            }
            Path copy = files.file(input.copy());
            Files.createDirectories(copy.getParent());
            Files.write(copy, Files.readAllBytes(input.source()));
        }
        Files.writeString(folder.resolve(Manifest.SPEC), job.yaml());
        WholeFile.write(folder.resolve(Manifest.FILE), Json.write(Manifest.start(job, folder)));
    }
}
