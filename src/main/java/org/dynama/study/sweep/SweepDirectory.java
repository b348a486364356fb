package org.dynama.study.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dynama.study.InvalidRunException;
import org.dynama.study.RunDirectory;

/**
 * The folder of a sweep: {@code sweep.yaml}, {@code results.csv}, {@code results.md}, {@code report.html}, and a run's
 * folder for each cell. Locked while open, so that two sweeps never write to it.
 */
public final class SweepDirectory implements AutoCloseable {
    private static final String SPEC = "sweep.yaml";

    private final Path path;
    private final FileChannel lock;

    private SweepDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Opens a new folder, or that of the same sweep, which then goes on.
     *
     * @param force whether the runs that it holds are to be made anew
     * @throws InvalidRunException if it holds something else, a cell that was run by another spec, or another sweep is at
     *     work there
     */
    public static SweepDirectory open(Path path, SweepSpec spec, boolean force) {
        try {
            Files.createDirectories(path);
            try (Stream<Path> entries = Files.list(path)) {
                if (entries.findAny().isPresent() && !Files.exists(path.resolve(SPEC))) {
                    throw new InvalidRunException(path + " is there already and holds no sweep\nMaybe another --out.");
                }
            }
            RunDirectory files = new RunDirectory(path);
            if (!Files.exists(path.resolve(SPEC))) {
                files.write(path.resolve(SPEC), spec.yaml());
            }
            SweepDirectory directory = new SweepDirectory(path, locked(path));
            directory.prepare(spec, force);
            files.write(path.resolve(SPEC), spec.yaml());
            return directory;
        } catch (IOException exception) {
            throw new InvalidRunException(path + " cannot be made: " + exception.getMessage()
                    + "\nMaybe choose a folder that you can write with --out.");
        }
    }

    private static FileChannel locked(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException sameProgram) {
            // Said below.
        }
        channel.close();
        throw new InvalidRunException(path + " is in use: another sweep is at work there\nMaybe wait for its end.");
    }

    private void prepare(SweepSpec spec, boolean force) {
        try {
            List<String> changed = spec.cells().stream()
                    .filter(cell -> !force && isOther(cell))
                    .map(SweepCell::name)
                    .toList();
            if (!changed.isEmpty()) {
                throw new InvalidRunException(path + " holds " + changed.size()
                        + " cells that were run by another spec, the first is " + changed.get(0)
                        + "\nMaybe another --out, or --force to run all cells anew.");
            }
        } catch (InvalidRunException failure) {
            close();
            throw failure;
        }
        for (SweepCell cell : force ? spec.cells() : List.<SweepCell>of()) {
            RunDirectory.create(path.resolve(cell.name()), true);
        }
    }

    /** Threads and memory change no bit of a result, and may differ; an environment's file has been copied. */
    private boolean isOther(SweepCell cell) {
        Path old = path.resolve(cell.name()).resolve("spec.yaml");
        try {
            return Files.exists(old)
                    && !essence(Files.readString(old))
                            .equals(essence(cell.document().toYaml()));
        } catch (IOException unreadable) {
            return true;
        }
    }

    private static String essence(String yaml) {
        return yaml.lines()
                .filter(line ->
                        !line.startsWith("threads:") && !line.startsWith("memory:") && !line.startsWith("  file:"))
                .collect(Collectors.joining("\n"));
    }

    /** The folder of a cell's run: the one that a killed sweep has left, or a new one. */
    public RunDirectory cell(SweepCell cell) {
        Path folder = path.resolve(cell.name());
        return Files.exists(folder.resolve("spec.yaml"))
                ? RunDirectory.existing(folder)
                : RunDirectory.create(folder, true);
    }

    /** The folder itself. */
    public Path path() {
        return path;
    }

    /** The table for programs. */
    public Path results() {
        return path.resolve("results.csv");
    }

    /** The table for people, in Markdown. */
    public Path markdown() {
        return path.resolve("results.md");
    }

    /** The comparison of all finished cells. */
    public Path report() {
        return path.resolve("report.html");
    }

    /** Writes a file aside and renames it. */
    public void write(Path file, String text) {
        new RunDirectory(path).write(file, text);
    }

    @Override
    public void close() {
        try {
            lock.close();
            Files.deleteIfExists(path.resolve("lock"));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
