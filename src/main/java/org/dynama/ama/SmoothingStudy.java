package org.dynama.ama;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.ama.study.SmoothingRecord;
import org.dynama.ama.study.SmoothingSpec;
import org.dynama.ama.view.SmoothingView;
import org.dynama.config.Document;
import org.dynama.config.Schema;
import org.dynama.study.Headline;
import org.dynama.study.Input;
import org.dynama.study.Run;
import org.dynama.study.RunFolder;
import org.dynama.study.Study;
import org.dynama.study.View;
import org.jspecify.annotations.Nullable;

/** What entropies do to revenue as a study: the command {@code smoothing}. */
public final class SmoothingStudy implements Study<SmoothingSpec, SmoothingRecord> {
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

    @Override
    public SmoothingSpec read(Document document) {
        return SmoothingSpec.of(document);
    }

    @Override
    public List<Input> inputs(Document document, SmoothingSpec spec) {
        return SearchStudy.inputsOf(document, spec.search());
    }

    @Override
    public SmoothingRecord run(SmoothingSpec spec, Run run) {
        return spec.run(run);
    }

    @Override
    public Class<SmoothingRecord> type() {
        return SmoothingRecord.class;
    }

    @Override
    public @Nullable Headline headline(SmoothingRecord record) {
        return null;
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
