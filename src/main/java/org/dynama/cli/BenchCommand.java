package org.dynama.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dynama.bench.Bench;
import org.dynama.bench.BenchPlan;
import org.dynama.bench.BenchResult;
import org.dynama.bench.ScaleFigure;
import org.dynama.bench.SelfTest;
import org.dynama.file.WholeFile;
import org.dynama.refusal.Refusal;
import org.dynama.solver.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dynama bench}. */
@Command(
        name = "bench",
        description = {
            "Measures the solvers on this machine: problems a second, beside the memory bandwidth.",
            "With --self-test, compares tensors with the Java kernel, operation by operation, instead."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: dynama bench --family trees --largest 300 --threads 1,2"})
final class BenchCommand implements Callable<Integer> {
    @Option(
            names = "--family",
            split = ",",
            defaultValue = "trees,grids,graphs",
            description = "Kinds of graphs: ${COMPLETION-CANDIDATES}; all by default.")
    @SuppressWarnings("NullAway.Init")
    List<BenchPlan.Family> families;

    @Option(
            names = "--tree",
            paramLabel = "AGENTSxITEMS",
            split = ",",
            description = "Trees of these sizes instead, as in 8x5,10x6.")
    List<String> trees = List.of();

    @Option(names = "--exchangeable", description = "Trees by rank, as searches with optimizer.exchangeable use them.")
    boolean exchangeable;

    @Option(names = "--kernel-only", description = "The plain Java kernel alone.")
    boolean kernelOnly;

    @Option(
            names = "--largest",
            paramLabel = "PAIRS",
            defaultValue = "200000",
            description = "State-action pairs of the largest problem; ${DEFAULT-VALUE} by default.")
    int largest;

    @Option(names = "--device", defaultValue = "AUTO", description = "${COMPLETION-CANDIDATES}; AUTO is all there are.")
    @SuppressWarnings("NullAway.Init")
    Settings.Device device;

    @Option(
            names = "--precision",
            split = ",",
            defaultValue = "float64,float32",
            description = "Of tensors: ${COMPLETION-CANDIDATES}; both by default.")
    @SuppressWarnings("NullAway.Init")
    List<Settings.Precision> precisions;

    @Option(names = "--threads", paramLabel = "N", split = ",", description = "All cores by default.")
    @Nullable
    List<Integer> threads;

    @Option(
            names = "--profiles",
            paramLabel = "N",
            split = ",",
            defaultValue = "20000",
            description = "Batches; ${DEFAULT-VALUE} by default, cut where they would take too long.")
    @SuppressWarnings("NullAway.Init")
    List<Integer> profiles;

    @Option(
            names = "--seconds",
            paramLabel = "T",
            defaultValue = "1",
            description = "Time per figure; ${DEFAULT-VALUE} by default.")
    double seconds;

    @Option(
            names = "--memory",
            paramLabel = "MIB",
            defaultValue = "1024",
            description = "What tables may take; ${DEFAULT-VALUE} by default.")
    long memory;

    @Option(names = "--self-test", description = "Compare tensors with the Java kernel; exit status 3 if one is off.")
    boolean selfTest;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for bench.json and scale.svg; none by default.")
    @Nullable
    Path out;

    @Option(names = "--force", description = "Overwrite an old run in --out.")
    boolean force;

    @Option(names = "--quiet", description = "No progress and no table.")
    boolean quiet;

    @Option(names = "--json", description = "The result on standard output, as one JSON document.")
    boolean json;

    @Override
    public Integer call() {
        return selfTest ? test() : measure();
    }

    private int test() {
        boolean holds = true;
        for (Settings.Precision precision : precisions) {
            SelfTest test = SelfTest.run(new Settings(device, precision, 1, memory << 20));
            holds &= test.holds();
            if (!quiet || !test.holds()) {
                System.err.println(test.text());
            }
            if (json) {
                System.out.print(test.toJson());
            }
        }
        return holds ? Main.DONE : Main.CHECK_FAILED;
    }

    private int measure() {
        BenchPlan plan = new BenchPlan(
                new BenchPlan.Worlds(families, trees, exchangeable, largest),
                new BenchPlan.Machine(device, kernelOnly ? List.of() : precisions, memory << 20),
                threads != null ? threads : List.of(Runtime.getRuntime().availableProcessors()),
                profiles,
                seconds);
        Path figures = out == null ? null : out.resolve("bench.json");
        if (figures != null && Files.exists(figures) && !force) {
            throw Refusal.of(figures + " is there already", "Maybe another --out, or --force.");
        }
        AtomicBoolean headed = new AtomicBoolean();
        BenchResult result = Bench.run(plan, row -> {
            if (!quiet) {
                System.err.print(headed.getAndSet(true) ? "" : BenchResult.heading() + System.lineSeparator());
                System.err.println(BenchResult.line(row));
            }
        });
        if (!quiet) {
            System.err.println(result.footer());
        }
        if (figures != null && out != null) {
            WholeFile.write(figures, result.toJson());
            ScaleFigure.write(result.rows(), out);
        }
        if (json) {
            System.out.print(result.toJson());
        }
        return Main.DONE;
    }
}
