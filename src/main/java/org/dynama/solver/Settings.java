package org.dynama.solver;

import org.dynama.refusal.Refusal;

/**
 * Where and how batches are solved.
 *
 * @param device AUTO is the GPU where a CUDA build of PyTorch is configured and sees one, else the CPU
 * @param precision of the arithmetic; what is reported comes from FLOAT64
 * @param threads 0 for one per processor
 * @param memoryBytes what all threads' tables may take together; 0 for 1 GiB
 * @param loops of softened solutions of finite horizons, on the CPU in FLOAT64
 */
public record Settings(Device device, Precision precision, int threads, long memoryBytes, Loops loops) {

    /** What runs the sweeps. */
    public enum Device {
        AUTO,
        CPU,
        GPU
    }

    /** IEEE formats. */
    public enum Precision {
        FLOAT64,
        FLOAT32
    }

    /** What sums up rows of profiles. */
    public enum Loops {
        /** VECTOR where the JVM runs with jdk.incubator.vector, else PLAIN. */
        AUTO,
        /** Plain Java. */
        PLAIN,
        /** The JVM's module jdk.incubator.vector; results differ from PLAIN's by rounding. */
        VECTOR
    }

    /** With loops AUTO. */
    public Settings(Device device, Precision precision, int threads, long memoryBytes) {
        this(device, precision, threads, memoryBytes, Loops.AUTO);
    }

    public Settings {
        if (threads < 0) {
            throw new Refusal("threads", threads, "must not be negative", "Maybe 0, for one per processor.");
        }
        if (memoryBytes < 0) {
            throw new Refusal("memoryBytes", memoryBytes, "must not be negative", "Maybe 0, for 1 GiB.");
        }
        threads = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        memoryBytes = memoryBytes > 0 ? memoryBytes : 1L << 30;
    }

    /** The same with other loops. */
    public Settings with(Loops other) {
        return new Settings(device, precision, threads, memoryBytes, other);
    }

    /** AUTO, FLOAT64, one thread per processor, 1 GiB. */
    public static Settings defaults() {
        return new Settings(Device.AUTO, Precision.FLOAT64, 0, 0);
    }

    /**
     * Refuses a problem whose smallest batch does not fit the budget.
     *
     * @return how often {@code bytesEach} fits
     */
    public static long fit(long memoryBytes, long bytesEach, String what, String advice) {
        if (bytesEach > memoryBytes) {
            throw Refusal.of(what + " needs " + bytesEach + " bytes and must fit memory = " + memoryBytes, advice);
        }
        return memoryBytes / bytesEach;
    }
}
