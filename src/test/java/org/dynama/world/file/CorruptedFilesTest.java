package org.dynama.world.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.config.ConfigException;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corrupted files of the markets that ship: each works, or is refused with places; no other exception, no long wait. */
class CorruptedFilesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Of this thread's own time, so that a busy machine does not count. */
    private static final long LONGEST_NANOSECONDS = 5_000_000_000L;

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    /** Numbers, words and structures that have no business where they are put. */
    private static final List<String> WILD = List.of(
            "1e999999999",
            "-1e999999999",
            "1e-999999999",
            "0e999999999",
            "1e308",
            "-1e308",
            "NaN",
            "Infinity",
            ".inf",
            "9".repeat(5000),
            "0." + "1".repeat(390),
            "0",
            "-0.0",
            "-1",
            "1.0000000001",
            "0.9999999999",
            "null",
            "true",
            "\"\"",
            "\"start\"",
            "\"" + "x".repeat(100_000) + "\"",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "[]",
            "{}",
            "[[[]]]",
            "[" + "1,".repeat(50_000) + "1]",
            "[".repeat(5000),
            "{\"a\":".repeat(5000),
            "[".repeat(90) + "]".repeat(90),
            "{\"uniform\": 1, \"kind\": \"uniform\"}",
            "*a",
            "&a [1]",
            "!!python/object:x 1",
            "1 2",
            "'single'",
            "// comment");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private List<String> shipped() throws IOException {
        List<String> texts = new ArrayList<>();
        try (var files = Files.list(Path.of("models/environments"))) {
            for (Path file : files.filter(MarketsTest::isMarket).sorted().toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }

    @Test
    void corruptedFilesWorkOrAreRefused() throws IOException {
        assertThat(refused(1, 300)).isBetween(150, 299);
    }

    @Test
    @Tag("slow")
    void tenThousandCorruptedFilesWorkOrAreRefused() throws IOException {
        assertThat(refused(2, 10_000)).isBetween(5_000, 9_900);
    }

    private int refused(long seed, int count) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> texts = shipped();
        Path file = folder.resolve("market.json");
        int refused = 0;
        for (int k = 0; k < count; k++) {
            byte[] bytes = corrupted(texts.get(random.nextInt(texts.size())), random);
            Files.write(file, bytes);
            long start = CLOCK.getCurrentThreadCpuTime();
            boolean fails = isRefused(file, k % 10 == 0);
            assertThat(CLOCK.getCurrentThreadCpuTime() - start)
                    .as("file %d of seed %d", k, seed)
                    .isLessThan(LONGEST_NANOSECONDS);
            refused += fails ? 1 : 0;
        }
        return refused;
    }

    private static boolean isRefused(Path file, boolean run) {
        Environment environment;
        try {
            environment = EnvironmentFile.read(file).environment();
        } catch (ConfigException failure) {
            assertThat(failure.faults()).isNotEmpty().allSatisfy(fault -> {
                assertThat(fault.source()).isEqualTo(file.toString());
                assertThat(fault.rule()).isNotEmpty();
                assertThat(fault.line() > 0 || fault.path().isEmpty()).isTrue();
                assertThat(fault.toString().length()).isLessThan(5000);
            });
            return true;
        }
        if (run) {
            runs(environment);
        }
        return false;
    }

    /** What is read can be run. */
    private static void runs(Environment environment) {
        Profiles profiles = Profiles.draw(environment.agents(), new RandomStream(1, "types"), 0, 3);
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), 1)) {
            new AffineMaximizer(environment, AmaParameters.vcg(environment))
                    .forEachOutcome(
                            solvers,
                            profiles,
                            outcome -> assertThat(outcome.revenue(0)).isFinite());
        }
    }

    private static byte[] corrupted(String text, SplittableRandom random) throws IOException {
        JsonNode root = MAPPER.readTree(text);
        for (int edits = random.nextInt(3); edits > 0; edits--) {
            edit(root, random);
        }
        // Wild values go in as text, because most are not JSON.
        String written = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        for (int w = 0; w < WILD.size(); w++) {
            written = written.replace("\"wild " + w + "\"", WILD.get(w));
        }
        byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
        for (int edits = random.nextInt(3); edits > 0; edits--) {
            bytes = scratched(bytes, random);
        }
        return bytes;
    }

    /** Deletes, doubles or swaps an entry somewhere, or puts something wild in its place. */
    private static void edit(JsonNode root, SplittableRandom random) {
        JsonNode node = root;
        for (int depth = random.nextInt(7); depth > 0 && !node.isEmpty(); depth--) {
            JsonNode inner = child(node, random.nextInt(node.size()));
            if (!inner.isContainerNode()) {
                break;
            }
            node = inner;
        }
        if (node.isEmpty()) {
            return;
        }
        int first = random.nextInt(node.size());
        int second = random.nextInt(node.size());
        JsonNode wild = MAPPER.getNodeFactory().textNode("wild " + random.nextInt(WILD.size()));
        switch (random.nextInt(5)) {
            case 0 -> remove(node, first);
            case 1 -> set(node, first, child(node, second).deepCopy());
            case 2 -> {
                JsonNode kept = child(node, first);
                set(node, first, child(node, second));
                set(node, second, kept);
            }
            case 3 -> {
                for (int copies = random.nextInt(1000); node instanceof ArrayNode list && copies > 0; copies--) {
                    list.add(child(node, second).deepCopy());
                }
                if (node instanceof ObjectNode map) {
                    map.set("extra", child(node, second).deepCopy());
                }
            }
            default -> set(node, first, wild);
        }
    }

    private static JsonNode child(JsonNode node, int index) {
        return node.isArray() ? node.get(index) : node.get(key(node, index));
    }

    private static String key(JsonNode node, int index) {
        return node.propertyStream().skip(index).findFirst().orElseThrow().getKey();
    }

    private static void set(JsonNode node, int index, JsonNode value) {
        if (node instanceof ArrayNode list) {
            list.set(index, value);
        } else {
            ((ObjectNode) node).set(key(node, index), value);
        }
    }

    private static void remove(JsonNode node, int index) {
        if (node instanceof ArrayNode list) {
            list.remove(index);
        } else {
            ((ObjectNode) node).remove(key(node, index));
        }
    }

    /** Bytes deleted, doubled or replaced: brackets that do not match, broken UTF-8, lines given twice. */
    private static byte[] scratched(byte[] bytes, SplittableRandom random) {
        if (bytes.length < 10) {
            return bytes;
        }
        int at = random.nextInt(bytes.length - 8);
        int length = 1 + random.nextInt(8);
        return switch (random.nextInt(5)) {
            case 0 -> spliced(bytes, at, length, new byte[0]);
            case 1 -> spliced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
            case 2 -> spliced(bytes, at, 1, new byte[] {(byte) random.nextInt(256)});
            case 3 -> spliced(bytes, at, 0, new byte[] {(byte) 0xC3, (byte) 0x28});
            default -> Arrays.copyOf(bytes, at);
        };
    }

    private static byte[] spliced(byte[] bytes, int at, int removed, byte[] inserted) {
        byte[] result = new byte[bytes.length - removed + inserted.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(inserted, 0, result, at, inserted.length);
        System.arraycopy(bytes, at + removed, result, at + inserted.length, bytes.length - at - removed);
        return result;
    }
}
