package org.dynama.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dynama.study.Csv;

/** What of a run's folder must be the same when the run is made again. */
final class RunEssence {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunEssence() {}

    /** All that a run leaves and that must be the same again, by name: times, versions and digests of them may differ. */
    static Map<String, String> of(Path run) throws IOException {
        Map<String, String> essence = new TreeMap<>();
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = run.relativize(file).toString();
                if (name.endsWith(".json") && !name.endsWith("manifest.json")) {
                    essence.put(name, withoutTimes(JSON.readTree(file.toFile())).toString());
                } else if (name.endsWith(".csv")) {
                    essence.put(name, csvWithoutTimes(Files.readAllLines(file)));
                } else if (name.endsWith(".yaml") || name.endsWith(".npz") || name.endsWith(".npy")) {
                    essence.put(name, Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
                } else {
                    essence.put(name, "");
                }
            }
        }
        return essence;
    }

    private static JsonNode withoutTimes(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(List.of("seconds", "programSeconds", "processor", "versions"));
        }
        node.forEach(RunEssence::withoutTimes);
        return node;
    }

    private static String csvWithoutTimes(List<String> lines) {
        List<String> head = Csv.cells(lines.get(0));
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            List<String> cells = Csv.cells(line);
            for (int c = 0; c < cells.size(); c++) {
                boolean time = c < head.size()
                        && head.get(c).toLowerCase(java.util.Locale.ROOT).contains("seconds");
                text.append(time ? "" : cells.get(c)).append(',');
            }
            text.append('\n');
        }
        return text.toString();
    }
}
