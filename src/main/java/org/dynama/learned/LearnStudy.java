package org.dynama.learned;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.config.Document;
import org.dynama.config.Json;
import org.dynama.config.Schema;
import org.dynama.learned.study.Certified;
import org.dynama.learned.study.LearnRecord;
import org.dynama.learned.study.LearnRun;
import org.dynama.learned.study.LearnSpec;
import org.dynama.learned.study.LearnedMechanism;
import org.dynama.learned.view.LearnView;
import org.dynama.learned.world.WorldOfMarket;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.dynama.study.Audits;
import org.dynama.study.Describes;
import org.dynama.study.Headline;
import org.dynama.study.Input;
import org.dynama.study.Iterations;
import org.dynama.study.Job;
import org.dynama.study.Manifest;
import org.dynama.study.Run;
import org.dynama.study.RunFolder;
import org.dynama.study.Study;
import org.dynama.study.View;
import org.dynama.world.market.Expansion;
import org.jspecify.annotations.Nullable;

/** Learned dynamic mechanisms as a study: the command {@code learn}, and {@code evaluate} and {@code audit} of what it left. */
public record LearnStudy(String name, Help help, Schema schema, Class<LearnRecord> type)
        implements Study<LearnSpec, LearnRecord>, Audits, Describes {
    /** The copy of the mechanism that a command was given. */
    private static final String GIVEN = "given.json";

    /** The study, as it is listed. */
    public LearnStudy() {
        this(
                "learn",
                new Help(
                        List.of(
                                "Trains a dynamic mechanism against reporters who look for profitable lies, then"
                                        + " measures both.",
                                "",
                                "Writes result.json, mechanism.json, certificate.json (the nearest truthful mechanism,"
                                        + " where the world is small), trace.csv (the training's steps) and report.html."),
                        "experiments/learned-one-period.yaml"),
                Schema.resource("/org/dynama/learned/study/learn.schema.json"),
                LearnRecord.class);
    }

    @Override
    public Iterations iterations() {
        return new Iterations("training.steps", "", List.of("training", "outer"));
    }

    @Override
    public LearnSpec read(Document document) {
        return LearnSpec.of(document);
    }

    @Override
    public LearnRecord run(LearnSpec spec, Run run) {
        return new LearnRun(spec, run).learn();
    }

    @Override
    public String fileKey() {
        return "world.file";
    }

    @Override
    public String needs() {
        return WorldOfMarket.NEEDS;
    }

    @Override
    public Expansion ofKind(Document spec) {
        return LearnSpec.expansion(spec);
    }

    /** The engine has one tape for the whole program. */
    @Override
    public boolean isParallel() {
        return false;
    }

    @Override
    public boolean owns(JsonNode record) {
        return record.path("mechanism").has("exploitability");
    }

    @Override
    public boolean stores(JsonNode mechanism) {
        return LearnedMechanism.isIn(mechanism);
    }

    @Override
    public Job<LearnRecord> evaluation(Path mechanism, @Nullable Path profiles, List<String> overrides) {
        if (profiles != null) {
            throw Refusal.of("--profiles does not apply to learned mechanisms", "Maybe leave it out.");
        }
        return measuring("evaluate", mechanism, overrides);
    }

    @Override
    public Job<LearnRecord> audit(Path mechanism, Effort effort, List<String> overrides) {
        if (effort.profiles() != null || effort.rounds() != null) {
            throw Refusal.of(
                    "--profiles and --rounds do not apply to learned mechanisms",
                    "Maybe --tolerance SHARE, or --set evaluation.response=trained.");
        }
        List<String> all = new ArrayList<>(overrides);
        if (effort.tolerance() != null) {
            all.add("evaluation.tolerance=" + effort.tolerance());
        }
        return measuring("audit", mechanism, all);
    }

    private Job<LearnRecord> measuring(String command, Path mechanism, List<String> overrides) {
        return measuring(command, mechanism, LearnedMechanism.document(mechanism, command, schema, overrides));
    }

    private Job<LearnRecord> measuring(String command, Path file, Document document) {
        LearnSpec spec = read(document);
        Reals parameters = LearnedMechanism.parameters(file, spec);
        List<Input> inputs = List.of(new Input("", file, GIVEN));
        return new Job<>(
                this, this, command, document, inputs, run -> new LearnRun(spec, run).measure(command, parameters));
    }

    @Override
    public Job<LearnRecord> job(RunFolder folder) {
        Document document = Document.read(folder.file("spec.yaml"), schema(), List.of());
        Manifest manifest = folder.manifest();
        String command = manifest != null
                ? manifest.command()
                : Json.read(folder.file(file()), LearnRecord.class).header().command();
        return command.equals(name()) ? Job.of(this, document) : measuring(command, folder.file(GIVEN), document);
    }

    @Override
    public Headline headline(LearnRecord record) {
        LearnRecord.Mechanism found = record.mechanism();
        Map<String, Double> marks = new LinkedHashMap<>();
        if (record.certified() != null) {
            marks.put("certified", record.certified().profit());
        }
        marks.put("of truth", found.profit());
        marks.putAll(record.baselines().profits());
        return new Headline(
                record.setting().world(),
                "profit left when agents best-respond or stay away",
                false,
                found.profitLeft(),
                found.profitError(),
                marks);
    }

    @Override
    public Map<String, @Nullable Object> columns(LearnRecord record) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        Json.MAPPER
                .valueToTree(record.mechanism())
                .properties()
                .forEach(entry -> columns.put(entry.getKey(), entry.getValue()));
        columns.remove("profitRefunded");
        Certified certified = record.certified();
        columns.put("certifiedProfit", certified == null ? null : certified.profit());
        columns.put("distance", certified == null ? null : certified.distance());
        columns.put("accepted", record.setting().accepted());
        return columns;
    }

    @Override
    public View view(LearnRecord record, RunFolder folder) {
        return LearnView.of(record, folder);
    }
}
