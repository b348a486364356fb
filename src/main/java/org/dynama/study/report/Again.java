package org.dynama.study.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.dynama.config.Json;
import org.dynama.file.WholeFile;
import org.dynama.refusal.Refusal;
import org.dynama.study.Job;
import org.dynama.study.Progress;
import org.dynama.study.Runner;
import org.dynama.study.StoredRun;
import org.dynama.study.StudyRecord;
import org.dynama.study.Verification;

/** Re-checks a record by computing it again from the run's own spec, and comparing every number; one seed gives one result. */
final class Again {
    /** Of a record, what another run of the same spec may have otherwise. */
    private static final Set<String> FREE = Set.of("seconds", "programSeconds", "processor", "versions", "certificate");

    private Again() {}

    static <R extends StudyRecord> Verification verify(StoredRun<R> run, Progress progress) {
        Job<R> job = run.kind().job(run.folder());
        if (job == null) {
            String command = run.record().header().command();
            throw Refusal.of(
                    run.folder().path() + " holds what " + command + " left, and nothing there can be computed anew",
                    "Maybe dynama " + command + " again, and compare.");
        }
        JsonNode again = again(job, progress);
        JsonNode given = Json.MAPPER.valueToTree(run.record());
        int[] compared = {0};
        String failure = difference("", given, again, compared);
        Map<String, String> about = Map.of("not re-checked", "seconds, versions");
        String same = "the spec was run again: all " + compared[0] + " numbers and words are the same bits";
        return Verification.of(run, about, failure.isEmpty() ? List.of(same) : List.of(), failure);
    }

    private static <R extends StudyRecord> JsonNode again(Job<R> job, Progress progress) {
        try {
            Path folder = Files.createTempDirectory("dynama-verify");
            try {
                R record = new Runner(progress)
                        .run(job, folder.resolve("run"), false)
                        .record();
                return Json.MAPPER.valueToTree(record);
            } finally {
                WholeFile.delete(folder);
            }
        } catch (IOException exception) {
            throw Refusal.of("no folder can be made to run again in: " + exception.getMessage(), "");
        }
    }

    /** The first place where two trees differ, in words; empty where they do not. */
    private static String difference(String path, JsonNode given, JsonNode again, int[] compared) {
        if (given.isContainerNode() && given.getNodeType() == again.getNodeType()) {
            Set<String> keys = new LinkedHashSet<>();
            for (JsonNode node : List.of(given, again)) {
                node.fieldNames().forEachRemaining(keys::add);
                IntStream.range(0, node.isArray() ? node.size() : 0).forEach(k -> keys.add("" + k));
            }
            for (String key : keys) {
                String inner = path.isEmpty() ? key : path + "." + key;
                String found = FREE.contains(key) ? "" : difference(inner, at(given, key), at(again, key), compared);
                if (!found.isEmpty()) {
                    return found;
                }
            }
            return "";
        }
        compared[0]++;
        return given.equals(again) ? "" : path + " = " + given + " must be " + again;
    }

    private static JsonNode at(JsonNode node, String key) {
        JsonNode inner = node.isArray() ? node.path(Integer.parseInt(key)) : node.path(key);
        return inner.isMissingNode() ? JsonNodeFactory.instance.nullNode() : inner;
    }
}
