package org.dynama.ama.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.ama.audit.Evaluation;
import org.dynama.ama.audit.ExactEvaluation;
import org.dynama.ama.mechanism.Certification;
import org.dynama.ama.mechanism.LpMaximizer;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.ama.mechanism.SettledMechanism;
import org.dynama.ama.objective.Estimate;
import org.dynama.config.Document;
import org.dynama.config.Json;
import org.dynama.config.Schema;
import org.dynama.exact.OccupancyLp;
import org.dynama.exact.certificate.Certificate;
import org.dynama.exact.certificate.Verdict;
import org.dynama.exact.certificate.Verifier;
import org.dynama.model.Profiles;
import org.dynama.refusal.Refusal;
import org.dynama.solver.pool.Solvers;
import org.dynama.study.Header;
import org.dynama.study.Progress;
import org.dynama.study.StoredRun;
import org.dynama.study.Verification;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/**
 * Re-checks the record of a search or an evaluation: on its first profiles payments are proven in exact arithmetic and
 * linear programs held against them; the means over all profiles are then computed anew by those linear programs. A record
 * of more than 20,000 drawn profiles is held against the means of the first 20,000, which can only differ by sampling;
 * profiles that were given are in the run's folder.
 */
public final class RecordCheck {
    private static final String ANY = "/org/dynama/ama/study/any.schema.json";

    private static final int MOST = 20_000;
    /** Standard errors; by chance one mean in five hundred million lies further off. */
    private static final double ERRORS = 6;

    /** Numbers are the same if the doubles are, however they are written. */
    private static final Comparator<JsonNode> BY_MEANING = (one, other) -> one.isNumber() && other.isNumber()
            ? Double.compare(one.doubleValue(), other.doubleValue())
            : one.equals(other) ? 0 : 1;

    private final SearchRecord record;
    private final SearchSpec spec;
    private final StoredMechanism stored;
    private final Environment environment;
    private final Promises promises;
    private final Progress progress;
    private final List<String> checks = new ArrayList<>();

    private RecordCheck(StoredRun<SearchRecord> run, Schema schema, Progress progress) {
        record = run.record();
        spec = spec(run.folder().file("spec.yaml"), schema);
        stored = StoredMechanism.read(run.folder().file(MechanismFile.NAME), schema, "verify", List.of());
        environment = spec.environment();
        promises = Promises.in(environment);
        this.progress = progress;
    }

    /** The spec without its optimizer, which explains no number here and whose keys may be those of an earlier version. */
    private static SearchSpec spec(Path file, Schema schema) {
        ObjectNode tree = (ObjectNode)
                Document.read(file, Schema.resource(ANY), List.of()).node();
        tree.remove("optimizer");
        return SearchSpec.of(Document.parse(file.toString(), Json.write(tree), schema, List.of()));
    }

    /**
     * Re-checks a record.
     *
     * @param schema of its spec
     * @param count of profiles that are proven in exact arithmetic
     * @throws Refusal if the record is of another version, or a file is missing or damaged
     */
    public static Verification of(StoredRun<SearchRecord> run, Schema schema, int count, Progress progress) {
        SearchRecord record = run.record();
        SearchRecord.Result objective = record.value().objective();
        if (record.header().schema() != Header.SCHEMA || objective.profiles() < 2) {
            String has = " has schema " + record.header().schema() + " and " + objective.profiles() + " profiles";
            String reads = "; this version reads schema " + Header.SCHEMA + " with 2 profiles or more";
            throw Refusal.of(run.folder().file("result.json") + has + reads, "Maybe evaluate the mechanism anew.");
        }
        RecordCheck check = new RecordCheck(run, schema, progress);
        Path table = run.folder().file(StoredMechanism.PROFILES);
        boolean isGiven = Files.exists(table);
        String failure = check.failure(isGiven ? ProfileTable.read(table, check.environment) : null, count);
        Map<String, String> about = new LinkedHashMap<>();
        about.put("environment", record.world().environment());
        about.put(objective.name(), String.valueOf(objective.mean()));
        about.put(
                "not re-checked",
                (isGiven || objective.profiles() <= MOST ? "" : "payments, ")
                        + "device, solver, bound, audit of misreports and soundness, exactness, spread of revenue, visits,"
                        + " seconds, versions");
        return Verification.of(run, about, List.copyOf(check.checks), failure);
    }

