package org.dynama.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.dynama.model.Profiles;
import org.dynama.solver.Settings;

/**
 * What solving moves, beside what memory can: the bytes are those of a machine without a cache, so a share above one
 * says that the caches work.
 *
 * @param updatesPerSecond state-action pairs backed up by optimal values a second
 * @param bytesPerProfile what one profile's optimal values read and write, were nothing cached
 * @param bytesPerSecond what these read and write, were nothing cached
 * @param bandwidthShare that, beside the memory bandwidth measured
 */
public record Roofline(double updatesPerSecond, double bytesPerProfile, double bytesPerSecond, double bandwidthShare) {
    /** Of value iteration before the first policy is evaluated, in the kernel. */
    private static final int KERNEL_SWEEPS = 24;

    /** Of so many optimal values a second of the kernel. */
    static Roofline ofKernel(BenchProblem problem, double values, double bandwidth) {
        double sweep = 2.0 * problem.pairs() + problem.environment().mdp().stateCount();
        double each = Double.BYTES * sweep * (problem.isDiscounted() ? KERNEL_SWEEPS : 1);
        return new Roofline(values * problem.pairs(), each, values * each, values * each / bandwidth);
    }

    /** Of so many optimal values a second of tensors, whose bytes are counted, not estimated. */
    static Roofline ofTensors(BenchProblem problem, Settings settings, double values, double bandwidth) {
        double each = CountedBytes.ofValues(problem, settings);
        return new Roofline(values * problem.pairs(), each, values * each, values * each / bandwidth);
    }

    /** Profiles a second that memory of so many bytes a second admits. */
    public double bound(double bandwidth) {
        return bandwidth / bytesPerProfile;
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
