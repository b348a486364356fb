package org.dynama.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dynama.config.Json;
import org.dynama.file.Digest;
import org.dynama.file.WholeFile;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one run: {@code manifest.json}, {@code spec.yaml} and copies of all files that it reads, then what the run
 * writes, {@code report.html}, and {@code checkpoint/} while running. Every file appears whole or not at all.
 */
public final class RunFolder implements AutoCloseable {
    /** What runs of earlier versions, which have no manifest, may have left. */
    private static final List<String> KNOWN =
            List.of(("result.json evaluation.json quote.json mechanism.json mechanism.npz"
                            + " environment.json profiles.npy trace.csv report.html figures certificate.json quotes.csv visits.npy"
                            + " values.csv curves.csv seeds.csv smoothing.csv smoothing.svg smoothing.png failure.txt checkpoint"
                            + " spec.yaml")
                    .split(" ", -1));

    private final Path path;
    private final @Nullable FolderLock lock;
    private final @Nullable Manifest manifest;
    private final Set<String> written = new LinkedHashSet<>();

    RunFolder(Path path, @Nullable FolderLock lock, @Nullable Manifest manifest) {
        this.path = path;
        this.lock = lock;
        this.manifest = manifest;
    }

    /**
     * The folder of a run that was made before, to read from.
     *
     * @throws Refusal if there is none
     */
    public static RunFolder existing(Path path) {
        if (!Files.isRegularFile(path.resolve(Manifest.SPEC))) {
            throw Refusal.of(
                    path + " holds no run: there is no " + Manifest.SPEC,
                    "Maybe the folder that the run had as its --out; one that was killed before it began left none.");
        }
        return new RunFolder(path, null, Manifest.read(path));
    }

    /** A folder for files that no run leaves, without spec, manifest and lock; it is made with its first file. */
    public static RunFolder withoutRun(Path path) {
        return new RunFolder(path, null, null);
    }

    /**
     * The folder of a run that was killed, to go on in: locked, and found to be what it was.
     *
     * @throws Refusal if there is none, it is in use, something in it was changed, or it has no manifest
     */
    static RunFolder resumed(Path path) {
        existing(path);
        FolderLock lock = FolderLock.take(path);
        try {
            return resumed(path, lock);
        } catch (RuntimeException refused) {
            lock.release();
            throw refused;
        }
    }

    /** Reads the manifest once nobody else can change it. */
    private static RunFolder resumed(Path path, FolderLock lock) {
        Manifest manifest = existing(path).manifest;
        if (manifest == null) {
            throw Refusal.of(
                    path + " was begun by an earlier version: no " + Manifest.FILE
                            + " says what determines its numbers",
                    "Maybe start anew with another --out.");
        }
        manifest.requireUnchanged(path);
        return new RunFolder(path, lock, manifest);
    }

    /**
     * Deletes what a run has left in a folder; what is not a run's stays.
     *
     * @param kept what has been prepared for the next one
     */
    static void clear(Path path, Path kept) {
        Manifest old;
        try {
            old = Manifest.read(path);
        } catch (Refusal damaged) {
            old = null;
        }
        // First what would bind the rest, so that a kill leaves no run that looks whole.
        WholeFile.delete(path.resolve(Manifest.FILE));
        Set<String> names = new LinkedHashSet<>(KNOWN);
        names.addAll(old == null ? Set.of() : old.inputs().keySet());
        names.addAll(
                old == null || old.outputs() == null ? Set.of() : old.outputs().keySet());
        names.forEach(name -> WholeFile.delete(inside(path, name)));
        WholeFile.deleteAside(path, kept);
    }

    /** Removes a run, if nobody is at work there; returns what is not a run's, and stays with its folder. */
    public static List<Path> remove(Path path) {
        existing(path);
        FolderLock lock = FolderLock.take(path);
        try {
            clear(path, path);
        } finally {
            lock.release();
        }
        return WholeFile.deleteEmpty(path);
    }

    private static Path inside(Path folder, String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize()) || file.equals(folder.normalize())) {
            throw new Refusal("file", name, "must lie in the folder of the run", "Maybe move it beside what names it.");
        }
        return file;
    }

    /** The folder itself. */
    public Path path() {
        return path;
    }

    /** What the run's start and end were; null for runs of earlier versions. */
    public @Nullable Manifest manifest() {
        return manifest;
    }

    /** A file in it. */
    public Path file(String name) {
        return inside(path, name);
    }

    /** Whether a file is there. */
    public boolean has(String name) {
        return Files.isRegularFile(file(name));
    }

    /** Writes a file of the run; a name may have folders. */
    public void write(String name, String text) {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file of the run; a name may have folders. */
    public void write(String name, byte[] content) {
        WholeFile.write(note(name), content);
    }

    /** The file of a name, for somebody else to write whole; it counts among what the run leaves. */
    public Path note(String name) {
        written.add(name);
        return file(name);
    }

    /** The spec, with every default. */
    public String spec() {
        return text(file(Manifest.SPEC));
    }

    /**
     * A file as text.
     *
     * @throws Refusal if it cannot be read
     */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException exception) {
            throw Refusal.of(file + " cannot be read: " + exception.getMessage(), "Maybe run the command again.");
        }
    }

    /** Where a killed run finds what it had. */
    Checkpoint checkpoint() {
        return new Checkpoint(path, manifest == null ? "" : manifest.determines());
    }

    /** Deletes what only an unfinished run needs, its record being there, and says in the manifest what it has left. */
    RunFolder end() {
        Manifest begun = manifest;
        if (begun == null) {
            return this;
        }
        // What was written before a kill counts too.
        Set<String> names = new LinkedHashSet<>(written);
        names.addAll(KNOWN);
        names.removeAll(begun.inputs().keySet());
        Map<String, String> left = new LinkedHashMap<>();
        names.stream().filter(this::has).forEach(name -> left.put(name, Digest.of(file(name))));
        Manifest ended = begun.ended(left);
        // First, since nobody goes on in a run that has ended, and what a kill left there would stay.
        WholeFile.delete(path.resolve(Checkpoint.FOLDER));
        WholeFile.deleteAside(path, path);
        WholeFile.write(path.resolve(Manifest.FILE), Json.write(ended));
        return new RunFolder(path, null, ended);
    }

    /** Lets other processes in again. */
    @Override
    public void close() {
        if (lock != null) {
            lock.release();
        }
    }
}
