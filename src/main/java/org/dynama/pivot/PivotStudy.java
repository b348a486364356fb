package org.dynama.pivot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.config.Document;
import org.dynama.config.Schema;
import org.dynama.pivot.study.AffineResult;
import org.dynama.pivot.study.PivotRecord;
import org.dynama.pivot.study.PivotRun;
import org.dynama.pivot.study.PivotSpec;
import org.dynama.pivot.view.AffineWording;
import org.dynama.pivot.view.PivotView;
import org.dynama.pivot.world.WorldFile;
import org.dynama.study.Describes;
import org.dynama.study.Headline;
import org.dynama.study.Input;
import org.dynama.study.Run;
import org.dynama.study.RunFolder;
import org.dynama.study.Study;
import org.dynama.study.View;
import org.dynama.world.market.Expansion;
import org.jspecify.annotations.Nullable;

/** The dynamic pivot mechanism of random allocation spaces as a study: the command {@code pivot}. */
public record PivotStudy(String name, Help help, Schema schema, Class<PivotRecord> type)
        implements Study<PivotSpec, PivotRecord>, Describes {
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
                                "Writes result.json, values.csv (values and transfers) and report.html. Status 3 means"
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
        return new PivotRun(spec, run).record();
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
}
