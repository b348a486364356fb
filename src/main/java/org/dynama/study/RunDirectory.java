package org.dynama.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one run: {@code spec.yaml}, {@code result.json}, {@code mechanism.json}, {@code trace.csv},
 * {@code report.html}, and {@code checkpoint/} while running. Every file appears whole or not at all.
 *
 * @param path the folder
 */
public record RunDirectory(Path path) {
    /**
     * A new, empty folder.
     *
     * @param force whether an old run there may be overwritten
     * @throws InvalidRunException if it exists and is not empty, or cannot be made
     */
    public static RunDirectory create(Path path, boolean force) {
        try {
            if (Files.exists(path)) {
                try (Stream<Path> entries = Files.list(path)) {
                    if (entries.findAny().isPresent() && !force) {
                        throw new InvalidRunException(
                                path + " is there already\nMaybe another --out, --resume to go on, or --force.");
                    }
                }
            }
            Files.createDirectories(path);
        } catch (IOException exception) {
            throw new InvalidRunException(path + " cannot be made: " + exception.getMessage()
                    + "\nMaybe choose a folder that you can write with --out.");
        }
        RunDirectory directory = new RunDirectory(path);
        for (String old : List.of(
                "result.json",
                "spec.yaml",
                "mechanism.json",
                "trace.csv",
                "report.html",
                "figures",
                "environment.json",
                "mechanism.npz")) {
            delete(path.resolve(old));
        }
        directory.deleteCheckpoint();
        return directory;
    }

    /** A new folder with the given name, or one with a number after it where another run was quicker. */
    public static RunDirectory createFresh(Path parent, String name) {
        for (int k = 1; ; k++) {
            Path path = parent.resolve(k == 1 ? name : name + "-" + k);
            try {
                Files.createDirectories(parent);
                Files.createDirectory(path);
                return new RunDirectory(path);
            } catch (FileAlreadyExistsException taken) {
                // The next number may be free.
            } catch (IOException exception) {
                throw unwritable(path, exception);
            }
        }
    }

    /**
     * The folder of a run that was started before.
     *
     * @throws InvalidRunException if there is none
     */
    public static RunDirectory existing(Path path) {
        if (!Files.isRegularFile(path.resolve("spec.yaml"))) {
            throw new InvalidRunException(path + " holds no run: there is no spec.yaml\n"
                    + "Maybe the folder that a killed run had printed as its --out.");
        }
        return new RunDirectory(path);
    }

    /**
     * The folder of a run that was killed.
     *
     * @throws InvalidRunException if there is none, or it is finished
     */
    public static RunDirectory unfinished(Path path) {
        RunDirectory directory = existing(path);
        if (Files.exists(directory.result())) {
            throw new InvalidRunException(path + " holds a finished run\n" + "Maybe dynama report " + path
                    + ", or a new search with another --out.");
        }
        return directory;
    }

    public Path spec() {
        return path.resolve("spec.yaml");
    }

    public Path result() {
        return path.resolve("result.json");
    }

    public Path mechanism() {
        return path.resolve("mechanism.json");
    }

    public Path trace() {
        return path.resolve("trace.csv");
    }

    /** The profiles of an evaluation, where it was given them: {@code [B, n, d]}. */
    public Path profiles() {
        return path.resolve("profiles.npy");
    }

    public Path report() {
        return path.resolve("report.html");
    }

    public Path checkpoint() {
        return path.resolve("checkpoint").resolve("search.json");
    }

    /** Writes a file aside and renames it, so that a kill leaves the old one or the new one. */
    public void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file aside and renames it, so that a kill leaves the old one or the new one. */
    public void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Path aside = file.resolveSibling(file.getFileName() + ".part");
            Files.write(aside, content);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException exception) {
            throw unwritable(file, exception);
        }
    }

    /** Deletes what only an unfinished run needs. */
    public void deleteCheckpoint() {
        delete(path.resolve("checkpoint"));
    }

    /** Deletes a file, or a folder with the files in it. */
    private static void delete(Path file) {
        try {
            if (Files.isDirectory(file)) {
                try (Stream<Path> entries = Files.list(file)) {
                    entries.forEach(RunDirectory::delete);
                }
            }
            Files.deleteIfExists(file);
        } catch (IOException exception) {
            throw unwritable(file, exception);
        }
    }

    private static InvalidRunException unwritable(Path file, IOException exception) {
        return new InvalidRunException(file + " cannot be written: " + exception.getMessage()
                + "\nMaybe choose a folder that you can write with --out.");
    }
}
