package org.dynama.serve;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dynama.study.LivePoint;
import org.dynama.study.Table;

/** The curves of a run: what one at work has said so far, and what a finished one has left in its tables. */
final class RunCurves {
    /** Larger tables are for other programs. */
    private static final long LARGEST = 64L << 20;

    private static final Set<String> KEYS = Set.of("case", "seed", "round");

    /** Columns of a training's trace, and the curves that they make. */
    private static final List<Map.Entry<String, String>> TRAINED = List.of(
            Map.entry("profit", "profit over step: of truth"),
            Map.entry("profitLeft", "profit over step: left"),
            Map.entry("regret", "loss over step: regret of truth"),
            Map.entry("participationLoss", "loss over step: IR loss"),
            Map.entry("exploitability", "loss over step: exploitability"),
            Map.entry("gradient", "gradient over step: norm"));

    private final Map<String, CurveView.Points> curves = new LinkedHashMap<>();

    private RunCurves() {}

    private void add(String title, double x, double y, double low, double high) {
        curves.computeIfAbsent(title, any -> new CurveView.Points()).add(x, y, low, high);
    }

    private List<CurveView> views() {
        List<CurveView> views = new ArrayList<>();
        curves.forEach((title, points) -> views.add(points.view(title)));
        return views;
    }

    /** Those of a run that has not ended. */
    static List<CurveView> live(Path run) {
        RunCurves curves = new RunCurves();
        LivePoint.read(run)
                .forEach(point -> curves.add(point.curve(), point.x(), point.y(), point.low(), point.high()));
        return curves.views();
    }

    /**
     * Those of a run that has ended.
     *
     * @throws org.dynama.refusal.Refusal if a table is damaged
     */
    static List<CurveView> finished(Path run) {
        RunCurves curves = new RunCurves();
        List<Table.Row> trace = rows(run.resolve("trace.csv"));
        if (!trace.isEmpty() && trace.get(0).cells().containsKey("objective")) {
            curves.search(trace);
        } else {
            curves.training(trace);
        }
        curves.seeds(rows(run.resolve("curves.csv")));
        return curves.views();
    }

    private static List<Table.Row> rows(Path file) {
        boolean isFit = Files.isRegularFile(file) && file.toFile().length() <= LARGEST;
        return isFit ? Table.read(file) : List.of();
    }

    private void search(List<Table.Row> trace) {
        int steps = 0;
        for (Table.Row row : trace) {
            boolean isStep = row.number("step") > 0;
            steps += isStep ? 1 : 0;
            double mean = row.number("objective");
            double error = row.number("standardError");
            String curve = isStep ? row.text("phase") : "validation";
            add("objective over step: " + curve, steps, mean, mean - error, mean + error);
        }
    }

    private void training(List<Table.Row> trace) {
        int perRound =
                1 + trace.stream().mapToInt(row -> row.whole("step")).max().orElse(0);
        for (Table.Row row : trace) {
            double step = row.number("round") * perRound + row.number("step");
            String of = row.text("start").matches("1?") ? "training" : "training, start " + row.text("start");
            for (Map.Entry<String, String> curve : TRAINED) {
                if (!row.text(curve.getKey()).isEmpty()) {
                    String title = curve.getValue() + ", " + of;
                    add(title, step, row.number(curve.getKey()), Double.NaN, Double.NaN);
                }
            }
        }
    }

    /** The mean over seeds, between the least and the largest of them. */
    private void seeds(List<Table.Row> rows) {
        Map<String, String> names = names(rows);
        Map<String, Map<Double, Seeds>> byCurve = new LinkedHashMap<>();
        for (Table.Row row : rows) {
            for (String column : row.cells().keySet()) {
                if (!KEYS.contains(column) && !row.text(column).isEmpty()) {
                    byCurve.computeIfAbsent(
                                    quantity(column) + " over round: " + names.get(row.text("case")),
                                    any -> new TreeMap<>())
                            .merge(row.number("round"), Seeds.of(row.number(column)), Seeds::and);
                }
            }
        }
        byCurve.forEach((title, points) -> points.forEach(
                (round, seeds) -> add(title, round, seeds.sum / seeds.count, seeds.least, seeds.largest)));
    }

    /** Of all columns but prices the table has regrets. */
    private static String quantity(String column) {
        return column.startsWith("price") ? column : column.equals("max") ? "largest regret" : "regret of " + column;
    }

    /** What tells cases apart, by their names: market, mechanism, rounds and reports between slashes. */
    private static Map<String, String> names(List<Table.Row> rows) {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        rows.forEach(row -> parts.computeIfAbsent(row.text("case"), name -> List.of(name.split(" / ", -1))));
        Map<String, String> names = new LinkedHashMap<>();
        parts.forEach((name, own) -> {
            String apart = IntStream.range(0, own.size())
                    .filter(k -> parts.values().stream()
                            .anyMatch(other -> other.size() <= k || !own.get(k).equals(other.get(k))))
                    .mapToObj(own::get)
                    .collect(Collectors.joining(", "));
            names.put(name, apart.isEmpty() ? name : apart);
        });
        return names;
    }

    private record Seeds(double sum, double least, double largest, int count) {
        static Seeds of(double value) {
            return new Seeds(value, value, value, 1);
        }

        Seeds and(Seeds more) {
            return new Seeds(
                    sum + more.sum, Math.min(least, more.least), Math.max(largest, more.largest), count + more.count);
        }
    }
}
