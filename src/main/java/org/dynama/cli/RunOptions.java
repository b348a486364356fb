package org.dynama.cli;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dynama.solver.Settings;
import org.dynama.study.RunDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every command that computes has. */
final class RunOptions {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the run; runs/<name>-<time> by default. Never overwritten without --force.")
    @Nullable
    Path out;

    @Option(names = "--force", description = "Overwrite an old run in --out.")
    boolean force;

    @Option(
            names = "--set",
            paramLabel = "path=value",
            description = "Override a key of the spec; repeatable, as in --set environment.agents=5.")
    List<String> set = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "The seed of all random streams.")
    @Nullable
    Long seed;

    @Option(names = "--device", description = "Where batches are solved: ${COMPLETION-CANDIDATES}.")
    Settings.@Nullable Device device;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to use; 0 for all cores.")
    @Nullable
    Integer threads;

    @Option(names = "--quiet", description = "No progress and no summary.")
    boolean quiet;

    @Option(names = "--json", description = "The result on standard output, as one JSON document.")
    boolean json;

    /** The options as overrides of a spec. */
    List<String> overrides() {
        List<String> overrides = new ArrayList<>(set);
        if (seed != null) {
            overrides.add("seed=" + seed);
        }
        if (device != null) {
            overrides.add("device=" + device.name().toLowerCase(Locale.ROOT));
        }
        if (threads != null) {
            overrides.add("threads=" + threads);
        }
        return overrides;
    }

    RunDirectory directory(String name) {
        return out != null ? RunDirectory.create(out, force) : RunDirectory.createFresh(Path.of("runs"), stamped(name));
    }

    /** The folder that is wanted, or one with the name and the time. */
    Path path(String name) {
        return out != null ? out : Path.of("runs", stamped(name));
    }

    private static String stamped(String name) {
        return name + "-"
                + LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    }
}