    private String failure(@Nullable Profiles given, int count) {
        SearchRecord.Result objective = record.value().objective();
        JsonNode world = spec.tree().path("environment");
        if (record.header().command().equals("search")
                && !world.equals(BY_MEANING, stored.spec().tree().path("environment"))) {
            return "spec.yaml describes another environment than mechanism.json";
        }
        if (!spec.objective().name().equals(objective.name())
                || !record.world().environment().equals(environment.name())) {
            return "result.json speaks of another environment or objective than spec.yaml";
        }
        int wanted = given != null ? given.count() : spec.keys().evaluation().profiles();
        if (spec.keys().seed() != record.header().seed() || wanted != objective.profiles()) {
            return "result.json has another seed or number of profiles than "
                    + (given != null ? StoredMechanism.PROFILES : "spec.yaml");
        }
        checks.add("spec, mechanism and result speak of one environment, objective and seed");
        Profiles drawn = given != null ? given : SearchRun.drawn(spec, Math.min(MOST, wanted));
        String first = exactFailure(drawn, Math.min(count, drawn.count()));
        return first.isEmpty() ? meansFailure(drawn, given == null) : first;
    }

    private String exactFailure(Profiles profiles, int count) {
        LpMaximizer lp =
                new LpMaximizer(new OccupancyLp(environment.mdp(), environment.rewards()), environment.losses());
        SettledMechanism mechanism = new SettledMechanism(environment, stored.parameters());
        Certification certification = new Certification(environment, stored.parameters());
        for (int b = 0; b < count; b++) {
            progress.at("exact arithmetic", (double) b / count, "");
            Certificate certificate = certification.certify(profiles, b, lp);
            Verdict verdict = Verifier.verify(certificate);
            if (!verdict.holds()) {
                return "profile " + b + ": " + verdict.failure();
            }
            Outcome outcome = mechanism.outcome(lp, profiles.slice(b, b + 1));
            for (int i = 0; i < environment.agentCount(); i++) {
                double exact = certificate.payments().get(i).toDouble();
                if (!promises.same(outcome.payment(i, 0), exact, i)) {
                    return "payment of \"%s\" in profile %d = %s by linear programs must be %s"
                            .formatted(environment.agents().get(i).name(), b, outcome.payment(i, 0), exact);
                }
            }
        }
        checks.add("on the first " + count + " profiles linear programs charge what exact arithmetic proves");
        return "";
    }

    private String meansFailure(Profiles profiles, boolean drawn) {
        Evaluation evaluation;
        try (Solvers solvers = spec.kernel(0)) {
            ExactEvaluation exact = new ExactEvaluation(environment, spec.objective(), solvers);
            evaluation = (drawn ? exact.ofDrawn() : exact)
                    .byLinearPrograms(
                            stored.parameters(),
                            profiles,
                            done -> progress.at("linear programs", (double) done / profiles.count(), ""));
        }
        SearchRecord.Value value = record.value();
        boolean all = profiles.count() == value.objective().profiles();
        List<String> failures = new ArrayList<>(List.of(
                meanFailure("objective", value.objective().mean(), evaluation.objective(), all),
                meanFailure("objective of VCG", value.vcg().mean(), evaluation.vcg(), all),
                meanFailure("difference to VCG", value.difference().mean(), evaluation.difference(), all)));
        for (int i = 0; i < environment.agentCount() && all; i++) {
            String agent = environment.agents().get(i).name();
            double paid = evaluation.payments().get(i);
            Double given = record.course().payments().get(agent);
            boolean same = given != null && promises.same(given, paid, i);
            failures.add(same ? "" : "mean payment of \"" + agent + "\" = " + given + " must be " + paid);
        }
        failures.removeIf(String::isEmpty);
        if (!failures.isEmpty()) {
            return failures.get(0);
        }
        String which = profiles.count() + " profiles ";
        checks.add(
                all
                        ? "the means of all " + which + "are those of linear programs, solved anew"
                        : "the means agree with those of the first " + which + "by linear programs, but for sampling");
        return "";
    }

    private String meanFailure(String name, double given, Estimate anew, boolean all) {
        boolean right = all
                ? promises.same(given, anew.mean())
                : Math.abs(given - anew.mean()) <= ERRORS * anew.standardError();
        return right
                ? ""
                : name + " = " + given + " must be " + anew.mean() + ", the mean of " + anew.count() + " profiles"
                        + (all ? "" : ", but for sampling");
    }
}
