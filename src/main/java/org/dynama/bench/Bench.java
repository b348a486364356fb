package org.dynama.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dynama.solver.Regularizer;
import org.dynama.solver.Settings;
import org.dynama.solver.pool.MemoryBandwidth;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/** Measures how many problems a second the solvers solve on this machine. */
public final class Bench {
    private static final double TEMPERATURE = 0.05;

    private final BenchPlan plan;
    private final Consumer<BenchRow> heard;
    private final List<BenchRow> rows = new ArrayList<>();

    private Bench(BenchPlan plan, Consumer<BenchRow> heard) {
        this.plan = plan;
        this.heard = heard;
    }

    /**
     * Measures what is planned, from small problems to large.
     *
     * @param heard told each row as soon as it is known
     * @throws IllegalArgumentException if a GPU is asked for and missing
     */
    public static BenchResult run(BenchPlan plan, Consumer<BenchRow> heard) {
        Bench bench = new Bench(plan, heard);
        boolean onlyGpu = plan.device() == Settings.Device.GPU;
        boolean gpu = onlyGpu || (plan.device() == Settings.Device.AUTO && Solvers.seesGpu());
        int most = plan.threads().stream().mapToInt(Integer::intValue).max().orElseThrow();
        double cpuBandwidth =
                MemoryBandwidth.measure(bench.settings(Settings.Device.CPU, most, Settings.Precision.FLOAT64));
        Double gpuBandwidth = gpu
                ? MemoryBandwidth.measure(bench.settings(Settings.Device.GPU, 1, Settings.Precision.FLOAT64))
                : null;
        plan.problems().forEach(problem -> {
            if (!onlyGpu) {
                bench.cpu(problem, cpuBandwidth);
            }
            if (gpuBandwidth != null) {
                bench.tensors(problem, Settings.Device.GPU, 1, gpuBandwidth);
            }
        });
        return BenchResult.of(cpuBandwidth, gpuBandwidth, bench.rows);
    }

    private Settings settings(Settings.Device device, int threads, Settings.Precision precision) {
        return new Settings(device, precision, threads, plan.memoryBytes());
    }

    private void cpu(BenchProblem problem, double bandwidth) {
        for (int threads : plan.threads()) {
            row(problem, settings(Settings.Device.CPU, threads, Settings.Precision.FLOAT64), true, bandwidth);
        }
        for (int threads : plan.threads()) {
            tensors(problem, Settings.Device.CPU, threads, bandwidth);
        }
    }

    private void tensors(BenchProblem problem, Settings.Device device, int threads, double bandwidth) {
        for (Settings.Precision precision : plan.precisions()) {
            if (precision == Settings.Precision.FLOAT64 || !problem.isDiscounted()) {
                row(problem, settings(device, threads, precision), false, bandwidth);
            }
        }
    }

    private void row(BenchProblem problem, Settings settings, boolean kernel, double bandwidth) {
        Environment environment = problem.environment();
        Regularizer regularizer =
                BenchProblem.regularizers(environment, TEMPERATURE).get(0);
        String regularized = regularizer instanceof Regularizer.JointEntropy ? "joint" : "conditional";
        boolean wide = settings.precision() == Settings.Precision.FLOAT64;
        try (Solvers solvers = kernel
                ? Solvers.of(environment.mdp(), environment.rewards(), environment.dimension(), settings)
                : Solvers.tensors(environment.mdp(), environment.rewards(), environment.dimension(), settings)) {
            for (int count : plan.profiles()) {
                Batch batch = new Batch(environment, count, solvers);
                double values = batch.rate(plan.seconds(), batch::values);
                double bytes = values * Roofline.bytes(problem, kernel, wide ? Double.BYTES : Float.BYTES);
                double hard = batch.rate(plan.seconds(), batch::rewards);
                Double programs = kernel && problem.hasPrograms() ? batch.programs(plan.seconds()) : null;
                double soft =
                        batch.rate(plan.seconds(), (solver, chunk) -> batch.regularized(solver, chunk, regularizer));
                BenchRow row = new BenchRow(
                        problem.name(),
                        environment.mdp().stateCount(),
                        problem.pairs(),
                        kernel ? "java kernel" : "tensors",
                        settings.device().name().toLowerCase(Locale.ROOT),
                        settings.precision().name().toLowerCase(Locale.ROOT),
                        solvers.threads(),
                        count,
                        values,
                        hard,
                        programs,
                        regularized,
                        soft,
                        values * problem.pairs(),
                        bytes,
                        bytes / bandwidth,
                        peak(),
                        Roofline.note(problem, kernel, bytes / bandwidth));
                rows.add(row);
                heard.accept(row);
            }
        }
    }

    private static @Nullable Long peak() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(null);
        } catch (IOException exception) {
            return null;
        }
    }
}
