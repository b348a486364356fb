package org.dynama.study.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.dynama.config.Document;
import org.dynama.config.Schema;
import org.dynama.page.Numbers;
import org.dynama.study.Headline;
import org.dynama.study.Iterations;

/**
 * Successive halving: all cells run with few iterations, the best of them again with more, and so on, until the last rung runs
 * whole.
 *
 * <p>Cells compete where they differ in nothing but how they search or train ({@link Iterations#tuned}): their numbers compare then,
 * being of one world, objective, evaluation and seed. Of n that compete, the best {@code ceil(n / reduction)} by the study's
 * headline go on, the earlier one where two are equal, until one is left; a cell without a number does not. Rungs grow by
 * {@code reduction}, and the last one's runs are those of the sweep without pruning, to the last bit: each rung runs anew,
 * because a search anneals over its whole length.
 *
 * @see <a href="https://arxiv.org/abs/1502.07943">Jamieson and Talwalkar (2016), Algorithm 1</a>
 */
public final class Halving {
    private final SweepSpec spec;
    private final Pruning pruning;
    private final Iterations iterations;
    private final List<List<SweepCell>> groups;
    private final int rungs;

    /** Of a sweep that is pruned. */
    public Halving(SweepSpec spec) {
        this.spec = spec;
        pruning = Objects.requireNonNull(spec.pruning());
        iterations = Objects.requireNonNull(spec.study().iterations());
        Map<Map<String, JsonNode>, List<SweepCell>> alike = new LinkedHashMap<>();
        for (SweepCell cell : spec.cells()) {
            Map<String, JsonNode> others = new LinkedHashMap<>(cell.values());
            others.keySet().removeIf(iterations::isTuned);
            alike.computeIfAbsent(others, key -> new ArrayList<>()).add(cell);
        }
        groups = List.copyOf(alike.values());
        rungs = groups.stream().mapToInt(this::rungs).max().orElse(1);
    }

    /** How many rungs a group needs until one is left, as long as there are iterations for them. */
    private int rungs(List<SweepCell> group) {
        int count = 1;
        for (int left = group.size(); left > 1 && shortest(group, count) >= pruning.least(); left = kept(left)) {
            count++;
        }
        return count;
    }

    private long shortest(List<SweepCell> group, int below) {
        return group.stream().mapToLong(cell -> part(whole(cell), below)).min().orElse(0);
    }

    private int kept(int count) {
        return (count - 1) / pruning.reduction() + 1;
    }

    private long whole(SweepCell cell) {
        return iterations.of(spec.document(cell));
    }

    /** The iterations of a rung, so many below the last. */
    private long part(long whole, int below) {
        long part = whole;
        for (int k = 0; k < below; k++) {
            part = (part - 1) / pruning.reduction() + 1;
        }
        return part;
    }

    /** How many there are. */
    public int rungs() {
        return rungs;
    }

    /** The folder of a rung: that of a sweep. */
    public static Path folder(Path sweep, int rung) {
        return sweep.resolve("rung-" + rung);
    }

    /** A rung in words. */
    public String title(int rung) {
        String lengths = spec.cells().stream()
                .map(cell -> Numbers.count(part(whole(cell), rungs - rung)))
                .distinct()
                .collect(Collectors.joining(", "));
        return "Rung " + rung + " of " + rungs + ", " + iterations.key() + " " + lengths;
    }

    /**
     * A rung as a sweep of its own.
     *
     * @param rung from 1
     * @param before the tables of all rungs before it
     */
    public SweepSpec rung(int rung, List<SweepTable> before) {
        List<SweepCell> cells = new ArrayList<>();
        for (List<SweepCell> group : groups) {
            int first = rungs - rungs(group) + 1;
            cells.addAll(rung < first ? List.of() : rung == first ? group : best(group, before.get(rung - 2)));
        }
        // In the order of the file, whichever group they are of.
        List<SweepCell> ordered = spec.cells().stream().filter(cells::contains).toList();
        Map<String, Document> documents = new LinkedHashMap<>();
        ordered.forEach(cell -> documents.put(
                cell.name(), spec.document(cell).with(iterations.key(), part(whole(cell), rungs - rung))));
        return new SweepSpec(spec.study(), spec.name(), ordered, documents, spec.decided(), yaml(rung), null);
    }

    private List<SweepCell> best(List<SweepCell> group, SweepTable before) {
        List<SweepRow> rows =
                before.rows().stream().filter(row -> group.contains(row.cell())).toList();
        return rows.stream()
                .filter(row -> !Double.isNaN(score(row)))
                .sorted(Comparator.comparingDouble(row -> -score(row)))
                .limit(kept(rows.size()))
                .map(SweepRow::cell)
                .toList();
    }

    private static double score(SweepRow row) {
        Headline headline = row.headline();
        return headline == null ? Double.NaN : headline.betterBy(0);
    }

    private String yaml(int rung) {
        JsonNode tree = Document.parse(SweepFolder.SPEC, spec.yaml(), Schema.any(), List.of())
                .node();
        String map = iterations.key().substring(0, iterations.key().indexOf('.'));
        if (tree.path(map).isArray()) {
            return spec.yaml();
        }
        String set = iterations.key() + "=" + part(whole(spec.cells().get(0)), rungs - rung);
        return Document.parse(SweepFolder.SPEC, spec.yaml(), Schema.any(), List.of(set))
                .toYaml();
    }

    /** All cells, each with the last rung that it has reached. */
    public SweepTable table(List<SweepTable> known) {
        return table(spec.name(), spec.cells(), rungs, known);
    }

    /**
     * The same from what a folder holds.
     *
     * @param known tables of the rungs that have begun, in order
     */
    static SweepTable table(String name, List<SweepCell> cells, int rungs, List<SweepTable> known) {
        List<SweepRow> rows = new ArrayList<>();
        for (SweepCell cell : cells) {
            SweepRow row = SweepRow.waiting(cell);
            for (int k = 0; k < known.size(); k++) {
                boolean isLast = k + 1 == rungs;
                boolean isFollowed = k + 1 < known.size();
                for (SweepRow there : known.get(k).rows()) {
                    if (there.cell().name().equals(cell.name())) {
                        row = there.at(k + 1, isLast, isFollowed);
                    }
                }
            }
            rows.add(row);
        }
        return new SweepTable(name, rows);
    }

    /** What the rungs have cost beside all cells to the end, in a sentence. */
    public String work(List<SweepTable> known) {
        long all = spec.cells().stream().mapToLong(cell -> cost(cell, rungs)).sum();
        long done = LongStream.range(0, known.size())
                .flatMap(k -> known.get((int) k).rows().stream().mapToLong(row -> cost(row.cell(), (int) k + 1)))
                .sum();
        return "Work: " + Numbers.count(done) + " of " + Numbers.count(all) + " " + iterations.unit()
                + " that all cells would take, " + Numbers.percent((double) done / all) + ".";
    }

    private long cost(SweepCell cell, int rung) {
        return part(whole(cell), rungs - rung) * iterations.cost(spec.document(cell));
    }
}
