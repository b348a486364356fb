package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.file.Digest;
import org.dynama.model.RandomStream;
import org.dynama.numpy.Npy;
import org.dynama.numpy.NpyArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever edits a field of a record, and puts the manifest's digests right, is caught by {@code verify}: the field is
 * computed again, or named among what is not re-checked.
 */
class EditedRecordsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** Runs of every study, and of every command on a mechanism, by name. */
    private Map<String, Path> runs() throws IOException {
        Map<String, Path> runs = new LinkedHashMap<>();
        for (var example : StudyExamples.all().entrySet()) {
            String study = example.getKey();
            if (Families.ALL.all().stream().anyMatch(one -> one.name().equals(study))) {
                Path spec = example.getValue().write(folder.resolve("spec-" + study));
                runs.put(study, run(study, study, spec.toString()));
            }
        }
        String mechanism = folder.resolve("search").toString();
        String learned = folder.resolve("learn").toString();
        Path profiles = folder.resolve("profiles.npy");
        Npy.write(profiles, new NpyArray(new double[] {0.2, 0.7, 0.9, 0, 0.4, 0.3, 0.8, 0}, 2, 2, 2));
        Path reports = Files.writeString(folder.resolve("reports.json"), "{\"a\": [0.7, 1.1], \"b\": [0.2]}");
        runs.put("evaluate", run("evaluate", "evaluate", mechanism, "--profiles", "9"));
        runs.put("audit", run("audit", "audit", mechanism, "--profiles", "4", "--rounds", "1"));
        runs.put("quote", run("quote", "quote", mechanism, "--reports", reports.toString()));
        runs.put("rows", run("rows", "quote", mechanism, "--reports", profiles.toString()));
        runs.put("learned audit", run("learned-audit", "audit", learned, "--tolerance", "0.5"));
        return runs;
    }

    private Path run(String name, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        Path out = folder.resolve(name);
        all.addAll(List.of("--out", out.toString(), "--quiet"));
        Console console = Console.run(Families.ALL, all.toArray(String[]::new));
        assertThat(console.status()).as(name + ": " + console.err()).isIn(Main.DONE, Main.CHECK_FAILED);
        return out;
    }

    @Test
    void oneEditOfEachKindOfFieldIsNoticed() throws IOException {
        edit(40);
    }

    @Test
    @Tag("slow")
    void threeHundredEditsAreNoticed() throws IOException {
        edit(300);
    }

    private void edit(int wanted) throws IOException {
        Map<String, Path> runs = runs();
        Map<String, int[]> counts = new TreeMap<>();
        UniformRandomProvider random = new RandomStream(5, "edits").generator(0);
        List<String> names = List.copyOf(runs.keySet());
        for (int k = 0; k < wanted; k++) {
            String name = names.get(k % names.size());
            Path run = runs.get(name);
            Path file = run.resolve(Files.exists(run.resolve("result.json")) ? "result.json" : "quote.json");
            String before = Files.readString(file);
            String manifest = Files.readString(run.resolve("manifest.json"));
            JsonNode record = JSON.readTree(before);
            if (k < names.size()) {
                Console untouched = Console.run(Families.ALL, "verify", run.toString());
                assertThat(untouched.status()).as(name + untouched.err()).isEqualTo(Main.DONE);
            }
            List<Place> places = new ArrayList<>();
            collect("", record, places);
            Place place = places.get(random.nextInt(places.size()));
            place.edit(random.nextInt(3));
            assertThat(record).isNotEqualTo(JSON.readTree(before));
            Files.writeString(file, record.toString());
            sign(run, file);
            Console verify = Console.run(Families.ALL, "verify", run.toString());
            boolean isNoticed = verify.status() != Main.DONE;
            boolean isListed = verify.err()
                    .lines()
                    .filter(line -> line.contains("not re-checked"))
                    .anyMatch(line -> place.isIn(line));
            assertThat(isNoticed || isListed)
                    .as("%s: %s was edited to %s, and verify says %s", name, place.path(), place.now(), verify.err())
                    .isTrue();
            counts.computeIfAbsent(name, any -> new int[2])[isNoticed ? 0 : 1]++;
            Files.writeString(file, before);
            Files.writeString(run.resolve("manifest.json"), manifest);
        }
        counts.forEach((name, count) -> System.out.printf(
                "%-14s %3d edits noticed, %2d of fields that are not re-checked%n", name, count[0], count[1]));
    }

    /** Puts the digests of a manifest right, as an editor would. */
    static void sign(Path run, Path file) throws IOException {
        Path path = run.resolve("manifest.json");
        ObjectNode manifest = (ObjectNode) JSON.readTree(path.toFile());
        ((ObjectNode) manifest.path("outputs")).put(file.getFileName().toString(), Digest.of(file));
        List<String> parts = new ArrayList<>();
        for (String key : List.of("study", "command", "version", "determines")) {
            parts.add(manifest.path(key).asText());
        }
        for (String key : List.of("inputs", "outputs")) {
            parts.add(JSON.convertValue(manifest.path(key), TreeMap.class).toString());
        }
        manifest.put("digest", Digest.of(String.join("\n", parts)));
        Files.writeString(path, manifest.toString());
    }

    /** A field of an object, or a place in a list. */
    private record Place(JsonNode parent, String key, String path) {
        JsonNode now() {
            return parent instanceof ArrayNode list ? list.path(Integer.parseInt(key)) : parent.path(key);
        }

        void edit(int kind) {
            JsonNode value = now();
            JsonNode other = JSON.valueToTree("edited");
            if (value.isIntegralNumber()) {
                other = JSON.valueToTree(value.asLong() + 1);
            } else if (value.isNumber()) {
                double number = value.doubleValue();
                other = JSON.valueToTree(kind == 0 ? number + 0.011 : number * 1.0000001 + 1e-9);
            } else if (value.isTextual()) {
                other = JSON.valueToTree(kind == 0 ? value.asText() + " and more" : "x" + value.asText());
            } else if (value.isBoolean()) {
                other = JSON.valueToTree(!value.asBoolean());
            } else if (value.isNull()) {
                other = JSON.valueToTree(0.5);
            }
            if (parent instanceof ArrayNode list) {
                list.set(Integer.parseInt(key), other);
            } else {
                ((ObjectNode) parent).set(key, other);
            }
        }

        /** Whether a line that lists paths, {@code *} for any place in a list, has this one or what it is in. */
        boolean isIn(String line) {
            String general = path.replaceAll("\\.\\d+(?=\\.|$)", ".*");
            for (String listed : line.replaceFirst(".*not re-checked\\s*", "").split("[,;] ", -1)) {
                if (general.equals(listed) || general.startsWith(listed + ".")) {
                    return true;
                }
            }
            return false;
        }
    }

    private static void collect(String path, JsonNode node, List<Place> places) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(key -> leaf(path, object, key, object.path(key), places));
        } else if (node instanceof ArrayNode list) {
            for (int k = 0; k < list.size(); k++) {
                leaf(path, list, "" + k, list.path(k), places);
            }
        }
    }

    private static void leaf(String path, JsonNode parent, String key, JsonNode value, List<Place> places) {
        String inner = path.isEmpty() ? key : path + "." + key;
        if (value.isContainerNode()) {
            collect(inner, value, places);
        } else {
            places.add(new Place(parent, key, inner));
        }
    }
}
