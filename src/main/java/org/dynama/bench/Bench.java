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
import org.dynama.solver.Settings.Device;
import org.dynama.solver.Settings.Precision;
import org.dynama.solver.pool.MemoryBandwidth;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/** Measures how many problems a second the solvers solve on this machine. */
public final class Bench {
    private static final double TEMPERATURE = 0.05;

    private Bench() {}

    /**
     * A solver on a device.
     *
     * @param kernel whether it is the plain Java kernel
     * @param bandwidth bytes a second
     */
    private record Engine(boolean kernel, Settings settings, double bandwidth) {}

    /**
     * Measures what is planned, from small problems to large.
     *
     * @param heard told each row as soon as it is known
     * @throws IllegalArgumentException if a GPU is asked for and missing
     */
    public static BenchResult run(BenchPlan plan, Consumer<BenchRow> heard) {
        BenchPlan.Machine machine = plan.machine();
        boolean cpu = machine.device() != Device.GPU;
        boolean gpu = !cpu || (machine.device() == Device.AUTO && Solvers.seesGpu());
        List<Integer> counts = cpu ? plan.threads() : List.of();
        int most = plan.threads().stream().mapToInt(Integer::intValue).max().orElseThrow();
        double cpuBandwidth = MemoryBandwidth.measure(machine.settings(Device.CPU, most, Precision.FLOAT64));
        Double gpuBandwidth = gpu ? MemoryBandwidth.measure(machine.settings(Device.GPU, 1, Precision.FLOAT64)) : null;
        List<Engine> engines = new ArrayList<>();
        for (int threads : counts) {
            engines.add(new Engine(true, machine.settings(Device.CPU, threads, Precision.FLOAT64), cpuBandwidth));
        }
        for (int threads : counts) {
            machine.tensors(Device.CPU, threads).forEach(each -> engines.add(new Engine(false, each, cpuBandwidth)));
        }
        if (gpuBandwidth != null) {
            machine.tensors(Device.GPU, 1).forEach(each -> engines.add(new Engine(false, each, gpuBandwidth)));
        }
        List<BenchRow> rows = new ArrayList<>();
        Consumer<BenchRow> each = heard.andThen(rows::add);
        plan.worlds().problems().forEach(problem -> engines.forEach(engine -> measure(plan, problem, engine, each)));
        return BenchResult.of(machine.device(), cpuBandwidth, gpuBandwidth, rows);
    }

    private static void measure(BenchPlan plan, BenchProblem problem, Engine engine, Consumer<BenchRow> heard) {
        boolean kernel = engine.kernel;
        Settings settings = engine.settings;
        boolean wide = settings.precision() == Precision.FLOAT64;
        if (!wide && problem.isDiscounted()) {
            return;
        }
        Environment world = problem.environment();
        Regularizer regularizer = BenchProblem.regularizers(world, TEMPERATURE).get(0);
        String regularized = regularizer instanceof Regularizer.JointEntropy ? "joint" : "conditional";
        try (Solvers solvers = kernel
                ? Solvers.of(world.mdp(), world.rewards(), world.dimension(), settings)
                : Solvers.tensors(world.mdp(), world.rewards(), world.dimension(), settings)) {
            String device = settings.device().name().toLowerCase(Locale.ROOT);
            String precision = settings.precision().name().toLowerCase(Locale.ROOT);
            String name = kernel ? "java kernel" : "tensors";
            BenchRow.Engine used = new BenchRow.Engine(name, device, precision, solvers.threads());
            int states = world.mdp().stateCount();
            for (int count : plan.profiles()) {
                Batch batch = new Batch(world, count, solvers);
                double values = batch.rate(plan.seconds(), batch::values);
                double hard = batch.rate(plan.seconds(), batch::rewards);
                Double programs = kernel && problem.hasPrograms() ? batch.programs(plan.seconds()) : null;
                double occupied =
                        batch.rate(plan.seconds(), (solver, chunk) -> batch.softened(solver, chunk, regularizer));
                double soft =
                        batch.rate(plan.seconds(), (solver, chunk) -> batch.regularized(solver, chunk, regularizer));
                BenchRow.Speed speed = new BenchRow.Speed(values, hard, programs, regularized, occupied, soft);
                Roofline traffic = kernel
                        ? Roofline.ofKernel(problem, values, engine.bandwidth)
                        : Roofline.ofTensors(problem, settings, values, engine.bandwidth);
                String note = traffic.note(problem, kernel);
                heard.accept(new BenchRow(
                        problem.name(), states, problem.pairs(), used, count, speed, traffic, peak(), note));
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
