package org.dynama.study.engine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dynama.file.WholeFile;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Printable;
import org.dynama.study.Stop;
import org.jspecify.annotations.Nullable;

/**
 * A process for each cell, on this machine: for studies whose runs cannot share a program. Each is one shard of as many as
 * there are cells, and ends when this program does, however that ends.
 *
 * @param jobs processes at a time
 * @param command what starts one for a shard: Java, its options, and the words of the sweep
 * @param count of cells in the whole sweep
 * @param logs the folder of what processes say
 */
public record LocalProcesses(int jobs, List<String> command, int count, Path logs) implements Engine {
    /** A process under this property ends when its standard input does. */
    public static final String LEASH = "dynama.leash";

    private static final long PATIENCE_SECONDS = 10;
    private static final int KILLED = 128;

    /** A run of which a check does not hold is whole. */
    private static final int CHECK_FAILED = 3;

    public LocalProcesses {
        command = List.copyOf(command);
    }

    @Override
    public void run(List<Cell> cells, Events events) {
        new CellPool(jobs).each(cells, events, cell -> {
            events.started(cell);
            CellFailure failure = attempt(cell);
            if (failure == null) {
                events.done(cell);
            } else {
                events.failed(cell, failure);
            }
        });
    }

    private @Nullable CellFailure attempt(Cell cell) {
        Path log = logs.resolve(cell.name() + ".log");
        WholeFile.delete(cell.failure());
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("--shard", cell.shard(count).toString()));
        try {
            Files.createDirectories(logs);
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            int status = status(process);
            CellFailure failure = failure(cell, log.toFile(), status);
            if (failure == null) {
                WholeFile.delete(log);
            }
            return failure;
        } catch (IOException exception) {
            throw new Failure("No process for cell " + cell.name() + " can be started: " + exception.getMessage(), "");
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the sweep was interrupted", exception);
        }
    }

    /** Waits; hands on that the program was asked to stop. */
    private static int status(Process process) throws InterruptedException {
        try {
            while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
                if (Stop.isAsked()) {
                    process.destroy();
                    process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    Stop.ifAsked();
                }
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static @Nullable CellFailure failure(Cell cell, File log, int status) throws IOException {
        CellFailure told = CellFailure.read(cell.failure());
        boolean hasEnded = status == 0 || status == CHECK_FAILED;
        if (told != null || (hasEnded && cell.isMade())) {
            return told;
        }
        String said = Printable.of(Files.readString(log.toPath())).strip();
        String how = status > KILLED ? "was killed by signal " + (status - KILLED) : "ended with status " + status;
        String last = said.isEmpty() ? "" : ": " + said.lines().reduce("", (before, line) -> line);
        return new CellFailure("its process " + how + last, said);
    }
}
