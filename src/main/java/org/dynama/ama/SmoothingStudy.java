package org.dynama.ama;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.ama.search.GradientStudy;
import org.dynama.ama.search.MoneyUnit;
import org.dynama.ama.study.SearchRun;
import org.dynama.ama.study.SearchSpec;
import org.dynama.ama.study.Smoothing;
import org.dynama.ama.study.SmoothingRecord;
import org.dynama.ama.study.SmoothingTables;
import org.dynama.ama.view.SmoothingView;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Schema;
import org.dynama.model.Horizon;
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
import org.dynama.world.Environment;
import org.dynama.world.file.EnvironmentFile;
import org.dynama.world.kind.DescribedWorld;
import org.dynama.world.market.Expansion;
import org.jspecify.annotations.Nullable;

/** What entropies do to an objective and to the search's gradients as a study: the command {@code smoothing}. */
public final class SmoothingStudy implements Study<SmoothingStudy.Spec, SmoothingRecord>, Describes {
    /**
     * What to soften.
     *
     * @param search its world, objective, evaluation's profiles, seed and threads; of its optimizer the coordinates and the
     *     perturbations
     * @param temperatures in units of reward, each finite and positive
     * @param gradients which estimates of gradients are held against exact ones
     */
    public record Spec(SearchSpec search, Reals temperatures, Gradients gradients) {}

    /**
     * Estimates of gradients.
     *
     * @param profiles of all of them; 0 for none
     * @param deviations of perturbations, relative to the rewards at stake, each finite and positive
     */
    public record Gradients(int profiles, Reals deviations) {}

    @Override
    public String name() {
        return "smoothing";
    }

    @Override
    public Help help() {
        return new Help(
                List.of(
                        "Shows what entropy does to the objective: VCG and, where it is known, the optimum, softened at each"
                                + " temperature; how fast that vanishes in one profile; and how far the estimators of"
                                + " gradients are off.",
                        "Writes smoothing.csv, rates.csv, gradients.csv, line.csv and figures."),
                "experiments/smoothing.yaml --out runs/smoothing");
    }

    @Override
    public Schema schema() {
        return Schema.resource(SearchStudy.KEYS, "/org/dynama/ama/study/smoothing.schema.json");
    }

    /** Refuses worlds that no solver softens, and gradients from fewer profiles than two estimates need. */
    @Override
    public Spec read(Document document) {
        SearchSpec search = SearchSpec.of(document);
        Faults faults = new Faults(document.source());
        if (search.environment().mdp().horizon() instanceof Horizon.AverageReward) {
            faults.add(document.fault(
                    "environment",
                    "cannot be softened: an average-reward horizon has no solver with an entropy",
                    "Maybe a discounted horizon with a discount near 1."));
        }
        Gradients gradients = document.bind("gradients", Gradients.class);
        if (gradients.profiles() > 0 && gradients.profiles() < GradientStudy.fewest()) {
            faults.add(document.fault(
                    "gradients.profiles",
                    "must be 0 or at least " + GradientStudy.fewest() + ", for two estimates",
                    "Maybe gradients.profiles: 0."));
        }
        faults.throwIfAny();
        return new Spec(search, document.bind("temperatures", Reals.class), gradients);
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
        MoneyUnit unit = MoneyUnit.of(environment);
        try (Solvers solvers = search.solvers(unit.in(environment), keys.precision())) {
            Smoothing smoothing =
                    new Smoothing(environment, search.objective(), unit, solvers, SearchRun.drawn(search));
            List<SmoothingRecord.Row> rows = smoothing.curves(spec.temperatures(), run::at);
            run.at("rates and gradients", 0, "");
            GradientStudy gradients = gradients(spec, unit, solvers);
            SmoothingRecord record = new SmoothingRecord(
                    Header.of(name(), keys.name(), keys.seed(), Soundness.UNTESTED),
                    environment.name(),
                    environment.notes(),
                    search.objective().name(),
                    rows,
                    smoothing.rates(spec.temperatures()),
                    gradients == null
                            ? null
                            : gradients.errors(
                                    spec.temperatures(), spec.gradients().deviations()),
                    gradients == null ? null : gradients.line(),
                    run.seconds());
            SmoothingTables.of(record).forEach((name, table) -> run.folder().write(name, table.toCsv()));
            return record;
        }
    }

    private static @Nullable GradientStudy gradients(Spec spec, MoneyUnit unit, Solvers solvers) {
        SearchSpec search = spec.search();
        int count = spec.gradients().profiles();
        return count == 0
                ? null
                : new GradientStudy(
                        search.environment(),
                        search.objective(),
                        unit,
                        search.search(),
                        solvers,
                        SearchRun.drawn(search, count));
    }

    @Override
    public Class<SmoothingRecord> type() {
        return SmoothingRecord.class;
    }

    /** What each entropy at its coolest leaves of each mechanism's objective. */
    @Override
    public Map<String, @Nullable Object> columns(SmoothingRecord record) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        record.rows().forEach(row -> {
            String curve = row.mechanism() + "." + row.entropy();
            columns.put(curve + ".temperature", row.temperature());
            columns.put(curve + "." + record.wanted(), row.revenue().mean());
            columns.put(curve + ".difference", row.difference().mean());
        });
        return columns;
    }

    @Override
    public View view(SmoothingRecord record, RunFolder folder) {
        return SmoothingView.of(record);
    }
}
