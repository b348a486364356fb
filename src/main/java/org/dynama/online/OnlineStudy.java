package org.dynama.online;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dynama.ama.objective.Estimate;
import org.dynama.config.Document;
import org.dynama.config.Schema;
import org.dynama.online.regret.Regrets;
import org.dynama.online.study.OnlineRecord;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.online.study.OnlineRun;
import org.dynama.online.study.OnlineSpec;
import org.dynama.online.view.OnlineView;
import org.dynama.online.world.BanditWorld;
import org.dynama.online.world.MdpWorld;
import org.dynama.study.Describes;
import org.dynama.study.Headline;
import org.dynama.study.Input;
import org.dynama.study.Run;
import org.dynama.study.RunFolder;
import org.dynama.study.Study;
import org.dynama.study.View;
import org.dynama.world.market.Expansion;
import org.jspecify.annotations.Nullable;

/** Mechanisms that learn a market while they allocate in it, as a study: the command {@code online}. */
public record OnlineStudy(String name, Help help, Schema schema, Class<OnlineRecord> type)
        implements Study<OnlineSpec, OnlineRecord>, Describes {
    /** The study, as it is listed. */
    public OnlineStudy() {
        this(
                "online",
                new Help(
                        List.of(
                                "Simulates online dynamic VCG: mechanisms that learn a market while they allocate in"
                                        + " it.",
                                "",
                                "A spec is of kind bandit (VCG-Learn: values do not change) or mdp (IHMDP-VCG: the"
                                        + " market moves and never restarts). Writes result.json, every seed's curves.csv"
                                        + " and seeds.csv, and report.html, which has the pictures."),
                        "experiments/online-bandit.yaml --set seeds=200"),
                Schema.resource("/org/dynama/online/study/online.schema.json"),
                OnlineRecord.class);
    }

    @Override
    public OnlineSpec read(Document document) {
        return OnlineSpec.of(document);
    }

    @Override
    public String needs() {
        return BanditWorld.NEEDS + "; " + MdpWorld.NEEDS;
    }

    @Override
    public Expansion described(Document spec) {
        return ofKind(spec);
    }

    /** Of every spec: what it names a file may be one of an earlier form, or of outcomes. */
    @Override
    public Expansion ofKind(Document spec) {
        return OnlineSpec.expansion(spec);
    }

    @Override
    public List<Input> inputs(Document document, OnlineSpec spec) {
        List<String> companions = OnlineSpec.companions(document);
        return Input.of(document).stream()
                .flatMap(input -> input.with(companions))
                .toList();
    }

    @Override
    public OnlineRecord run(OnlineSpec spec, Run run) {
        return new OnlineRun(spec, run).record();
    }

    @Override
    public Set<String> notRechecked() {
        return Set.of("seconds", "versions", "cases.*.facts.programSeconds");
    }

    @Override
    public Headline headline(OnlineRecord record) {
        CaseRecord first = record.cases().get(0);
        Estimate welfare = first.last(Regrets.WELFARE);
        double error = Double.isNaN(welfare.standardError()) ? 0 : welfare.standardError();
        double floor = first.baseline().floor(Regrets.WELFARE) * first.title().rounds();
        Map<String, Double> marks = floor == 0 ? Map.of() : Map.of("floor", floor);
        String subject = first.title().market() + ", " + first.title().mechanism();
        return new Headline(subject, "regret of welfare", true, welfare.mean(), error, marks);
    }

    @Override
    public Map<String, @Nullable Object> columns(OnlineRecord record) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        boolean isOne = record.truthful().size() == 1;
        for (CaseRecord one : record.cases()) {
            boolean isTruthful = one.title().liar() == 0;
            // Names without commas are read by the simplest script.
            String name = (isOne ? "" : record.label(one) + ": ")
                    + (isTruthful ? "" : one.title().lies() + ": ");
            List<String> kept = isTruthful ? Regrets.SIDES : List.of(CaseRecord.GAIN);
            boolean isNone = !isTruthful && one.gain() == null;
            kept.forEach(column -> columns.put(
                    name.replace(",", "") + column,
                    isNone ? null : one.last(column).mean()));
        }
        return columns;
    }

    @Override
    public View view(OnlineRecord record, RunFolder folder) {
        return OnlineView.of(record);
    }
}
