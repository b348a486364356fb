package org.dynama.pivot;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dynama.config.Document;
import org.dynama.config.Schema;
import org.dynama.pivot.quote.SeasonRecord;
import org.dynama.pivot.quote.SeasonReports;
import org.dynama.pivot.quote.SeasonRun;
import org.dynama.pivot.study.AffineResult;
import org.dynama.pivot.study.PivotFile;
import org.dynama.pivot.study.PivotRecord;
import org.dynama.pivot.study.PivotRun;
import org.dynama.pivot.study.PivotSpec;
import org.dynama.pivot.study.StoredPivot;
import org.dynama.pivot.view.AffineWording;
import org.dynama.pivot.view.PivotView;
import org.dynama.pivot.view.SeasonView;
import org.dynama.pivot.world.WorldFile;
import org.dynama.refusal.Refusal;
import org.dynama.study.Describes;
import org.dynama.study.Headline;
import org.dynama.study.Input;
import org.dynama.study.Job;
import org.dynama.study.Kind;
import org.dynama.study.Manifest;
import org.dynama.study.Quotes;
import org.dynama.study.Run;
import org.dynama.study.RunFolder;
import org.dynama.study.Study;
import org.dynama.study.View;
import org.dynama.world.market.Expansion;
import org.jspecify.annotations.Nullable;

