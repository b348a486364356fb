package org.dynama.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.dynama.model.Profiles;

/**
 * What solving moves, beside what memory can: the bytes are those of a machine without a cache, so a share above one
 * says that the caches work.
 */
final class Roofline {
    /** Of value iteration before the first policy is evaluated, in the kernel and on tensors. */
    private static final int KERNEL_SWEEPS = 24;

    private static final int TENSOR_SWEEPS = 40;

    /** Numbers that pass through memory per pair, operation by operation: table, gather, sum, maximum. */
    private static final int TENSOR_PASSES = 9;

    private Roofline() {}

    /** Bytes per optimal value. */
    static double bytes(BenchProblem problem, boolean kernel, int numberBytes) {
        double pairs = problem.pairs();
        double states = problem.environment().mdp().stateCount();
        double sweep = kernel ? 2 * pairs + states : TENSOR_PASSES * pairs;
        return numberBytes * sweep * (problem.isDiscounted() ? (kernel ? KERNEL_SWEEPS : TENSOR_SWEEPS) : 1);
    }

    static String note(BenchProblem problem, boolean kernel, double share) {
        String percent = String.format(Locale.ROOT, "%.0f %% of memory bandwidth", 100 * share);
        if (!kernel) {
            return percent
                    + (share > 1
                            ? ": a chunk's tables stay in the last cache, each operation passes over them"
                            : ": every operation passes over its tables, and small ones wait for each call");
        }
        long rows = problem.environment().mdp().stateCount()
                + (long) problem.environment().agentCount()
                        * problem.environment().dimension();
        rows += problem.isDiscounted() ? problem.pairs() : 0;
        long kilobytes = rows * Profiles.BLOCK * Double.BYTES / 1024;
        boolean cached = kilobytes <= cacheKilobytes();
        return percent + ": " + kilobytes + " kB of rows a thread "
                + (cached
                        ? "stay in the core's cache, arithmetic is the bound"
                        : "do not fit the core's cache of " + cacheKilobytes() + " kB");
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
