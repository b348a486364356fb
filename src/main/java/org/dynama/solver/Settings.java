package org.dynama.solver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Where and how batches are solved.
 *
 * @param device AUTO is the GPU where a CUDA build of PyTorch is configured and sees one, else the CPU
 * @param precision of the arithmetic; what is reported comes from FLOAT64
 * @param threads 0 for one per processor
 * @param memoryBytes what all threads' tables may take together; 0 for 1 GiB
 */
public record Settings(Device device, Precision precision, int threads, long memoryBytes) {

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

    public Settings {
        if (threads < 0) {
            throw new IllegalArgumentException(
                    "threads = " + threads + " must not be negative\nMaybe 0, for one per processor.");
        }
        if (memoryBytes < 0) {
            throw new IllegalArgumentException(
                    "memoryBytes = " + memoryBytes + " must not be negative\nMaybe 0, for 1 GiB.");
        }
        threads = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        memoryBytes = memoryBytes > 0 ? memoryBytes : 1L << 30;
    }

    /** AUTO, FLOAT64, one thread per processor, 1 GiB. */
    public static Settings defaults() {
        return new Settings(Device.AUTO, Precision.FLOAT64, 0, 0);
    }

    /** The same with AUTO decided. PyTorch is only started, to look for a GPU, where a CUDA build is configured. */
    Settings resolved() {
        if (device != Device.AUTO) {
            return this;
        }
        boolean gpu = cudaConfigured() && TensorDevice.seesGpu();
        return new Settings(gpu ? Device.GPU : Device.CPU, precision, threads, memoryBytes);
    }

    /** Whether DJL will load a CUDA build: named by PYTORCH_FLAVOR, or the one on the class path. */
    private static boolean cudaConfigured() {
        String named = System.getProperty("PYTORCH_FLAVOR", System.getenv("PYTORCH_FLAVOR"));
        if (named != null) {
            return named.startsWith("cu");
        }
        try (InputStream in = Settings.class.getClassLoader().getResourceAsStream("native/lib/pytorch.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("flavor", "cpu").startsWith("cu");
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /**
     * Refuses a problem whose smallest batch does not fit the budget.
     *
     * @return how often {@code bytesEach} fits
     */
    static long fit(long memoryBytes, long bytesEach, String what, String advice) {
        if (bytesEach > memoryBytes) {
            throw new IllegalArgumentException(
                    what + " needs " + bytesEach + " bytes and must fit memory = " + memoryBytes + "\n" + advice);
        }
        return memoryBytes / bytesEach;
    }
}
