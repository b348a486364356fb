package org.dynama.solver;

import java.util.concurrent.TimeUnit;
import org.dynama.bench.Batch;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
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

/** How many gridworlds of 5 agents a second does the discounted kernel solve, by size, with two threads? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DiscountedBenchmark {
    private static final int COUNT = 9_984;

    @Param({"3", "4", "5", "8"})
    public int size;

    private Solvers solvers;
    private Batch batch;

    /** Draws the profiles and starts the threads. */
    @Setup
    public void setUp() {
        Environment grid = Gridworld.torus(5, size);
        solvers = Solvers.kernel(grid.mdp(), grid.rewards(), grid.dimension(), 2);
        batch = new Batch(grid, COUNT, solvers);
    }

    /** Stops the threads. */
    @TearDown
    public void tearDown() {
        solvers.close();
    }

    /** Optimal values and occupancies. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public double hard() {
        return batch.total(COUNT, batch::occupancies);
    }

    /** Joint entropy at 0.01, summed occupancies and a summed pullback, as a gradient needs them. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public double joint() {
        return batch.total(
                COUNT, (solving, chunk) -> batch.regularized(solving, chunk, new Regularizer.JointEntropy(0.01)));
    }

    /** The same with conditional entropy. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public double conditional() {
        return batch.total(
                COUNT, (solving, chunk) -> batch.regularized(solving, chunk, new Regularizer.ConditionalEntropy(0.01)));
    }
}
