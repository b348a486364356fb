package org.dynama.compare;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dynama.compare.study.CompareRecord;
import org.dynama.compare.study.CompareRecord.Compared;
import org.dynama.compare.study.CompareRecord.Limit;
import org.dynama.compare.study.CompareRun;
import org.dynama.compare.study.CompareSpec;
import org.dynama.compare.view.CompareView;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Json;
import org.dynama.config.Schema;
import org.dynama.study.Headline;
import org.dynama.study.Input;
import org.dynama.study.Run;
import org.dynama.study.RunFolder;
import org.dynama.study.Study;
import org.dynama.study.View;
import org.dynama.world.file.MarketplaceFile;
import org.dynama.world.kind.DescribedWorld;
import org.jspecify.annotations.Nullable;

/**
 * One market under every mechanism that fits it, as a study: the command {@code compare}.
 *
 * @param families whose specs describe markets
 */
public record CompareStudy(List<Study<?, ?>> families) implements Study<CompareSpec, CompareRecord> {
    private static final String MARKET = "market";

    /** What a comparison's spec may hold. */
    static final String KEYS = "/org/dynama/compare/study/compare.schema.json";

    public CompareStudy {
        families = List.copyOf(families);
    }

    @Override
    public String name() {
        return "compare";
    }

    @Override
    public Class<CompareRecord> type() {
        return CompareRecord.class;
    }

    @Override
    public Help help() {
        return new Help(
                List.of(
                        "Puts every mechanism that fits a market side by side, on the same types: what each earns, what"
                                + " agents keep, how far that is from the best possible, and what its promises rest on.",
                        "",
                        "SPEC is a comparison's spec, the spec of another command, whose market is taken, or the JSON"
                                + " file of a market.",
                        "",
                        "Writes result.json, comparison.csv, comparison.tex and report.html; each mechanism that a"
                                + " search finds has a run's folder of its own in it."),
                "models/environments/complements.json");
    }

    @Override
    public Schema schema() {
        return Schema.resource(KEYS);
    }

    @Override
    public boolean takesOthers() {
        return true;
    }

    @Override
    public Document document(Path file, List<String> overrides) {
        if (MarketplaceFile.isLarge(file)) {
            String text = "{" + MARKET + ": {file: "
                    + Json.write(String.valueOf(file.getFileName())).strip() + "}}";
            return Document.parse(file.toString(), text, schema(), overrides);
        }
        Document any = Document.read(file, Schema.any(), List.of());
        Document own = new Faults("").attempt(() -> Document.read(file, schema(), List.of()));
        if (own != null) {
            return Document.read(file, schema(), overrides);
        }
        String market = any.has("actions")
                ? String.valueOf(file.getFileName())
                : any.has("environment.file") ? any.text("environment.file") : new MarketOfSpec(families).write(file);
        boolean isWorst = any.has("environment.absence")
                && any.text("environment.absence").equals(DescribedWorld.WORST_TYPE);
        String absence = isWorst ? ", absence: " + DescribedWorld.WORST_TYPE : "";
        String grid = any.has("environment.grid") ? ", grid: " + any.text("environment.grid") : "";
        String text = "{" + MARKET + ": {file: " + Json.write(market).strip() + "}" + absence + grid + "}";
        return Document.parse(file.toString(), text, schema(), overrides);
    }

    @Override
    public CompareSpec read(Document document) {
        return CompareSpec.of(document);
    }

    @Override
    public List<Input> inputs(Document document, CompareSpec spec) {
        return Input.of(document).stream()
                .flatMap(input -> input.with(spec.companions()))
                .toList();
    }

    @Override
    public CompareRecord run(CompareSpec spec, Run run) {
        return new CompareRun(spec, run).record();
    }

    /** Native libraries have one tape for the whole program. */
    @Override
    public boolean isParallel() {
        return false;
    }

    @Override
    public Set<String> notRechecked() {
        return Set.of("seconds", "versions");
    }

    @Override
    public Headline headline(CompareRecord record) {
        Compared best = record.best();
        Map<String, Double> marks = new LinkedHashMap<>();
        record.mechanisms().stream()
                .filter(mechanism -> !mechanism.name().equals(best.name()))
                .forEach(mechanism ->
                        marks.put(mechanism.title(), mechanism.worth().profit().mean()));
        Limit bound = record.tightest();
        if (bound != null) {
            marks.put("bound", bound.value());
        }
        return new Headline(
                record.setting().market(),
                "profit of the " + best.title(),
                false,
                best.worth().profit().mean(),
                best.worth().profit().standardError(),
                marks);
    }

    @Override
    public Map<String, @Nullable Object> columns(CompareRecord record) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        record.mechanisms()
                .forEach(mechanism ->
                        columns.put(mechanism.name(), mechanism.worth().profit().mean()));
        Limit bound = record.tightest();
        columns.put("bound", bound == null ? null : bound.value());
        columns.put("verdict", soundness(record).verdict());
        return columns;
    }

    @Override
    public View view(CompareRecord record, RunFolder folder) {
        return CompareView.of(record);
    }
}
