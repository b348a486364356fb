package org.dynama.cli;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dynama.study.Heartbeat;
import org.dynama.study.Job;
import org.dynama.study.PartsEngine;
import org.dynama.study.Runner;
import org.dynama.study.StoredRun;
import org.dynama.study.StudyRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that leaves a folder, and what follows each run: a summary for people, the record for programs. */
final class OutOptions {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the run; runs/<name>-<time> by default. Never overwritten without --force.")
    @Nullable
    Path out;

    @Option(names = "--force", description = "Overwrite an old run in --out.")
    boolean force;

    @Option(names = "--quiet", description = "No progress and no summary.")
    boolean quiet;

    @Option(names = "--json", description = "The result on standard output, as one JSON document.")
    boolean json;

    @Option(
            names = "--log-json",
            description =
                    "Each line on standard error is a JSON object: time, event (progress, still, cell, message, end,"
                            + " error), and what belongs to it.")
    void setLog(boolean wanted) {
        Terminal.setLog(wanted);
    }

    /** Other machines for parts of the work; null for none. */
    @Nullable
    PartsEngine elsewhere;

    /** The folder that is wanted, or one with the name and the time. */
    Path path(String name) {
        return out != null ? out : Path.of("runs", stamped(name));
    }

    /** The same for a run in a folder of its own. */
    OutOptions under(Path folder) {
        OutOptions one = new OutOptions();
        one.out = folder;
        one.force = force;
        one.quiet = quiet;
        one.json = json;
        return one;
    }

    private static String stamped(String name) {
        return name + "-"
                + LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    }

    /** Runs a job; returns the exit status. */
    <R extends StudyRecord> int run(Job<R> job) {
        return finish(runner ->
                out != null ? runner.run(job, out, force) : runner.runUnder(job, Path.of("runs"), stamped(job.name())));
    }

    /** Reads something that may be large. */
    <T> T read(Supplier<T> reading) {
        return ConsoleProgress.during("reading", quiet, reading);
    }

    /** Runs what needs a runner, and says what it found; returns the exit status. */
    <R extends StudyRecord> int finish(Function<Runner, StoredRun<R>> run) {
        StoredRun<R> stored;
        try (ConsoleProgress progress = new ConsoleProgress(quiet);
                PartsEngine machines = elsewhere) {
            Heartbeat heartbeat = new Heartbeat("start", progress, System::nanoTime);
            stored = heartbeat.during(() -> run.apply(new Runner(heartbeat, machines)));
        }
        if (Terminal.isLog()) {
            boolean holds = stored.soundness().holds();
            Terminal.log(
                    "end", Map.of("folder", stored.folder().path().toString(), "holds", holds, "text", stored.line()));
        } else if (!quiet) {
            Terminal.say("\n" + stored.summary());
            Terminal.say("Report: " + stored.folder().file("report.html"));
        }
        if (json) {
            System.out.print(stored.json());
        }
        return stored.soundness().holds() ? Main.DONE : Main.CHECK_FAILED;
    }
}
