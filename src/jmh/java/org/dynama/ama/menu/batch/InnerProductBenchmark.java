package org.dynama.ama.menu.batch;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dynama.model.Profiles;
import org.dynama.model.Workers;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From which length of types on is ND4J's product of types and features, {@code [B, n d] x [n d, K]}, faster than rows of plain
 * Java? Profiles a second, 1,024 profiles, 1,024 entries, float64, two threads ({@code OMP_NUM_THREADS=2}); ND4J writes into a
 * matrix that is there. The answers must agree to 1e-12.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Threads(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class InnerProductBenchmark {
    private static final int COUNT = 1024;
    private static final int ENTRIES = 1024;

    /** {@code n d}. */
    @Param({"10", "30", "250", "1000"})
    public int inner;

    private Workers<double[][]> workers;
    private double[] features;
    /** By block, a row of profiles for each number of a type. */
    private double[][][] columns;

    private INDArray types;
    private INDArray table;
    private INDArray out;

    /** Draws types and features and compares the two answers. */
    @Setup
    public void setUp() {
        Random random = new Random(1);
        features = random.doubles((long) ENTRIES * inner).toArray();
        columns = new double[COUNT / Profiles.BLOCK][inner][Profiles.BLOCK];
        types = Nd4j.create(DataType.DOUBLE, new long[] {COUNT, inner}, 'f');
        table = Nd4j.create(DataType.DOUBLE, new long[] {inner, ENTRIES}, 'f');
        out = Nd4j.create(DataType.DOUBLE, new long[] {COUNT, ENTRIES}, 'f');
        for (int x = 0; x < inner; x++) {
            for (int b = 0; b < COUNT; b++) {
                double type = random.nextDouble();
                columns[b / Profiles.BLOCK][x][b % Profiles.BLOCK] = type;
                types.putScalar(b, x, type);
            }
            for (int k = 0; k < ENTRIES; k++) {
                table.putScalar(x, k, features[k * inner + x]);
            }
        }
        workers = new Workers<>(() -> new double[ENTRIES][Profiles.BLOCK], 2);
        nd4j();
        double all = out.sumNumber().doubleValue();
        if (!(Math.abs(rows() - all) < 1e-12 * all)) {
            throw new IllegalStateException("ND4J and plain Java disagree: " + rows() + " and " + all);
        }
    }

    @TearDown
    public void close() {
        workers.close();
    }

    /** A row of a block's profiles an entry; the sum of all numbers, which costs little beside them. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public double rows() {
        double[] sum = new double[1];
        workers.forEach(
                COUNT,
                Profiles.BLOCK,
                (scores, from, to) -> {
                    double part = 0;
                    for (int k = 0; k < ENTRIES; k++) {
                        ProductRows.product(scores[k], features, k * inner, columns[from / Profiles.BLOCK], 0, inner);
                        part += SoftRows.sum(scores[k], to - from);
                    }
                    return part;
                },
                part -> sum[0] += part);
        return sum[0];
    }

    /** One product. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public Object nd4j() {
        return types.mmuli(table, out);
    }
}
