package org.dynama.ama;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dynama.ama.study.EvaluationParts;
import org.dynama.ama.study.GradientParts;
import org.dynama.ama.study.MechanismFile;
import org.dynama.ama.study.SearchRecord;
import org.dynama.ama.study.SearchRun;
import org.dynama.ama.study.SearchSpec;
import org.dynama.ama.study.SecondRoute;
import org.dynama.ama.study.StoredMechanism;
import org.dynama.ama.view.SearchView;
import org.dynama.config.Document;
import org.dynama.config.Schema;
import org.dynama.study.Describes;
import org.dynama.study.Headline;
import org.dynama.study.Input;
import org.dynama.study.Iterations;
import org.dynama.study.Parted;
import org.dynama.study.Parts;
import org.dynama.study.Progress;
import org.dynama.study.Rechecked;
import org.dynama.study.Run;
import org.dynama.study.RunFolder;
import org.dynama.study.Shell;
import org.dynama.study.Soundness;
import org.dynama.study.StoredRun;
import org.dynama.study.Verifies;
import org.dynama.study.View;
import org.dynama.world.file.EnvironmentFile;
import org.dynama.world.kind.DescribedWorld;
import org.dynama.world.market.Expansion;
import org.jspecify.annotations.Nullable;

/** The search of affine maximizers as a study: the command {@code search}, and all that can be done with what it finds. */
public final class SearchStudy extends MechanismCommands implements Verifies<SearchRecord>, Describes, Parted {
    /** What a search's spec may hold. */
    static final String KEYS = "/org/dynama/ama/study/search.schema.json";

    @Override
    public String name() {
        return "search";
    }

    @Override
    public Help help() {
        return new Help(
                List.of("Searches weights and boosts, then evaluates the best mechanism exactly."),
                "experiments/sequential-sales.yaml --set environment.agents=5");
    }

    @Override
    public Schema schema() {
        return Schema.resource(KEYS);
    }

    @Override
    public Iterations iterations() {
        return new Iterations("optimizer.iterations", "optimizer.profiles", List.of("optimizer"));
    }

    @Override
    public SearchSpec read(Document document) {
        return SearchSpec.of(document);
    }

    @Override
    public Map<String, String> decided(SearchSpec spec) {
        return spec.decided();
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
    public List<Input> inputs(Document document, SearchSpec spec) {
        return spec.inputs(document);
    }

    @Override
    public SearchRecord run(SearchSpec spec, Run run) {
        return new SearchRun(spec, run).search();
    }

    @Override
    public Class<SearchRecord> type() {
        return SearchRecord.class;
    }

    /** Searches, and evaluations of what they found. */
    @Override
    public boolean owns(JsonNode record) {
        return List.of("search", "evaluate").contains(record.path("command").asText());
    }

    @Override
    public Headline headline(SearchRecord record) {
        SearchRecord.Value value = record.value();
        SearchRecord.Result objective = value.objective();
        Map<String, Double> marks =
                new LinkedHashMap<>(Map.of("VCG", value.vcg().mean()));
        if (value.bound() != null) {
            marks.put("bound", value.bound().value());
        }
        return new Headline(
                record.world().environment(),
                objective.name(),
                objective.isMinimized(),
                objective.mean(),
                objective.standardError(),
                marks);
    }

    @Override
    public Map<String, @Nullable Object> columns(SearchRecord record) {
        SearchRecord.Value value = record.value();
        SearchRecord.Limit bound = value.bound();
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("objective", value.objective().name());
        columns.put("sense", value.objective().sense());
        columns.put("mean", value.objective().mean());
        columns.put("standardError", value.objective().standardError());
        columns.put("vcg", value.vcg().mean());
        columns.put("vcgStandardError", value.vcg().standardError());
        columns.put("difference", value.difference().mean());
        columns.put("differenceStandardError", value.difference().standardError());
        columns.put("bound", bound == null ? null : bound.value());
        columns.put("share", bound == null ? null : bound.share().mean());
        columns.put("shareStandardError", bound == null ? null : bound.share().standardError());
        SearchRecord.Totals totals = record.course().totalPayments();
        columns.put("totalPayments", totals == null ? null : totals.mechanism().mean());
        columns.put(
                "totalPaymentsStandardError",
                totals == null ? null : totals.mechanism().standardError());
        return columns;
    }

    @Override
    public Set<String> notRechecked(SearchRecord record) {
        Set<String> free = new TreeSet<>(notRechecked());
        if (record.course().totalPayments() == null) {
            free.add("totalPayments");
        }
        return free;
    }

    @Override
    public View view(SearchRecord record, RunFolder folder) {
        return SearchView.of(record, folder);
    }

    @Override
    public String again(SearchRecord record, RunFolder folder) {
        if (!record.header().command().equals("evaluate")) {
            return super.again(record, folder);
        }
        SearchRecord.Result objective = record.value().objective();
        String profiles = folder.has(StoredMechanism.PROFILES)
                ? Shell.quoted(folder.file(StoredMechanism.PROFILES))
                : String.valueOf(objective.profiles());
        // Only auto proves the optima of dynamic programs.
        boolean isProven = objective.solver().equals("dp") && record.exactness() != null;
        String solver = isProven ? "auto" : objective.solver();
        return "scripts/dynama evaluate " + Shell.quoted(folder.file(MechanismFile.NAME)) + " --profiles " + profiles
                + " --solver " + solver + " --seed "
                + record.header().seed();
    }

    /** Of records of earlier versions, what they say. */
    @Override
    public Soundness soundness(SearchRecord record) {
        Soundness soundness = record.header().soundness();
        return soundness != null
                ? soundness
                : new Soundness(List.of(Soundness.untested("audit", SearchView.unjudged(record))));
    }

    @Override
    public Rechecked secondRoute(StoredRun<SearchRecord> run, Extent extent, Progress progress) {
        return SecondRoute.of(run, schema(), extent, progress);
    }

    /** Of the evaluation of the mechanism that the folder holds, or of the gradients of its search. */
    @Override
    public Parts parts(String work, RunFolder folder) {
        return work.equals(EvaluationParts.WORK)
                ? EvaluationParts.of(StoredMechanism.in(folder, schema()))
                : GradientParts.of(work, folder, schema());
    }
}
