package org.dynama.solver;

import java.util.concurrent.TimeUnit;
import org.dynama.bench.Batch;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
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
    private Batch batch;

    /** Draws the profiles and starts the threads. */
    @Setup
    public void setUp() {
        Environment sales = SequentialSales.uniform(5, 3);
        Settings.Precision precision = solver.endsWith("32") ? Settings.Precision.FLOAT32 : Settings.Precision.FLOAT64;
        Settings settings = new Settings(Settings.Device.CPU, precision, 2, 0);
        solvers = solver.equals("kernel")
                ? Solvers.kernel(sales.mdp(), sales.rewards(), 1, 2)
                : Solvers.tensors(sales.mdp(), sales.rewards(), 1, settings);
        batch = new Batch(sales, COUNT, solvers);
    }

    /** Stops the threads. */
    @TearDown
    public void tearDown() {
        solvers.close();
    }

    /** Optimal values alone, as marginal economies need them. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public double values() {
        return batch.total(COUNT, batch::values);
    }

    /** Optimal values and what each agent earns. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public double hard() {
        return batch.total(COUNT, batch::rewards);
    }

    /** Value, summed occupancies and a summed pullback, as a gradient needs them. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public double regularized() {
        return batch.total(COUNT, (solving, chunk) -> batch.regularized(solving, chunk, SOFT));
    }
}
