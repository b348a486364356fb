package org.dynama.solver.tensor;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
    /** These move no numbers: they describe memory in another way, or set it aside. */
    private static final Set<String> VIEWS = Set.of(
            "as_strided",
            "view",
            "reshape",
            "slice",
            "select",
            "expand",
            "unsqueeze",
            "squeeze",
            "transpose",
            "permute",
            "t",
            "detach",
            "alias",
            "_unsafe_view",
            "_reshape_alias",
            "resolve_conj",
            "resolve_neg",
            "contiguous",
            "empty",
            "empty_like",
            "empty_strided",
            "to",
            "item",
            "lift_fresh");

    private static final Set<String> CONVERSION = Set.of("_to_copy", "copy_");
    /** What these begin with on a CPU only: a sum clears its result, arithmetic converts numbers of another format. */
    private static final Map<String, Set<String>> ON_A_CPU = Map.of(
            "sum", Set.of("fill_"), "mul", CONVERSION, "mul_", CONVERSION, "add", CONVERSION, "add_", CONVERSION);

    /** Bytes that a block of profiles may take, of which few are used. */
    private static final long AMPLE = 1L << 40;

    /**
     * One launch; bytes are counted as if every input were read once and every result written once, and as if every input
     * were in the device's format (truth values take less).
     *
     * @param name PyTorch's, such as {@code mm}
     */
    public record Launch(String name, long bytesRead, long bytesWritten) {}

    /** An event of the profiler: a launch, a view, or what is made of either. */
    private record Event(String name, double begin, double end, long thread, long[] inputs, long allocated) {
        boolean contains(Event other) {
            return other != this && thread == other.thread && begin <= other.begin && other.end <= end;
        }

        boolean isInPlace() {
            return name.endsWith("_");
        }

        boolean moves() {
            return !VIEWS.contains(isInPlace() ? name.substring(0, name.length() - 1) : name);
        }

        Launch launch(int width) {
            long written = isInPlace() ? width * inputs[0] : allocated;
            long read =
                    switch (name) {
                        case "fill_", "zero_" -> 0;
                        case "copy_" -> width * inputs[1];
                        // Of what they choose from, only what is chosen.
                        case "index", "cat" -> written;
                        case "gather" -> 2 * written;
                        default -> width * LongStream.of(inputs).sum();
                    };
            return new Launch(name, read, written);
        }
    }

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
                return new TensorTrace(launches(events(file), device.type().getNumOfBytes()));
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
        DataType type =
                settings.precision() == Settings.Precision.FLOAT64 ? DataType.FLOAT64 : DataType.FLOAT32;
        boolean reduces = settings.device() == Settings.Device.GPU;
        TensorDevice device = new TensorDevice(Device.cpu(), type, reduces);
        try (TensorSolver solver = new TensorSolver(mdp, rewards, dimension, device, AMPLE)) {
            work.accept(solver);
            return of(device, () -> work.accept(solver));
        }
    }

    private static List<Event> events(Path file) throws IOException {
        List<Event> events = new ArrayList<>();
        for (JsonNode event : new ObjectMapper().readTree(file.toFile())) {
            double begin = event.path("ts").asDouble();
            long[] inputs = new long[event.path("shape").size()];
            for (int k = 0; k < inputs.length; k++) {
                JsonNode shape = event.path("shape").get(k);
                inputs[k] = shape.isEmpty() ? 0 : 1;
                for (JsonNode length : shape) {
                    inputs[k] *= length.asLong();
                }
            }
            String name = event.path("name").asText();
            events.add(new Event(
                    name.substring(name.lastIndexOf(':') + 1),
                    begin,
                    begin + event.path("dur").asDouble(),
                    event.path("tid").asLong(),
                    inputs,
                    bytes(event.path("cpu mem").asText("0 b"))));
        }
        return events;
    }

    /** Of {@code 60 b} or {@code 216.00 Kb}: the profiler rounds to hundredths of a unit. */
    private static long bytes(String text) {
        String[] words = text.split(" ", 2);
        return Math.round(Double.parseDouble(words[0]) * (1L << 10 * List.of("b", "Kb", "Mb", "Gb").indexOf(words[1])));
    }

    /** The moving events that contain no other. */
    private static List<Launch> launches(List<Event> events, int width) {
        List<Event> hosts =
                events.stream().filter(event -> ON_A_CPU.containsKey(event.name)).toList();
        List<Event> moving = events.stream()
                .filter(Event::moves)
                .filter(event -> hosts.stream()
                        .noneMatch(host -> ON_A_CPU.get(host.name).contains(event.name) && host.contains(event)))
                .sorted(Comparator.comparingDouble(Event::begin).thenComparing(event -> -event.end))
                .toList();
        return IntStream.range(0, moving.size())
                .filter(k -> k + 1 == moving.size() || !moving.get(k).contains(moving.get(k + 1)))
                .mapToObj(k -> moving.get(k).launch(width))
                .toList();
    }

    /** All bytes read and written, in the form of a GPU's launches. */
    public long bytes() {
        return launches.stream()
                .mapToLong(launch -> launch.bytesRead + launch.bytesWritten)
                .sum();
    }
}
