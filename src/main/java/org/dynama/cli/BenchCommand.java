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
    @Option(names = "--family", split = ",", description = "Kinds of graphs: ${COMPLETION-CANDIDATES}; all by default.")
    private List<BenchPlan.Family> families = List.of(BenchPlan.Family.values());

    @Option(
            names = "--tree",
            paramLabel = "AGENTSxITEMS",
            split = ",",
            description = "Trees of these sizes instead, as in 8x5,10x6.")
    private List<String> trees = List.of();

    @Option(names = "--exchangeable", description = "Trees by rank, as searches with optimizer.exchangeable use them.")
    private boolean exchangeable;

    @Option(names = "--kernel-only", description = "The plain Java kernel alone.")
    private boolean kernelOnly;

    @Option(
            names = "--largest",
            paramLabel = "PAIRS",
            description = "State-action pairs of the largest problem; ${DEFAULT-VALUE} by default.")
    private int largest = 200_000;

    @Option(names = "--device", description = "${COMPLETION-CANDIDATES}; AUTO is all there are.")
    private Settings.Device device = Settings.Device.AUTO;

    @Option(names = "--precision", split = ",", description = "Of tensors: ${COMPLETION-CANDIDATES}; both by default.")
    private List<Settings.Precision> precisions = List.of(Settings.Precision.values());

    @Option(names = "--threads", paramLabel = "N", split = ",", description = "All cores by default.")
    private List<Integer> threads = List.of(Runtime.getRuntime().availableProcessors());

    @Option(
            names = "--profiles",
            paramLabel = "N",
            split = ",",
            description = "Batches; 20000 by default, cut where they would take too long.")
    private List<Integer> profiles = List.of(20_000);

    @Option(names = "--seconds", paramLabel = "T", description = "Time per figure; 1 by default.")
    private double seconds = 1;

    @Option(names = "--memory", paramLabel = "MIB", description = "What tables may take; ${DEFAULT-VALUE} by default.")
    private long memory = 1024;

    @Option(names = "--self-test", description = "Compare tensors with the Java kernel; exit status 3 if one is off.")
    private boolean selfTest;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for bench.json and scale.svg; none by default.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Overwrite an old run in --out.")
    private boolean force;

    @Option(names = "--quiet", description = "No progress and no table.")
    private boolean quiet;

    @Option(names = "--json", description = "The result on standard output, as one JSON document.")
    private boolean json;

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
                Terminal.say(test.text());
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
                threads,
                profiles,
                seconds);
        Path figures = out == null ? null : out.resolve("bench.json");
        if (figures != null && Files.exists(figures) && !force) {
            throw Refusal.of(figures + " is there already", "Maybe another --out, or --force.");
        }
        AtomicBoolean headed = new AtomicBoolean(quiet);
        BenchResult result = Bench.run(plan, row -> {
            if (!headed.getAndSet(true)) {
                Terminal.say(BenchResult.heading());
            }
            say(BenchResult.line(row));
        });
        say(result.footer());
        if (figures != null && out != null) {
            WholeFile.write(figures, result.toJson());
            ScaleFigure.write(result.rows(), out);
        }
        if (json) {
            System.out.print(result.toJson());
        }
        return Main.DONE;
    }

    private void say(String line) {
        if (!quiet) {
            Terminal.say(line);
        }
    }
}
