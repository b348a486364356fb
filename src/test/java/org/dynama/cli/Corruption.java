package org.dynama.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.config.Json;
import org.dynama.file.Digest;
import org.dynama.refusal.Refusal;
import org.dynama.study.Manifest;

/** Corrupts a file in one of many ways, some of which know what the format means. */
enum Corruption {
    /** JSON, and YAML, which is then written as JSON. */
    TREE {
        @Override
        byte[] inside(byte[] whole, UniformRandomProvider random) throws IOException {
            JsonNode root = YAML.readTree(whole);
            for (int edits = 1 + random.nextInt(2); edits > 0; edits--) {
                edit(root, random);
            }
            String written = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
            // Wild values go in as text, because most are no JSON.
            for (int w = 0; w < WILD.size(); w++) {
                written = written.replace("\"wild " + w + "\"", WILD.get(w));
            }
            return written.getBytes(StandardCharsets.UTF_8);
        }
    },
    /** JSON below a line with two digests, of which the second is that of what follows, whatever that is. */
    SIGNED {
        @Override
        byte[] inside(byte[] whole, UniformRandomProvider random) throws IOException {
            String text = new String(whole, StandardCharsets.UTF_8);
            int content = text.indexOf('\n') + 1;
            byte[] other = TREE.inside(text.substring(content).getBytes(StandardCharsets.UTF_8), random);
            byte[] head = (text.substring(0, 64) + " " + Digest.of(other) + "\n").getBytes(StandardCharsets.UTF_8);
            byte[] signed = Arrays.copyOf(head, head.length + other.length);
            System.arraycopy(other, 0, signed, head.length, other.length);
            return signed;
        }
    },
    /** A manifest whose digest is right again. */
    MANIFEST {
        @Override
        byte[] inside(byte[] whole, UniformRandomProvider random) throws IOException {
            byte[] other = TREE.inside(whole, random);
            try {
                Manifest edited = Json.parse("manifest.json", other, Manifest.class);
                String content = String.join(
                        "\n",
                        edited.study(),
                        edited.command(),
                        edited.version(),
                        edited.determines(),
                        edited.inputs().toString(),
                        "" + edited.outputs());
                String signed = new String(other, StandardCharsets.UTF_8).replace(edited.digest(), Digest.of(content));
                return signed.getBytes(StandardCharsets.UTF_8);
            } catch (Refusal refused) {
                return other;
            }
        }
    },
    /** Rows of cells. */
    TABLE {
        @Override
        byte[] inside(byte[] whole, UniformRandomProvider random) {
            List<String> lines = new ArrayList<>(
                    new String(whole, StandardCharsets.UTF_8).lines().toList());
            int row = random.nextInt(lines.size());
            List<String> cells = new ArrayList<>(Arrays.asList(lines.get(row).split(",", -1)));
            int cell = random.nextInt(cells.size());
            switch (random.nextInt(5)) {
                case 0 -> cells.remove(cell);
                case 1 -> cells.add(cell, cells.get(random.nextInt(cells.size())));
                case 2 -> cells.set(cell, cells.get(random.nextInt(cells.size())));
                default -> cells.set(cell, WILD.get(random.nextInt(WILD.size())));
            }
            if (random.nextInt(4) == 0) {
                lines.remove(row);
            } else {
                lines.set(row, String.join(",", cells));
            }
            return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        }
    },
    /** Numbers of eight bytes behind a header in words. */
    BYTES {
        @Override
        byte[] inside(byte[] whole, UniformRandomProvider random) {
            byte[] bytes = whole.clone();
            double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, 1e308, -1e16, Double.MIN_VALUE, -0.0, 7};
            if (random.nextBoolean() && bytes.length > 136) {
                int at = 128 + random.nextInt(bytes.length - 136) / 8 * 8;
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(at, odd[random.nextInt(odd.length)]);
                return bytes;
            }
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            String[] from = {"<f8", "False", "(", ",", "}", "'shape'", "{", "1", "2", "3", "NUMPY", "PK", ".npy"};
            String[] to = {"<f4", "|O", "True", "(9,", "(-1,", "(99999999999,", "(0,", "", "{", "<i8", ">f8", "../x"};
            int index = random.nextInt(from.length);
            String other = text.replace(from[index], to[random.nextInt(to.length)]);
            return other.getBytes(StandardCharsets.ISO_8859_1);
        }
    };

    private static final JsonMapper JSON = new JsonMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Numbers, words and structures that have no business where they are put. */
    private static final List<String> WILD = List.of(
            "1e999999999",
            "-1e999999999",
            "1e-999999999",
            "0e999999999",
            "1e308",
            "-1e308",
            "1e16",
            "NaN",
            "\"NaN\"",
            "\"-Infinity\"",
            "Infinity",
            ".inf",
            "9".repeat(5000),
            "0." + "1".repeat(390),
            "0",
            "-0.0",
            "-1",
            "0.5",
            "7",
            "100000",
            "2147483647",
            "-2147483648",
            "2147483648",
            "9223372036854775808",
            "1.0000000001",
            "0.9999999999",
            "null",
            "true",
            "\"\"",
            "\" \"",
            "\"start\"",
            "\"1\"",
            "\"../../../etc/passwd\"",
            "\"/\"",
            "\"" + "x".repeat(100_000) + "\"",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"\\u001b[2J\\u001b[Hholds\"",
            "\"\u202eevil\u2066\"",
            "\"a\\nholds\"",
            "\"<script>alert(1)</script>\"",
            "\"=cmd|'/C calc'!A0\"",
            "[]",
            "{}",
            "[[[]]]",
            "[null]",
            "{\"a\": null}",
            "[" + "1,".repeat(50_000) + "1]",
            "[".repeat(5000),
            "{\"a\":".repeat(5000),
            "[".repeat(90) + "]".repeat(90),
            "1, \"name\": 2",
            "1, \"schema\": 1, \"schema\": 1",
            "1}}}} 1",
            "{\"uniform\": 1, \"kind\": \"uniform\"}",
            "*a",
            "&a [1]",
            "!!python/object:x 1",
            "1 2",
            "'single'",
            "// comment");

    /** The file with edits that its format has a meaning for. */
    abstract byte[] inside(byte[] whole, UniformRandomProvider random) throws IOException;

    /** The file corrupted: by its meaning, by its bytes, or both. */
    byte[] corrupt(byte[] whole, UniformRandomProvider random) throws IOException {
        int way = random.nextInt(6);
        byte[] bytes = way < 5 ? inside(whole, random) : whole;
        for (int edits = way < 4 ? 0 : 1 + random.nextInt(2); edits > 0; edits--) {
            bytes = scratched(bytes, random);
        }
        return bytes;
    }

    /** Deletes, doubles, renames or swaps an entry somewhere, or puts something wild in its place. */
    private static void edit(JsonNode root, UniformRandomProvider random) {
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
        JsonNode wild = JSON.getNodeFactory().textNode("wild " + random.nextInt(WILD.size()));
        switch (random.nextInt(7)) {
            case 0 -> remove(node, first);
            case 1 -> set(node, first, child(node, second).deepCopy());
            case 2 -> {
                JsonNode kept = child(node, first);
                set(node, first, child(node, second));
                set(node, second, kept);
            }
            case 3 -> {
                for (int copies = random.nextInt(100); node instanceof ArrayNode list && copies > 0; copies--) {
                    list.add(child(node, second).deepCopy());
                }
                if (node instanceof ObjectNode map) {
                    map.set("extra", child(node, second).deepCopy());
                }
            }
            case 4 -> {
                JsonNode kept = child(node, first).deepCopy();
                remove(node, first);
                if (node instanceof ObjectNode map) {
                    map.set(WILD.get(random.nextInt(WILD.size())), kept);
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

    /** Bytes deleted, doubled, flipped or replaced: brackets that do not match, broken UTF-8, lines given twice. */
    private static byte[] scratched(byte[] bytes, UniformRandomProvider random) {
        if (bytes.length < 10) {
            return bytes;
        }
        int at = random.nextInt(bytes.length - 8);
        int length = 1 + random.nextInt(8);
        String wild = WILD.get(random.nextInt(WILD.size()));
        return switch (random.nextInt(7)) {
            case 0 -> spliced(bytes, at, length, new byte[0]);
            case 1 -> spliced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
            case 2 -> spliced(bytes, at, 1, new byte[] {(byte) random.nextInt(256)});
            case 3 -> spliced(bytes, at, 1, new byte[] {(byte) (bytes[at] ^ (1 << random.nextInt(8)))});
            case 4 -> spliced(bytes, at, 0, new byte[] {(byte) 0xC3, (byte) 0x28});
            case 5 -> spliced(bytes, at, 0, wild.getBytes(StandardCharsets.UTF_8));
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
