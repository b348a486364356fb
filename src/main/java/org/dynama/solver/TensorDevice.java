package org.dynama.solver;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;

/**
 * Where tensors live, in which number format, and how numbers get there and back.
 *
 * @param device {@code cpu} or the first GPU
 * @param type FLOAT64 or FLOAT32
 */
record TensorDevice(Device device, DataType type) {
    private static final String ENGINE = "PyTorch";

    /** @throws IllegalArgumentException if a GPU is asked for and PyTorch sees none */
    static TensorDevice of(Settings settings) {
        boolean gpu = settings.device() == Settings.Device.GPU;
        Engine engine = engine();
        if (gpu && engine.getGpuCount() == 0) {
            throw new IllegalArgumentException("device = gpu must be present, and PyTorch " + engine.getVersion()
                    + " sees no GPU\nMaybe use device = cpu, or configure a CUDA build of PyTorch (PYTORCH_FLAVOR).");
        }
        DataType type = settings.precision() == Settings.Precision.FLOAT64 ? DataType.FLOAT64 : DataType.FLOAT32;
        return new TensorDevice(gpu ? Device.gpu() : Device.cpu(), type);
    }

    /**
     * PyTorch, with one thread an operation unless the user says otherwise: chunks run in parallel instead, because
     * operations that wait for each other's threads are several times slower when anything else is running.
     */
    private static Engine engine() {
        String threads = "ai.djl.pytorch.num_threads";
        if (System.getProperty(threads) == null && System.getenv("OMP_NUM_THREADS") == null) {
            System.setProperty(threads, "1");
        }
        return Engine.getEngine(ENGINE);
    }

    static boolean seesGpu() {
        return engine().getGpuCount() > 0;
    }

    NDManager newManager() {
        return NDManager.newBaseManager(device, ENGINE);
    }

    String description() {
        return "pytorch " + engine().getVersion() + " tensors on " + (device.isGpu() ? "gpu" : "cpu") + ", "
                + type.name().toLowerCase(Locale.ROOT);
    }

    /** The numbers as a tensor that outlives every scope and lives until {@code manager} is closed. */
    NDArray upload(NDManager manager, double[] values, Shape shape) {
        // On the CPU what create() returns is Java memory, which nothing keeps alive once it is closed, and toType()
        // to the type it has already copies nothing, whatever its flag says: hence the duplicate.
        try (NDArray host = manager.create(values, shape);
                NDArray copy = host.duplicate()) {
            return keep(copy.toType(type, true));
        }
    }

    NDArray upload(NDManager manager, long[] values, Shape shape) {
        try (NDArray host = manager.create(values, shape)) {
            return keep(host.duplicate());
        }
    }

    static double[] download(NDArray array) {
        try (NDArray wide = array.toType(DataType.FLOAT64, true)) {
            return wide.toDoubleArray();
        }
    }

    /** The tensor, taken out of the innermost scope. */
    static NDArray keep(NDArray array) {
        NDScope.unregister(array);
        return array;
    }
}
