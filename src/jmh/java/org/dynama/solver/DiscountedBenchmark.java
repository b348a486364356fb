package org.dynama.solver;

import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.dynama.environment.Environment;
import org.dynama.environment.Gridworld;
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
    private Profiles profiles;
    private AffineWelfare welfare;

    /** Draws the profiles and starts the threads. */
    @Setup
    public void setUp() {
        Environment grid = Gridworld.torus(5, size);
        profiles = Profiles.draw(grid.agents(), new RandomStream(1, "profiles"), 0, COUNT);
        welfare = AffineWelfare.total(5, grid.mdp().pairCount());
        solvers = Solvers.kernel(grid.mdp(), grid.rewards(), grid.dimension(), 2);
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

    /** Optimal values and occupancies. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public double hard() {
        return total(chunk -> {
            try (Measures.Optimal hard = chunk.solver.hard(welfare, chunk.profiles)) {
                return hard.values()[0] + hard.sum()[0];
            }
        });
    }

    /** Joint entropy at 0.01, summed occupancies and a summed pullback, as a gradient needs them. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public double joint() {
        return soft(new Regularizer.JointEntropy(0.01));
    }

    /** The same with conditional entropy. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public double conditional() {
        return soft(new Regularizer.ConditionalEntropy(0.01));
    }

    private double soft(Regularizer regularizer) {
        return total(chunk -> {
            try (Measures.Regularized soft = chunk.solver.regularized(welfare, chunk.profiles, regularizer);
                    Measures sensitivities = soft.pullback(welfare)) {
                return soft.values()[0] + soft.sum()[0] + sensitivities.sum()[0];
            }
        });
    }
}
