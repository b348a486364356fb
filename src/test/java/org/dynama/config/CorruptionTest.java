package org.dynama.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.dynama.ama.SearchStudy;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broken file is either read or refused with a fault that names it: never another exception, never a long wait. */
class CorruptionTest {
    private static final String SPEC = """
            name: first
            environment:
              kind: sequential-sales
              agents: 3       # three
              items: 2
              types: {high: [1.0, 0.5, 2.0]}
            objective: {revenue: 1, welfare: 0.2}
            optimizer:
              kind: auto
              temperature: 0.01
              weights: true
            evaluation: {profiles: 10000, solver: lp}
            seed: 1
            """;

    /** Six lines that mean 4^6 values. */
    private static final String BOMB = """
            a: &a [x, x, x, x]
            b: &b [*a, *a, *a, *a]
            c: &c [*b, *b, *b, *b]
            d: &d [*c, *c, *c, *c]
            e: &e [*d, *d, *d, *d]
            f: [*e, *e, *e, *e]
            """;

    private static final String[] INSERTS = {
        "*alias",
        "&a ",
        "no",
        "012",
        "[",
        "{",
        "[".repeat(5000),
        "{a: ".repeat(5000),
        "- ".repeat(5000),
        "1e999999999",
        "9".repeat(5000),
        "9".repeat(350),
        "0x" + "f".repeat(5000),
        "1e-999999999",
        ".nan",
        "-.inf",
        "~",
        "null",
        "!!python/object:x ",
        "!!binary ",
        "<<: *a",
        "? ",
        ": ",
        "|\n",
        ">-\n",
        "\t",
        "\r",
        "\n---\n",
        "\n...\n",
        "%YAML 3.0\n",
        "\"",
        "'",
        "\u0000",
        "\u0085",
        "\u2028",
        "\uFEFF",
        "\\",
        "#",
        "${HOME}",
        "=",
        "seed: 2\n",
        "\"\\ud800\"",
        "\"\\U00110000\"",
        BOMB
    };

    @TempDir
    Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void everyCorruptionIsReadOrRefused(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Path file = folder.resolve("spec.yaml");
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            byte[] bytes = SPEC.getBytes(StandardCharsets.UTF_8);
            for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
                bytes = corrupted(bytes, random);
            }
            Files.write(file, bytes);
            long start = System.nanoTime();
            refused += isRefused(file) ? 1 : 0;
            // Two seconds is hundreds of times what the slowest needs: it catches growth, not a busy machine.
            assertThat(System.nanoTime() - start)
                    .as(new String(bytes, StandardCharsets.UTF_8))
                    .isLessThan(2_000_000_000L);
        }
        assertThat(refused).isBetween(250, 499);
    }

    private static boolean isRefused(Path file) {
        try {
            Document document = Document.read(file, new SearchStudy().schema(), List.of());
            String yaml = document.toYaml();
            assertThat(Document.parse("again", yaml, new SearchStudy().schema(), List.of())
                            .node())
                    .isEqualTo(document.node());
            return false;
        } catch (ConfigException failure) {
            assertThat(failure.faults()).isNotEmpty().allSatisfy(fault -> {
                assertThat(fault.source()).isEqualTo(file.toString());
                assertThat(fault.rule()).isNotEmpty();
            });
            return true;
        }
    }

    private static byte[] corrupted(byte[] bytes, SplittableRandom random) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(1 + random.nextInt(8), bytes.length - at);
        return switch (random.nextInt(6)) {
            case 0 -> spliced(bytes, at, length, new byte[0]);
            case 1 -> spliced(bytes, at + length, 0, Arrays.copyOfRange(bytes, at, at + length));
            case 2 -> spliced(bytes, at, 1, new byte[] {bytes[random.nextInt(bytes.length)]});
            case 3 -> spliced(bytes, at, 1, new byte[] {(byte) random.nextInt(256)});
            case 4 -> insert(bytes, at, random);
            default -> insert(bytes, lineStart(bytes, at), random);
        };
    }

    private static byte[] insert(byte[] bytes, int at, SplittableRandom random) {
        return spliced(bytes, at, 0, INSERTS[random.nextInt(INSERTS.length)].getBytes(StandardCharsets.UTF_8));
    }

    private static int lineStart(byte[] bytes, int at) {
        int start = at;
        while (start > 0 && bytes[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private static byte[] spliced(byte[] bytes, int at, int removed, byte[] inserted) {
        byte[] result = new byte[bytes.length - removed + inserted.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(inserted, 0, result, at, inserted.length);
        System.arraycopy(bytes, at + removed, result, at + inserted.length, bytes.length - at - removed);
        return result;
    }
}