/** The dynamic pivot mechanism of random allocation spaces as a study: the command {@code pivot}. */
public record PivotStudy(String name, Help help, Schema schema, Class<PivotRecord> type)
        implements Study<PivotSpec, PivotRecord>, Describes, Quotes {
    private static final String EVALUATE = "evaluate";
    private static final String JSON_REPORTS = "reports.json";
    private static final String CSV_REPORTS = "reports.csv";

    /** The study, as it is listed. */
    public PivotStudy() {
        this(
                "pivot",
                new Help(
                        List.of(
                                "Computes the dynamic pivot mechanism of a random allocation space, checks every"
                                        + " promise of it at every period, public state, profile and misreport, and"
                                        + " simulates seasons.",
                                "",
                                "With weights and boosts it is the affine pivot mechanism, whose promises are checked"
                                        + " alike; with optimizer.kind: annealing, those that earn the designer the"
                                        + " most are looked for first.",
                                "",
                                "Writes result.json, values.csv (values and transfers), mechanism.json with world.json and"
                                        + " tables.npz, which dynama quote plays seasons with, and report.html. Status 3 means"
                                        + " that a check that must hold does not; what an unsatisfied assumption leaves"
                                        + " open is reported, with its margin, at status 0."),
                        "experiments/pivot-brewery.yaml --set environment.periods=6"),
                Schema.resource("/org/dynama/pivot/study/pivot.schema.json"),
                PivotRecord.class);
    }

    @Override
    public PivotSpec read(Document document) {
        return PivotSpec.of(document);
    }

    @Override
    public List<Input> inputs(Document document, PivotSpec spec) {
        return Input.of(document).stream()
                .flatMap(input -> input.with(spec.companions()))
                .toList();
    }

    @Override
    public String needs() {
        return WorldFile.NEEDS;
    }

    @Override
    public Expansion ofKind(Document spec) {
        return PivotSpec.expansion(spec);
    }

    @Override
    public PivotRecord run(PivotSpec spec, Run run) {
        return new PivotRun(spec, run, name).record();
    }

    @Override
    public Headline headline(PivotRecord record) {
        Map<String, Double> marks = new LinkedHashMap<>();
        marks.put("payments to the designer", -record.expected().deficit());
        AffineResult affine = record.affine();
        if (affine != null) {
            marks.put("in the pivot mechanism", affine.pivotRevenue());
        }
        double welfare = record.expected().welfare();
        return new Headline(record.setting().world(), "expected welfare", false, welfare, 0, marks);
    }

    @Override
    public Map<String, @Nullable Object> columns(PivotRecord record) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("welfare", record.expected().welfare());
        columns.put("publicUtility", record.expected().publicUtility());
        columns.put("deficit", record.expected().deficit());
        AffineResult affine = record.affine();
        columns.put("revenue", -record.expected().deficit());
        columns.put("pivotRevenue", affine == null ? null : affine.pivotRevenue());
        columns.put("weights", affine == null ? null : AffineWording.weights(affine));
        columns.put("boosts", affine == null ? null : AffineWording.boosts(affine));
        columns.put("verdict", soundness(record).verdict());
        return columns;
    }

    @Override
    public View view(PivotRecord record, RunFolder folder) {
        return PivotView.of(record);
    }

    /** Runs, and evaluations of what they stored. */
    @Override
    public boolean owns(JsonNode record) {
        return List.of(name, EVALUATE).contains(record.path("command").asText());
    }

    @Override
    public boolean stores(JsonNode mechanism) {
        return PivotFile.stores(mechanism);
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of(this, new SeasonKind(this::quote));
    }

    /** An evaluation is a run with the mechanism that was given. */
    @Override
    public Job<PivotRecord> job(RunFolder folder) {
        Manifest manifest = folder.manifest();
        return manifest != null && manifest.command().equals(EVALUATE)
                ? evaluation(StoredPivot.in(folder.path(), schema))
                : Study.super.job(folder);
    }

    @Override
    public Job<?> evaluation(Path mechanism, @Nullable Path profiles, List<String> overrides) {
        if (profiles != null) {
            throw Refusal.of(
                    "--profiles does not apply to " + mechanism + ": a pivot mechanism is checked at all profiles",
                    "Maybe leave it out.");
        }
        return evaluation(StoredPivot.read(mechanism, schema, EVALUATE, overrides));
    }

    private Job<PivotRecord> evaluation(StoredPivot stored) {
        return new Job<>(this, this, EVALUATE, stored.document(), stored.inputs(), run -> {
            return new PivotRun(stored.spec(), run, EVALUATE).record();
        });
    }

    @Override
    public boolean drawsInQuotes() {
        return true;
    }

    @Override
    public Job<?> quote(Path mechanism, Path reports, List<String> absent, List<String> overrides) {
        if (!absent.isEmpty()) {
            throw Refusal.of(
                    "--absent " + absent.get(0) + " does not apply to " + mechanism
                            + ": what a pivot mechanism does without an agent is told in the reasons of every payment",
                    "Maybe leave it out.");
        }
        return quote(StoredPivot.read(mechanism, schema, "quote", overrides), reports);
    }

    private Job<SeasonRecord> quote(RunFolder folder) {
        String reports = folder.has(CSV_REPORTS) ? CSV_REPORTS : JSON_REPORTS;
        return quote(StoredPivot.in(folder.path(), schema), folder.file(reports));
    }

    private Job<SeasonRecord> quote(StoredPivot stored, Path reports) {
        SeasonReports read = SeasonReports.read(reports, stored.spec().world());
        List<Input> inputs = new ArrayList<>(stored.inputs());
        inputs.add(new Input("", reports, reports.toString().endsWith(".csv") ? CSV_REPORTS : JSON_REPORTS));
        SeasonRun season = new SeasonRun(stored, read);
        return new Job<>(new SeasonKind(this::quote), this, "quote", stored.document(), inputs, season::record);
    }

    /** Seasons that were quoted; none has a number to be compared by. */
    private record SeasonKind(Function<RunFolder, Job<SeasonRecord>> jobs) implements Kind<SeasonRecord> {
        @Override
        public String name() {
            return "quote";
        }

        @Override
        public Class<SeasonRecord> type() {
            return SeasonRecord.class;
        }

        @Override
        public String file() {
            return "quote.json";
        }

        @Override
        public boolean owns(JsonNode record) {
            return record.has("season") && record.has("accounts");
        }

        @Override
        public View view(SeasonRecord record, RunFolder folder) {
            return SeasonView.of(record, folder);
        }

        @Override
        public Job<SeasonRecord> job(RunFolder folder) {
            return jobs.apply(folder);
        }
    }
}
