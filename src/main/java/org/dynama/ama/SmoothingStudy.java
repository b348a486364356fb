package org.dynama.ama;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.ama.search.MoneyUnit;
import org.dynama.ama.study.SearchRun;
import org.dynama.ama.study.SearchSpec;
import org.dynama.ama.study.Smoothing;
import org.dynama.ama.study.SmoothingRecord;
import org.dynama.ama.view.SmoothingView;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Schema;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.study.Describes;
import org.dynama.study.Header;
import org.dynama.study.Input;
import org.dynama.study.Run;
import org.dynama.study.RunFolder;
import org.dynama.study.Soundness;
import org.dynama.study.Study;
import org.dynama.study.View;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.dynama.world.file.EnvironmentFile;
import org.dynama.world.kind.DescribedWorld;
import org.dynama.world.market.Expansion;
import org.jspecify.annotations.Nullable;

/** What entropies do to revenue as a study: the command {@code smoothing}. */
public final class SmoothingStudy implements Study<SmoothingStudy.Spec, SmoothingRecord>, Describes {
    /**
     * What to soften; the search's objective and optimizer are not used.
     *
     * @param search its world, its evaluation's profiles, seed and threads
     * @param temperatures in units of reward, each finite and positive
     */
    public record Spec(SearchSpec search, Reals temperatures) {}

    @Override
    public String name() {
        return "smoothing";
    }

    @Override
    public Help help() {
        return new Help(
                List.of(
                        "Shows what entropy does to revenue: VCG and, where it is known, the optimum, softened at each"
                                + " temperature. The spec's objective and optimizer are not used.",
                        "Writes smoothing.csv and a figure."),
                "experiments/smoothing.yaml --out runs/smoothing");
    }

    @Override
    public Schema schema() {
        return Schema.resource(SearchStudy.KEYS, "/org/dynama/ama/study/smoothing.schema.json");
    }

    /** Refuses worlds that cannot be softened: in which leaving an agent out forbids actions. */
    @Override
    public Spec read(Document document) {
        SearchSpec search = SearchSpec.of(document);
        if (search.environment().absence() instanceof Absence.Masked masked) {
            String rule = "cannot be softened: " + masked.describe() + ", and a softened policy takes every action";
            String hint = "Maybe another world, or --set 'environment.leftOut={cost: 5}' for workers.";
            throw new ConfigException(document.source(), List.of(document.fault("environment", rule, hint)));
        }
        return new Spec(search, document.bind("temperatures", Reals.class));
    }

    @Override
    public String needs() {
        return EnvironmentFile.NEEDS;
    }

    @Override
    public Expansion ofKind(Document spec) {
        return DescribedWorld.expansion(spec, "environment");
    }

    @Override
    public List<Input> inputs(Document document, Spec spec) {
        return spec.search().inputs(document);
    }

    @Override
    public SmoothingRecord run(Spec spec, Run run) {
        SearchSpec search = spec.search();
        Environment environment = search.environment();
        SearchSpec.Keys keys = search.keys();
        List<SmoothingRecord.Row> rows;
        MoneyUnit unit = MoneyUnit.of(environment);
        try (Solvers solvers = search.solvers(unit.in(environment), keys.precision())) {
            rows = new Smoothing(environment, unit, solvers, SearchRun.drawn(search))
                    .curves(spec.temperatures(), run::at);
        }
        SmoothingRecord record = new SmoothingRecord(
                Header.of(name(), keys.name(), keys.seed(), Soundness.UNTESTED),
                environment.name(),
                environment.notes(),
                rows,
                run.seconds());
        run.folder().write("smoothing.csv", record.table().toCsv());
        return record;
    }

    @Override
    public Class<SmoothingRecord> type() {
        return SmoothingRecord.class;
    }

    /** What each entropy at its coolest leaves of each mechanism's revenue. */
    @Override
    public Map<String, @Nullable Object> columns(SmoothingRecord record) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        record.rows().forEach(row -> {
            String curve = row.mechanism() + "." + row.entropy();
            columns.put(curve + ".temperature", row.temperature());
            columns.put(curve + ".revenue", row.revenue().mean());
            columns.put(curve + ".difference", row.difference().mean());
        });
        return columns;
    }

    @Override
    public View view(SmoothingRecord record, RunFolder folder) {
        return SmoothingView.of(record);
    }
}
