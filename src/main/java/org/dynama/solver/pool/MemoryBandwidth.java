package org.dynama.solver.pool;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.dynama.solver.Settings;
import org.dynama.solver.tensor.TensorDevice;

/** Measures how many bytes a second a device reads and writes: {@code a = b + 3 c} over tables that fit no cache. */
public final class MemoryBandwidth {
    /** 32 MiB each of a, b and c, per thread. */
    private static final int LENGTH = 1 << 22;

    private static final int ROUNDS = 8;

    private MemoryBandwidth() {}

    /**
     * The best of some rounds, in bytes a second.
     *
     * @throws IllegalArgumentException if a GPU is asked for and missing
     */
    public static double measure(Settings settings) {
        return settings.device() == Settings.Device.GPU
                ? TensorDevice.of(settings).bandwidth()
                : ofCpu(settings.threads());
    }

    private static double ofCpu(int threads) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            var tables = IntStream.range(0, threads)
                    .mapToObj(k -> new double[3][LENGTH])
                    .toList();
            double best = 0;
            for (int round = 0; round < ROUNDS; round++) {
                long started = System.nanoTime();
                var running = executor.invokeAll(tables.stream()
                        .map(table -> (Callable<Double>) () -> triad(table))
                        .toList());
                for (Future<Double> one : running) {
                    one.get();
                }
                double seconds = (System.nanoTime() - started) / 1e9;
                best = Math.max(best, 3.0 * Double.BYTES * LENGTH * threads / seconds);
            }
            return best;
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", exception);
        } catch (ExecutionException exception) {
            throw new IllegalStateException(exception);
        } finally {
            executor.shutdownNow();
        }
    }

    private static double triad(double[][] table) {
        double[] a = table[0];
        double[] b = table[1];
        double[] c = table[2];
        if (b[0] == 0) {
            Arrays.fill(b, 1);
            Arrays.fill(c, 2);
        }
        for (int k = 0; k < LENGTH; k++) {
            a[k] = b[k] + 3 * c[k];
        }
        return a[LENGTH / 2];
    }
}
