package org.dynama.ama.menu.train;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dynama.ama.menu.batch.BlockWorker;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Adam;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.Workers;
import org.dynama.world.StaticAuction;
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
 * How many steps a second does the training of a menu of lotteries take? Additive values U[0, 1], 512 profiles a step, two threads,
 * from random lotteries, the temperature falling to 3 % within the steps measured: what src/peers/torch_menu.py does.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class LotteryStepBenchmark {
    private static final int STEPS = 200;

    /** Agents x goods x entries. */
    @Param({"2x5x512", "3x10x1024"})
    public String size;

    /** The temperature at first. */
    @Param({"0.5", "0.05"})
    public double hot;

    private Workers<BlockWorker> workers;
    private LotteryClimb climb;
    private LotteryState start;

    /** Draws the start. */
    @Setup
    public void setUp() {
        int[] sizes = Arrays.stream(size.split("x")).mapToInt(Integer::parseInt).toArray();
        int agents = sizes[0];
        int goods = sizes[1];
        AuctionMarket market = new AuctionMarket(
                StaticAuction.uniform(Reals.filled(agents, 1), goods), goods, StaticAuction.Valuation.ADDITIVE);
        Orbits orbits = Orbits.alone(sizes[2] - 1, agents, goods);
        ShareForm form = ShareForm.of(market);
        workers = new Workers<>(() -> BlockWorker.of(agents, goods), 2);
        climb = new LotteryClimb(market, new LotteryCoordinates(form, orbits, orbits.source(), agents, goods), workers);
        double[] free = new RandomStream(1, "start").normals(0, orbits.size() * form.size());
        Arrays.setAll(free, k -> 2 * free[k]);
        start = new LotteryState(
                null, 0, Adam.at(free), Adam.at(new double[orbits.size()]), Adam.at(new double[agents]));
    }

    private static final LotteryWatcher SILENT = new LotteryWatcher() {
        @Override
        public void at(LotteryRow row) {}

        @Override
        public void reached(Supplier<LotteryState> state) {}
    };

    @TearDown
    public void close() {
        workers.close();
    }

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public Object steps() {
        LotteryAscent ascent = new LotteryAscent(STEPS, 512, 0.03, 0.03, 0, hot, 0.03 * hot);
        return climb.climb(start, ascent, Objective.REVENUE, new RandomStream(1, "steps"), SILENT);
    }
}
