package org.dynama.online.study;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dynama.online.Curves;
import org.dynama.study.Csv;
import org.dynama.study.InvalidRunException;
import org.dynama.study.RunDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Every seed's result as it comes: {@code curves.csv}, a line for each round of the grid, and {@code seeds.csv}, a line for
 * each run, which is written last and so says that the run is whole. A killed run goes on from there.
 */
final class SeedFiles implements AutoCloseable {
    static final String SEEDS = "seeds.csv";

    private final Path curves;
    private final Path seeds;
    private final Map<String, SeedRun> done = new HashMap<>();
    private boolean headed;

    private SeedFiles(RunDirectory directory) {
        curves = directory.path().resolve("curves.csv");
        seeds = directory.path().resolve(SEEDS);
    }

    /** Starts anew, or goes on with what is whole. */
    static SeedFiles open(RunDirectory directory, List<OnlineCase> cases, boolean resumed) {
        SeedFiles files = new SeedFiles(directory);
        try {
            if (resumed && Files.exists(files.seeds) && Files.exists(files.curves)) {
                files.read(cases);
                files.dropParts();
            } else {
                Files.deleteIfExists(files.curves);
                Files.deleteIfExists(files.seeds);
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
            throw new InvalidRunException(
                    files.seeds + " cannot be read: " + damaged.getMessage() + "\nMaybe start the run anew.");
        }
        return files;
    }

    private static String key(String id, long seed) {
        return id + "#" + seed;
    }

    /** The result of a run that an earlier call has finished; null where there is none. */
    @Nullable
    SeedRun done(OnlineCase one, long seed) {
        return done.get(key(one.id(), seed));
    }

    private void read(List<OnlineCase> cases) throws IOException {
        Map<String, Map<String, Double>> facts = new HashMap<>();
        for (Row row : rows(seeds)) {
            facts.put(row.key(), row.numbers());
        }
        Map<String, OnlineCase> known = new HashMap<>();
        cases.forEach(one -> known.put(one.id(), one));
        Map<String, Integer> filled = new HashMap<>();
        for (Row row : rows(curves)) {
            OnlineCase one = known.get(row.id());
            Map<String, Double> whole = facts.get(row.key());
            if (one != null && whole != null) {
                Map<String, Double> numbers = row.numbers();
                List<String> columns = List.copyOf(numbers.keySet());
                SeedRun run = done.computeIfAbsent(
                        row.key(),
                        absent -> new SeedRun(row.seed(), new Curves(columns, one.grid()), whole, List.of()));
                int point = filled.merge(row.key(), 1, Integer::sum) - 1;
                numbers.forEach((column, value) -> run.curves().set(column, point, value));
            }
        }
        headed = true;
    }

    /** A line of a file, by the names in its head. */
    private record Row(Map<String, String> cells) {
        private static final List<String> LABELS = List.of("case", "seed", "round");

        String id() {
            return cells.getOrDefault("case", "");
        }

        long seed() {
            return Long.parseLong(cells.getOrDefault("seed", ""));
        }

        String key() {
            return SeedFiles.key(id(), seed());
        }

        /** All that is no label. */
        Map<String, Double> numbers() {
            Map<String, Double> numbers = new LinkedHashMap<>();
            cells.forEach((name, cell) -> {
                if (!LABELS.contains(name)) {
                    numbers.put(name, Double.parseDouble(cell));
                }
            });
            return numbers;
        }
    }

    private static List<Row> rows(Path file) throws IOException {
        List<String> lines = whole(file);
        List<String> names = Csv.cells(lines.get(0));
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = Csv.cells(line);
            Map<String, String> row = new LinkedHashMap<>();
            for (int k = 0; k < names.size(); k++) {
                row.put(names.get(k), cells.get(k));
            }
            rows.add(new Row(row));
        }
        return rows;
    }

    /** The lines that end in a line break: a kill may have cut the last one. */
    private static List<String> whole(Path file) throws IOException {
        String text = Files.readString(file);
        int end = text.lastIndexOf('\n') + 1;
        return text.substring(0, end).lines().toList();
    }

    /** Writes both files anew without the lines of runs that are not whole. */
    private void dropParts() throws IOException {
        Set<String> keys = new HashSet<>(done.keySet());
        for (Path file : List.of(curves, seeds)) {
            Path aside = file.resolveSibling(file.getFileName() + ".part");
            List<String> lines = whole(file);
            try (BufferedWriter writer = Files.newBufferedWriter(aside)) {
                writer.write(lines.get(0) + "\n");
                List<Row> rows = rows(file);
                for (int k = 0; k < rows.size(); k++) {
                    if (keys.contains(rows.get(k).key())) {
                        writer.write(lines.get(k + 1) + "\n");
                    }
                }
            }
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Adds a run that is whole. */
    void append(OnlineCase one, SeedRun run) {
        StringBuilder points = new StringBuilder();
        StringBuilder row = new StringBuilder();
        List<String> columns = run.curves().columns();
        if (!headed) {
            List<String> head = new ArrayList<>(List.of("case", "seed", "round"));
            head.addAll(columns);
            points.append(Csv.line(head));
            List<String> names = new ArrayList<>(List.of("case", "seed"));
            names.addAll(run.facts().keySet());
            row.append(Csv.line(names));
            headed = true;
        }
        for (int point = 0; point < run.curves().grid().size(); point++) {
            List<String> cells = new ArrayList<>(List.of(
                    one.id(),
                    Long.toString(run.seed()),
                    Long.toString(run.curves().grid().round(point))));
            for (String column : columns) {
                cells.add(Double.toString(run.curves().get(column, point)));
            }
            points.append(Csv.line(cells));
        }
        List<String> cells = new ArrayList<>(List.of(one.id(), Long.toString(run.seed())));
        run.facts().values().forEach(fact -> cells.add(Double.toString(fact)));
        row.append(Csv.line(cells));
        write(curves, points);
        write(seeds, row);
    }

    private static void write(Path file, CharSequence text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException exception) {
            throw new InvalidRunException(file + " cannot be written: " + exception.getMessage()
                    + "\nMaybe choose a folder that you can write with --out.");
        }
    }

    @Override
    public void close() {
        done.clear();
    }
}
