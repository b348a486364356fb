package org.dynama.solver.tensor;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.dynama.model.Mdp;
import org.dynama.model.RewardMap;
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
     */
    public record Launch(String name, long bytesRead, long bytesWritten) {}

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
     * The same of work on an acyclic MDP, on the CPU, with types and welfares on the device already; where settings name a
     * GPU, with the operations that a GPU would run.
     */
    public static TensorTrace of(
            Mdp mdp, RewardMap rewards, int dimension, Settings settings, Consumer<OccupancySolver> work) {
        DataType type = settings.precision() == Settings.Precision.FLOAT64 ? DataType.FLOAT64 : DataType.FLOAT32;
        boolean reduces = settings.device() == Settings.Device.GPU;
        TensorDevice device = new TensorDevice(Device.cpu(), type, reduces);
        try (TensorSolver solver = new TensorSolver(mdp, rewards, dimension, device, AMPLE)) {
            work.accept(solver);
            return of(device, () -> work.accept(solver));
        }
    }

    /** All bytes read and written. */
    public long bytes() {
        return launches.stream()
                .mapToLong(launch -> launch.bytesRead + launch.bytesWritten)
                .sum();
    }
}
