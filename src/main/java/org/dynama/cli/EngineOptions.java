package org.dynama.cli;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.refusal.Refusal;
import org.dynama.study.Study;
import org.dynama.study.engine.Engine;
import org.dynama.study.engine.EngineSetup;
import org.dynama.study.engine.Engines;
import org.dynama.study.engine.LocalProcesses;
import org.dynama.study.engine.Shard;
import org.dynama.study.sweep.SweepFolder;
import org.dynama.study.sweep.SweepRow;
import org.dynama.study.sweep.SweepSpec;
import org.dynama.study.sweep.SweepTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the cells of a sweep run. */
final class EngineOptions {
    private static final long MEBIBYTE = 1 << 20;
    private static final long LEAST_MEMORY = 256;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description =
                    "Where the cells run: local (the default) or slurm, as an array job whose tasks share this folder.")
    private String engine = "local";

    @Option(
            names = "--sbatch",
            paramLabel = "OPTION",
            description = "An option of sbatch for the tasks, such as --sbatch=--time=60; repeatable.")
    private List<String> sbatch = new ArrayList<>();

    @Option(names = "--dry-run", description = "Run nothing: print what would be run, or submitted.")
    private boolean dry;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description =
                    "Cells at a time; here they share the threads, and 1 is the default, which gives each cell all of them.")
    private @Nullable Integer jobs;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = {
                "Run only every N-th cell from the I-th on, beside other processes or machines that run the others in the same"
                        + " --out; --collect makes the tables when all are done."
            })
    private @Nullable String shard;

    @Option(names = "--collect", description = "Run nothing: make the tables of what the shards have left in --out.")
    private boolean collecting;

    @Option(
            names = "--status",
            description = "Run nothing: say how far the sweep in --out is, beside whatever runs it.")
    private boolean asking;

    @Option(names = "--partial", description = "Collect although cells are missing.")
    private boolean partial;

    /**
     * Refuses what does not go together.
     *
     * @param out the folder that is named; null where none is
     */
    void check(@Nullable Path out) {
        if (jobs != null && jobs < 1) {
            throw new Refusal("--jobs", jobs, "must be at least 1", "Maybe --jobs 2.");
        }
        if (!Engines.of(engine).takesOptions() && !sbatch.isEmpty()) {
            throw Refusal.of("--sbatch belongs to --engine slurm", "Maybe leave it out.");
        }
        if (shard != null && collecting) {
            throw Refusal.of("--collect collects all shards", "Maybe leave --shard out.");
        }
        if (out == null && (shard != null || collecting || asking)) {
            String option = shard != null ? "--shard" : collecting ? "--collect" : "--status";
            throw Refusal.of(option + " needs --out, the folder that all shards share", "Maybe --out runs/sweep.");
        }
        if (partial && !collecting) {
            throw Refusal.of("--partial belongs to --collect", "Maybe leave it out.");
        }
    }

    /** Refuses a shard of a sweep that is pruned, whose cells are not known before. */
    void requireNoShard() {
        if (shard != null) {
            throw Refusal.of(
                    "--shard needs --rung here: a rung begins when that before it has ended", "Maybe --rung 1.");
        }
    }

    /** The folder of all cells, or of those of a shard. */
    SweepFolder open(Path path, SweepSpec wanted, boolean force) {
        if (asking) {
            return SweepFolder.look(path, wanted);
        }
        if (collecting) {
            SweepFolder.requireSweep(path);
        }
        return shard == null ? SweepFolder.open(path, wanted, force) : SweepFolder.open(path, wanted, Shard.of(shard));
    }

    /** How many cells are run. */
    int count(SweepSpec wanted) {
        Shard own = shard == null ? new Shard(1, 1) : Shard.of(shard);
        return (int)
                IntStream.rangeClosed(1, wanted.cells().size()).filter(own::has).count();
    }

    boolean isAsking() {
        return asking;
    }

    boolean isCollecting() {
        return collecting;
    }

    boolean isPartial() {
        return partial;
    }

    boolean isDry() {
        return dry;
    }

    boolean isOneByOne() {
        return isHere() && jobs() == 1;
    }

    private boolean isHere() {
        return !Engines.of(engine).hasItsOwnMachines();
    }

    private int jobs() {
        return jobs == null ? 1 : jobs;
    }

    /** Whether all that was asked for is done. */
    boolean isWhole(SweepTable table) {
        return partial ? table.count(SweepRow.Status.FAILED) == 0 : table.isComplete();
    }

    /** With several jobs, the threads that are wanted in all are divided among them. */
    @Nullable
    Integer perCell(Study<?, ?> study, @Nullable Integer threads) {
        if (threads == null && !study.schema().allows("threads")) {
            return null;
        }
        int wanted = threads == null ? 0 : threads;
        int each = Engines.of(engine).threads(wanted);
        if (isHere() && jobs() > 1) {
            int here = each == 0 ? Runtime.getRuntime().availableProcessors() : each;
            return Math.max(1, here / jobs());
        }
        return each == wanted ? threads : Integer.valueOf(each);
    }

    /**
     * What solvers' tables may take in each of several jobs, so that all together fit Java's memory; null where they do as it is.
     *
     * @param memory MiB that a cell may take alone
     */
    @Nullable
    Integer memoryPerCell(int memory) {
        // A quarter is left for all else.
        long most = Math.max(1, Runtime.getRuntime().maxMemory() / MEBIBYTE * 3 / 4 / jobs());
        return isHere() && jobs() > 1 && memory > most ? (Integer) (int) most : null;
    }

    /** Where the cells run; {@code words} is the command line of a process that runs some of them. */
    Engine of(SweepSpec wanted, SweepFolder folder, List<String> words) {
        return Engines.of(engine)
                .of(
                        engine,
                        new EngineSetup(
                                wanted.study(),
                                jobs == null ? 0 : jobs,
                                java(),
                                words,
                                wanted.cells().size(),
                                folder.logs(),
                                sbatch));
    }

    /** A Java as this one, with its share of the memory. */
    private List<String> java() {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!(isHere() && option.startsWith("-Xmx"))
                    && !option.startsWith("-agentlib")
                    && !option.startsWith("-javaagent")) {
                java.add(option);
            }
        }
        if (isHere()) {
            long share = Runtime.getRuntime().maxMemory() / MEBIBYTE / jobs();
            java.add("-Xmx" + Math.max(LEAST_MEMORY, share) + "m");
            java.add("-D" + LocalProcesses.LEASH + "=true");
        }
        java.addAll(List.of("-cp", absolute(System.getProperty("java.class.path")), Main.class.getName()));
        return java;
    }

    private static String absolute(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }
}
