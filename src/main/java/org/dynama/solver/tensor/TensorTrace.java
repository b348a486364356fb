package org.dynama.solver.tensor;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.Settings;

/**
 * What some work on tensors made PyTorch do, by PyTorch's own profiler on the CPU.
 *
 * <p>A launch is an operation that reads or writes numbers and is made of no other such operation; on a GPU it is one kernel,
 * or a copy. Views, and memory that is only set aside, are none.
 *
 * @param launches in the order in which they began
 */
public record TensorTrace(List<Launch> launches) {
    /** Bytes that a block of profiles may take, of which few are used. */
    private static final long AMPLE = 1L << 40;

    /**
     * One launch; bytes are counted as if every input were read once and every result written once, and as if every input
     * were in the device's format (truth values take less).
     *
     * @param name PyTorch's, such as {@code mm}
     * @param fromHost whether a number of the host's goes in, which crosses to a GPU first while the host waits
     */
    public record Launch(String name, long bytesRead, long bytesWritten, boolean fromHost) {}

    /** Runs some work once, on this thread, under the profiler; what works meanwhile on other threads is not seen. */
    public static TensorTrace of(TensorDevice device, Runnable work) {
        try {
            Path file = Files.createTempFile("launches", ".json");
            try {
                JniUtils.startProfile(false, true, true);
                try {
                    work.run();
                } finally {
                    JniUtils.stopProfile(file.toString());
                }
                return new TensorTrace(
                        ProfilerEvent.launches(file, device.type().getNumOfBytes()));
            } finally {
                Files.delete(file);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /**
     * The same of a solver's work, on the CPU, with types and welfares on the device already; where settings name a GPU, with the
     * operations that a GPU would run.
     *
     * @param solver made for a device and so many bytes of memory, closed in the end
     */
    public static TensorTrace of(
            Settings settings,
            BiFunction<TensorDevice, Long, ? extends TensorKernel> solver,
            Consumer<OccupancySolver> work) {
        DataType type = settings.precision() == Settings.Precision.FLOAT64 ? DataType.FLOAT64 : DataType.FLOAT32;
        boolean reduces = settings.device() == Settings.Device.GPU;
        TensorDevice device = new TensorDevice(Device.cpu(), type, reduces);
        try (TensorKernel made = solver.apply(device, AMPLE)) {
            work.accept(made);
            return of(device, () -> work.accept(made));
        }
    }

    /** All bytes read and written. */
    public long bytes() {
        return launches.stream()
                .mapToLong(launch -> launch.bytesRead + launch.bytesWritten)
                .sum();
    }
}
