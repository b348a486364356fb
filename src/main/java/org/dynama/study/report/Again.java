package org.dynama.study.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dynama.config.Json;
import org.dynama.file.WholeFile;
import org.dynama.refusal.Refusal;
import org.dynama.study.Csv;
import org.dynama.study.Job;
import org.dynama.study.Manifest;
import org.dynama.study.Progress;
import org.dynama.study.Rechecked;
import org.dynama.study.RecordComparison;
import org.dynama.study.Runner;
import org.dynama.study.StoredRun;
import org.dynama.study.StudyRecord;

/**
 * Computes a record again from the run's own folder, and compares what it left: one seed gives one result. The record is
 * compared as its file holds it, not as it was read, so that keys count which nobody reads.
 */
final class Again {
    private Again() {}

    static <R extends StudyRecord> Rechecked compare(StoredRun<R> run, Progress progress) {
        Job<R> job = run.kind().recomputation(run.folder());
        if (job == null) {
            String command = run.record().header().command();
            throw Refusal.of(
                    run.folder().path() + " holds what " + command + " left, and nothing there can be computed anew",
                    "Maybe dynama " + command + " again, and compare.");
        }
        try {
            Path folder = Files.createTempDirectory("dynama-verify");
            try {
                Path out = folder.resolve("run");
                R record = new Runner(progress).compute(job, out);
                JsonNode given = Json.read(run.folder().file(run.kind().file()), JsonNode.class);
                Rechecked numbers = new RecordComparison(run.notRechecked(), RecordComparison.unit(record))
                        .compare(given, Json.MAPPER.readTree(Json.write(record)));
                return numbers.holds() ? numbers.and(files(run, job, out)) : numbers;
            } finally {
                WholeFile.delete(folder);
            }
        } catch (IOException exception) {
            throw Refusal.of("no folder can be made to run again in: " + exception.getMessage(), "");
        }
    }

    /** The files that both runs left besides the record, times left out, and folders in it that are runs of their own. */
    private static Rechecked files(StoredRun<?> run, Job<?> job, Path again) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(again)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !isOfAnotherRun(file, again))
                    .map(file -> again.relativize(file).toString().replace('\\', '/'))
                    .forEach(names::add);
        }
        job.inputs().forEach(input -> names.remove(input.copy()));
        List<String> same = new ArrayList<>();
        Manifest manifest = run.folder().manifest();
        for (String name : names) {
            boolean wasLeft = manifest != null
                    && manifest.outputs() != null
                    && manifest.outputs().containsKey(name);
            if (run.folder().has(name)) {
                if (!content(run.folder().file(name)).equals(content(again.resolve(name)))) {
                    return Rechecked.fails(name + " is not what the run leaves");
                }
                same.add(name);
            } else if (wasLeft) {
                return Rechecked.fails(name + " is missing");
            }
        }
        return same.isEmpty()
                ? new Rechecked(List.of(), "")
                : Rechecked.holds(String.join(", ", same) + " as the run leaves them");
    }

    private static boolean isOfAnotherRun(Path file, Path run) {
        for (Path folder = file.getParent(); folder != null && !folder.equals(run); folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(Manifest.FILE))) {
                return true;
            }
        }
        return false;
    }

    private static String content(Path file) throws IOException {
        if (!file.toString().endsWith(".csv")) {
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        }
        List<List<String>> rows =
                Files.readAllLines(file).stream().map(Csv::cells).toList();
        List<String> head = rows.isEmpty() ? List.of() : rows.get(0);
        return rows.stream()
                .map(row -> Stream.iterate(0, c -> c < row.size(), c -> c + 1)
                        .filter(c -> c >= head.size() || !isTime(head.get(c)))
                        .map(row::get)
                        .toList()
                        .toString())
                .collect(Collectors.joining("\n"));
    }

    private static boolean isTime(String column) {
        return column.equals("seconds") || column.endsWith("Seconds");
    }
}
