package org.dynama.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.dynama.model.Profiles;

/**
 * What solving moves, beside what memory can: the bytes are those of a machine without a cache, so a share above one
 * says that the caches work.
 *
 * @param updatesPerSecond state-action pairs backed up by optimal values a second
 * @param bytesPerSecond what these read and write, were nothing cached
 * @param bandwidthShare that, beside the memory bandwidth measured
 */
public record Roofline(double updatesPerSecond, double bytesPerSecond, double bandwidthShare) {
    /** Of value iteration before the first policy is evaluated, in the kernel and on tensors. */
    private static final int KERNEL_SWEEPS = 24;

    private static final int TENSOR_SWEEPS = 40;

    /** Numbers that pass through memory per pair, operation by operation: table, gather, sum, maximum. */
    private static final int TENSOR_PASSES = 9;

    /** Of so many optimal values a second, in numbers of so many bytes. */
    static Roofline of(BenchProblem problem, boolean kernel, int numberBytes, double values, double bandwidth) {
        double pairs = problem.pairs();
        double sweep = kernel ? 2 * pairs + problem.environment().mdp().stateCount() : TENSOR_PASSES * pairs;
        double each = numberBytes * sweep * (problem.isDiscounted() ? (kernel ? KERNEL_SWEEPS : TENSOR_SWEEPS) : 1);
        return new Roofline(values * problem.pairs(), values * each, values * each / bandwidth);
    }

    String note(BenchProblem problem, boolean kernel) {
        String percent = String.format(Locale.ROOT, "%.0f %% of memory bandwidth", 100 * bandwidthShare);
        if (!kernel) {
            return percent
                    + (bandwidthShare > 1
                            ? ": a chunk's tables stay in the last cache, each operation passes over them"
                            : ": every operation passes over its tables, and small ones wait for each call");
        }
        var environment = problem.environment();
        long rows = environment.mdp().stateCount()
                + (long) environment.agentCount() * environment.dimension()
                + (problem.isDiscounted() ? problem.pairs() : 0);
        long kilobytes = rows * Profiles.BLOCK * Double.BYTES / 1024;
        long cache = cacheKilobytes();
        return percent + ": " + kilobytes + " kB of rows a thread "
                + (kilobytes <= cache
                        ? "stay in the core's cache, arithmetic is the bound"
                        : "do not fit the core's cache of " + cache + " kB");
    }

    /** The second-level cache of a core; 1 MiB where the system does not say. */
    private static long cacheKilobytes() {
        try {
            String size = Files.readString(Path.of("/sys/devices/system/cpu/cpu0/cache/index2/size"))
                    .trim();
            return Long.parseLong(size.replace("K", ""));
        } catch (IOException | NumberFormatException exception) {
            return 1024;
        }
    }
}
