package org.dynama.solver.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;
import org.dynama.refusal.Refusal;
import org.dynama.solver.PyTorch;
import org.dynama.solver.Settings;

/**
 * Where tensors live, in which number format, and how numbers get there and back.
 *
 * @param device {@code cpu} or the first GPU
 * @param type FLOAT64 or FLOAT32
 * @param reduces whether one operation over all actions is faster than one an action: on GPUs, where launches count;
 *     on a CPU PyTorch's own maximum over an axis that is not the last takes 15 times as long
 */
public record TensorDevice(Device device, DataType type, boolean reduces) {

    /**
     * The device and number format that settings name.
     *
     * @throws IllegalArgumentException if a GPU is asked for and PyTorch sees none
     */
    public static TensorDevice of(Settings settings) {
        boolean gpu = settings.device() == Settings.Device.GPU;
        Engine engine = PyTorch.engine();
        if (gpu && engine.getGpuCount() == 0) {
            throw new Refusal(
                    "device",
                    "gpu",
                    "must be present, and PyTorch " + engine.getVersion() + " sees no GPU",
                    "Maybe use device = cpu, or configure a CUDA build of PyTorch (PYTORCH_FLAVOR).");
        }
        DataType type = settings.precision() == Settings.Precision.FLOAT64 ? DataType.FLOAT64 : DataType.FLOAT32;
        return new TensorDevice(gpu ? Device.gpu() : Device.cpu(), type, gpu);
    }

    /** The same in float64. */
    TensorDevice wide() {
        return new TensorDevice(device, DataType.FLOAT64, reduces);
    }

    /** Whether an operation failed because the device has too little memory left. */
    public static boolean isOutOfMemory(RuntimeException exception) {
        return exception instanceof EngineException
                && String.valueOf(exception.getMessage()).contains("out of memory");
    }

    /**
     * The settings with AUTO decided. PyTorch is only started, to look for a GPU, where a CUDA build is configured.
     */
    public static Settings resolve(Settings settings) {
        if (settings.device() != Settings.Device.AUTO) {
            return settings;
        }
        boolean gpu = cudaConfigured() && seesGpu();
        Settings.Device device = gpu ? Settings.Device.GPU : Settings.Device.CPU;
        return new Settings(device, settings.precision(), settings.threads(), settings.memoryBytes(), settings.loops());
    }

    /** Whether PyTorch sees a GPU; starts PyTorch. */
    public static boolean seesGpu() {
        return PyTorch.engine().getGpuCount() > 0;
    }

    /** Whether DJL will load a CUDA build: named by PYTORCH_FLAVOR, or the one on the class path. */
    private static boolean cudaConfigured() {
        String named = System.getProperty("PYTORCH_FLAVOR", System.getenv("PYTORCH_FLAVOR"));
        if (named != null) {
            return named.startsWith("cu");
        }
        try (InputStream in =
                TensorDevice.class.getClassLoader().getResourceAsStream("native/lib/pytorch.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("flavor", "cpu").startsWith("cu");
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Bytes a second of {@code a = b + c} over 256 MiB each, the best of some rounds. */
    public double bandwidth() {
        int rounds = 8;
        double best = 0;
        try (NDManager manager = newManager()) {
            Shape shape = new Shape((256L << 20) / type.getNumOfBytes());
            NDArray a = manager.ones(shape, type);
            NDArray b = manager.ones(shape, type);
            for (int round = 0; round < rounds; round++) {
                long started = System.nanoTime();
                NDArray c = a.add(b);
                // A number that is fetched waits for what it is made of.
                try (NDArray last = c.get("-1:")) {
                    last.toArray();
                }
                best = Math.max(best, 3 * (256L << 20) / ((System.nanoTime() - started) / 1e9));
                c.close();
            }
        }
        return best;
    }

    NDManager newManager() {
        return PyTorch.engine().newBaseManager(device);
    }

    public String description() {
        return "pytorch " + PyTorch.engine().getVersion() + " tensors on " + (device.isGpu() ? "gpu" : "cpu") + ", "
                + type.name().toLowerCase(Locale.ROOT);
    }

    /** The numbers as a tensor that outlives every scope and lives until {@code manager} is closed. */
    public NDArray upload(NDManager manager, double[] values, Shape shape) {
        // On the CPU what create() returns is Java memory, which nothing keeps alive once it is closed, and toType()
        // to the type it has already copies nothing, whatever its flag says: hence the duplicate.
        try (NDArray host = manager.create(values, shape);
                NDArray copy = host.duplicate()) {
            return keep(copy.toType(type, true));
        }
    }

    /** Row numbers as a tensor that lives until {@code manager} is closed. */
    public NDArray upload(NDManager manager, long[] values, Shape shape) {
        try (NDArray host = manager.create(values, shape)) {
            return keep(host.duplicate());
        }
    }

    /** The numbers, in float64. */
    public static double[] download(NDArray array) {
        try (NDArray wide = array.toType(DataType.FLOAT64, true)) {
            return wide.toDoubleArray();
        }
    }

    /** The tensor, taken out of the innermost scope. */
    public static NDArray keep(NDArray array) {
        NDScope.unregister(array);
        return array;
    }
}
