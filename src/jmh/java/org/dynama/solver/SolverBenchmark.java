package org.dynama.solver;

import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.dynama.environment.Environment;
import org.dynama.environment.SequentialSales;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.solver.pool.Solvers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many problems a second does each solver solve, on the history tree of 3 items and 5 agents (43 states, 258
 * pairs), with two threads?
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SolverBenchmark {
    private static final int COUNT = 19_968;
    private static final Regularizer SOFT = new Regularizer.JointEntropy(0.05);

    @Param({"kernel", "tensors64", "tensors32"})
    public String solver;

    private Solvers solvers;
    private Profiles profiles;
    private AffineWelfare welfare;

    /** Draws the profiles and starts the threads. */
    @Setup
    public void setUp() {
        Environment sales = SequentialSales.uniform(5, 3);
        profiles = Profiles.draw(sales.agents(), new RandomStream(1, "profiles"), 0, COUNT);
        welfare = AffineWelfare.total(5, sales.mdp().pairCount());
        Settings.Precision precision = solver.endsWith("32") ? Settings.Precision.FLOAT32 : Settings.Precision.FLOAT64;
        Settings settings = new Settings(Settings.Device.CPU, precision, 2, 0);
        solvers = solver.equals("kernel")
                ? Solvers.kernel(sales.mdp(), sales.rewards(), 1, 2)
                : Solvers.tensors(sales.mdp(), sales.rewards(), 1, settings);
    }

    /** Stops the threads. */
    @TearDown
    public void tearDown() {
        solvers.close();
    }

    private double total(ToDoubleFunction<Chunk> task) {
        double[] sum = new double[1];
        solvers.forEach(
                COUNT,
                (one, from, to) -> task.applyAsDouble(new Chunk(one, profiles.slice(from, to))),
                part -> sum[0] += part);
        return sum[0];
    }

    private record Chunk(OccupancySolver solver, Profiles profiles) {}

    /** Optimal values alone, as marginal economies need them. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public double values() {
        return total(chunk ->
                DoubleStream.of(chunk.solver.values(welfare, chunk.profiles)).sum());
    }

    /** Optimal values and what each agent earns. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public double hard() {
        return total(chunk -> {
            try (Measures.Optimal hard = chunk.solver.hard(welfare, chunk.profiles)) {
                return hard.values()[0] + hard.rewards()[0][0];
            }
        });
    }

    /** Value, summed occupancies and a summed pullback, as a gradient needs them. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public double regularized() {
        return total(chunk -> {
            try (Measures.Regularized soft = chunk.solver.regularized(welfare, chunk.profiles, SOFT);
                    Measures sensitivities = soft.pullback(welfare)) {
                return soft.values()[0] + soft.sum()[0] + sensitivities.sum()[0];
            }
        });
    }
}
