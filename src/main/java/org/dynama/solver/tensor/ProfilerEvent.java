package org.dynama.solver.tensor;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dynama.config.Json;
import org.dynama.solver.tensor.TensorTrace.Launch;
import org.jspecify.annotations.Nullable;

/**
 * An event of PyTorch's profiler: a launch, a view, or what is made of either.
 *
 * @param inputs numbers of each tensor that went in; 0 for what is none
 * @param allocated bytes
 */
record ProfilerEvent(String name, double begin, double end, long thread, List<Long> inputs, long allocated) {
    /** These move no numbers: they describe memory in another way, or set it aside. */
    private static final Set<String> VIEWS = Set.of(
            ("as_strided view reshape slice select expand unsqueeze squeeze transpose permute t detach alias _unsafe_view"
                            + " _reshape_alias resolve_conj resolve_neg contiguous empty empty_like empty_strided to"
                            + " item lift_fresh")
                    .split(" ", -1));

    /** Of two operands, the second of which has no dimension if it is the host's. */
    private static final String ARITHMETIC = "(add|sub|mul|div|pow|maximum|minimum|[gl][te]|eq|ne)_?";

    private static final Set<String> CONVERSION = Set.of("_to_copy", "copy_");
    /** What these begin with on a CPU only: a sum clears its result, arithmetic converts numbers of another format. */
    private static final Map<String, Set<String>> ON_A_CPU = Map.of(
            "sum", Set.of("fill_"), "mul", CONVERSION, "mul_", CONVERSION, "add", CONVERSION, "add_", CONVERSION);

    /** Of all events in a file, the moving ones that contain no other; {@code width} is that of a number. */
    static List<Launch> launches(Path file, int width) {
        List<ProfilerEvent> events = Stream.of(Json.read(file, Map[].class))
                .map(ProfilerEvent::of)
                .sorted(Comparator.comparingDouble(ProfilerEvent::begin).thenComparing(event -> -event.end))
                .toList();
        List<ProfilerEvent> moving = new ArrayList<>();
        Deque<ProfilerEvent> around = new ArrayDeque<>();
        for (ProfilerEvent event : events) {
            around.removeIf(one -> one.end < event.begin);
            boolean onACpu = around.stream()
                    .anyMatch(one ->
                            ON_A_CPU.getOrDefault(one.name, Set.of()).contains(event.name) && one.contains(event));
            if (event.moves() && !onACpu) {
                moving.add(event);
            }
            around.add(event);
        }
        return IntStream.range(0, moving.size())
                .filter(k -> k + 1 == moving.size() || !moving.get(k).contains(moving.get(k + 1)))
                .mapToObj(k -> moving.get(k).launch(width))
                .toList();
    }

    private static ProfilerEvent of(Map<?, ?> event) {
        String name = String.valueOf(event.get("name"));
        double begin = number(event.get("ts"));
        List<Long> inputs = event.get("shape") instanceof List<?> shapes
                ? shapes.stream().map(ProfilerEvent::product).toList()
                : List.of();
        return new ProfilerEvent(
                name.substring(name.lastIndexOf(':') + 1),
                begin,
                begin + number(event.get("dur")),
                (long) number(event.get("tid")),
                inputs,
                bytes(String.valueOf(event.get("cpu mem"))));
    }

    private static long product(Object shape) {
        if (!(shape instanceof List<?> lengths) || lengths.isEmpty()) {
            return 0;
        }
        return lengths.stream().mapToLong(length -> (long) number(length)).reduce(1, (a, b) -> a * b);
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : 0;
    }

    /** Of {@code 60 b} or {@code 216.00 Kb}: the profiler rounds to hundredths of a unit. */
    private static long bytes(String text) {
        String[] words = text.split(" ", 2);
        return Math.round(Double.parseDouble(words[0])
                * (1L << (10 * List.of("b", "Kb", "Mb", "Gb").indexOf(words[1]))));
    }

    private boolean contains(ProfilerEvent other) {
        return !other.equals(this) && thread == other.thread && begin <= other.begin && other.end <= end;
    }

    private boolean isInPlace() {
        return name.endsWith("_");
    }

    private boolean moves() {
        return !VIEWS.contains(isInPlace() ? name.substring(0, name.length() - 1) : name);
    }

    private Launch launch(int width) {
        long written = isInPlace() ? width * inputs.get(0) : allocated;
        long read = switch (name) {
            case "fill_", "zero_" -> 0;
            case "copy_" -> width * inputs.get(1);
            // Of what they choose from, only what is chosen.
            case "index", "cat" -> written;
            case "gather" -> 2 * written;
            default -> width * inputs.stream().mapToLong(Long::longValue).sum();
        };
        boolean fromHost = name.matches(ARITHMETIC) && inputs.size() > 1 && inputs.get(1) == 0;
        return new Launch(name, read, written, fromHost);
    }
}
