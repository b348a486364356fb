package org.dynama.ama.menu.train;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dynama.ama.menu.batch.BlockWorker;
import org.dynama.ama.menu.batch.EntryTable;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.Workers;
import org.dynama.world.StaticAuction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
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
 * How many profiles a second do plain Java rows evaluate on a menu, and how many ND4J? Everyone's best entry and the best without
 * each agent, 2,048 profiles, float64; and ND4J's products alone. The answers must agree to 1e-12. {@code OMP_NUM_THREADS=2}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LotteryProductBenchmark {
    private static final int COUNT = 2048;

    /** Agents x goods x entries. */
    @Param({"1x2x64", "2x5x512", "3x10x1024"})
    public String size;

    private int agents;
    private EntryTable menu;
    private Profiles profiles;
    private Workers<BlockWorker> workers;
    private INDArray[] types;
    private INDArray[] shares;
    private INDArray boosts;

    /** Draws a menu and compares the two answers. */
    @Setup
    public void setUp() {
        int[] sizes = Arrays.stream(size.split("x")).mapToInt(Integer::parseInt).toArray();
        agents = sizes[0];
        int goods = sizes[1];
        int entries = sizes[2];
        AuctionMarket market = new AuctionMarket(
                StaticAuction.uniform(Reals.filled(agents, 1), goods), goods, StaticAuction.Valuation.ADDITIVE);
        profiles = market.draw(new RandomStream(1, "profiles"), 0, COUNT);
        Random random = new Random(1);
        double[] table = random.doubles((long) entries * agents * goods)
                .map(share -> share / agents)
                .toArray();
        double[] prices = random.doubles(entries).map(price -> -price).toArray();
        double[] weights = new double[agents];
        Arrays.fill(weights, 1);
        menu = new EntryTable(agents, goods, table, prices, weights);
        workers = new Workers<>(() -> BlockWorker.of(agents, goods), 2);
        types = new INDArray[agents];
        shares = new INDArray[agents];
        for (int i = 0; i < agents; i++) {
            types[i] = Nd4j.create(DataType.DOUBLE, COUNT, goods);
            shares[i] = Nd4j.create(DataType.DOUBLE, goods, entries);
            for (int j = 0; j < goods; j++) {
                for (int b = 0; b < COUNT; b++) {
                    types[i].putScalar(b, j, profiles.type(i, j, b));
                }
                for (int k = 0; k < entries; k++) {
                    shares[i].putScalar(j, k, table[(k * agents + i) * goods + j]);
                }
            }
        }
        boosts = Nd4j.create(prices).reshape(1, entries);
        if (!(Math.abs(rows() - nd4j()) < 1e-12 * COUNT)) {
            throw new IllegalStateException("ND4J and plain Java disagree: " + rows() + " and " + nd4j());
        }
    }

    @TearDown
    public void close() {
        workers.close();
    }

    /** A row of 128 profiles an entry, maxima on the way. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public double rows() {
        double[] sum = new double[1];
        workers.forEach(
                COUNT,
                Profiles.BLOCK,
                (worker, from, to) -> {
                    worker.block().load(profiles, from, to);
                    worker.block().choose(menu);
                    double part = 0;
                    for (int economy = 0; economy <= agents; economy++) {
                        for (int w = 0; w < to - from; w++) {
                            part += worker.block().best(economy, w);
                        }
                    }
                    return part;
                },
                part -> sum[0] += part);
        return sum[0];
    }

    /** A product an agent, sums, and maxima by ND4J. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public double nd4j() {
        INDArray[] own = new INDArray[agents];
        INDArray score = null;
        for (int i = 0; i < agents; i++) {
            own[i] = types[i].mmul(shares[i]);
            score = score == null ? own[i].addRowVector(boosts) : score.addi(own[i]);
        }
        double sum = score.max(1).sumNumber().doubleValue();
        for (INDArray each : own) {
            sum += score.sub(each).max(1).sumNumber().doubleValue();
        }
        return sum;
    }

    /** The products alone. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public Object nd4jProducts() {
        Object last = null;
        for (int i = 0; i < agents; i++) {
            last = types[i].mmul(shares[i]);
        }
        return last;
    }
}
