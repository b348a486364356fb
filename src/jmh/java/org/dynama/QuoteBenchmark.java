package org.dynama;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** How many quotes a second does one mechanism give eight threads, row by row, and one thread, all rows at once? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class QuoteBenchmark {
    private static final int ROWS = 4096;

    @Param({"2", "5"})
    public int agents;

    private final AtomicInteger next = new AtomicInteger();
    private DesignedMechanism mechanism;
    private Profiles profiles;
    private double[][][] rows;

    @Setup
    public void prepare() {
        Dynama sale = Dynama.kind("sequential-sales", "environment.agents=" + agents, "environment.items=2");
        mechanism = sale.mechanism(AmaParameters.vcg(sale.environment()));
        profiles = Profiles.draw(sale.environment().agents(), new RandomStream(1, "reports"), 0, ROWS);
        rows = new double[ROWS][agents][];
        for (int b = 0; b < ROWS; b++) {
            for (int i = 0; i < agents; i++) {
                rows[b][i] = new double[] {profiles.type(i, 0, b)};
            }
        }
    }

    @TearDown
    public void close() {
        mechanism.close();
    }

    @Benchmark
    @Threads(8)
    public double oneByOne() {
        return mechanism
                .quote(rows[Math.floorMod(next.getAndIncrement(), ROWS)])
                .payment(0);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double allAtOnce() {
        return mechanism.quotes(profiles).get(0).payment(0);
    }
}
