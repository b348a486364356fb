package org.dynama.exact;

import java.util.concurrent.TimeUnit;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long does an occupancy program of a random sparse world take, its proof included? Beside HiGHS: {@code scripts/peers programs}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class ProgramBenchmark {
    @Param({"finite", "discounted", "total", "average"})
    String horizon;

    @Param({"300", "1000"})
    int states;

    private OccupancyLp program;
    private AffineWelfare welfare;
    private final Profiles profiles = Profiles.of(1, 1, 1, new double[1]);

    @Setup
    public void build() {
        program = SparseWorlds.of(horizon, states);
        int pairs = states * SparseWorlds.ACTIONS + (horizon.equals("total") ? 1 : 0);
        welfare = AffineWelfare.total(1, pairs);
        System.out.println("value " + solve());
    }

    @Benchmark
    public double solve() {
        return program.solve(welfare, profiles, 0).value();
    }
}
