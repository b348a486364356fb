package org.dynama.ama.study;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import org.dynama.ama.audit.Evaluation;
import org.dynama.ama.audit.ExactEvaluation;
import org.dynama.ama.mechanism.Certification;
import org.dynama.ama.mechanism.LpMaximizer;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.ama.mechanism.SettledMechanism;
import org.dynama.ama.menu.FeatureProof;
import org.dynama.ama.menu.OfferedMenu;
import org.dynama.ama.objective.Estimate;
import org.dynama.config.Schema;
import org.dynama.exact.OccupancyLp;
import org.dynama.exact.certificate.Certificate;
import org.dynama.exact.certificate.Verdict;
import org.dynama.exact.certificate.Verifier;
import org.dynama.model.Profiles;
import org.dynama.refusal.Refusal;
import org.dynama.solver.pool.Solvers;
import org.dynama.study.Progress;
import org.dynama.study.Rechecked;
import org.dynama.study.StoredRun;
import org.dynama.study.Verifies.Extent;
import org.dynama.world.Absence;
import org.dynama.world.Environment;

/**
 * Checks the evaluation of a mechanism by routes that share no code with the one that the run took: on the first profiles
 * payments are proven in exact arithmetic, and plain linear programs held against them; then linear programs and dynamic
 * programs, each by itself, must come to the same means.
 */
public final class SecondRoute {
    /** Linear programs of so many profiles cost no more than most runs do. */
    private static final int MOST = 2_000;

    /** Numbers are the same if the doubles are, however they are written. */
    private static final Comparator<JsonNode> BY_MEANING = (one, other) -> one.isNumber() && other.isNumber()
            ? Double.compare(one.doubleValue(), other.doubleValue())
            : one.equals(other) ? 0 : 1;

    private final StoredMechanism stored;
    private final SearchSpec spec;
    private final Environment environment;
    private final Promises promises;
    private final Progress progress;

    private SecondRoute(StoredMechanism stored, Progress progress) {
        this.stored = stored;
        spec = stored.spec();
        environment = spec.environment();
        promises = Promises.in(environment);
        this.progress = progress;
    }

    /**
     * Checks a record.
     *
     * @param schema of its spec
     * @throws Refusal if a file is missing or damaged
     */
    public static Rechecked of(StoredRun<SearchRecord> run, Schema schema, Extent extent, Progress progress) {
        StoredMechanism stored = StoredMechanism.judged(run.folder(), schema);
        Path file = run.folder().file(MechanismFile.NAME);
        SearchSpec own = StoredMechanism.read(file, schema, "verify", List.of()).spec();
        JsonNode announced = own.tree().path("environment");
        if (!stored.spec().tree().path("environment").equals(BY_MEANING, announced)) {
            return Rechecked.fails("spec.yaml describes another environment than mechanism.json");
        }
        Path table = run.folder().file(StoredMechanism.PROFILES);
        int wanted = stored.spec().keys().evaluation().profiles();
        int most = extent.full() ? wanted : Math.min(MOST, wanted);
        Profiles given = Files.isRegularFile(table)
                ? ProfileTable.read(table, stored.spec().environment())
                : null;
        if (given != null && !extent.full()) {
            given = given.slice(0, Math.min(MOST, given.count()));
        }
        SecondRoute route = new SecondRoute(stored, progress);
        Profiles profiles = given != null ? given : SearchRun.drawn(stored.spec(), most);
        Rechecked features = route.features();
        if (!features.holds()) {
            return features;
        }
        Rechecked exact = route.exact(profiles, Math.min(extent.exact(), profiles.count()));
        return features.and(exact.holds() ? exact.and(route.means(profiles, given == null)) : exact);
    }

    /** That the features of a menu are its policies'. */
    private Rechecked features() {
        OfferedMenu offered = spec.offered();
        if (offered == null) {
            return new Rechecked(List.of(), "");
        }
        offered.requireExact("dynama verify");
        progress.at("features of the menu", 0, "");
        FeatureProof proof = FeatureProof.of(offered);
        return proof.check().holds() ? Rechecked.holds(proof.sentence()) : Rechecked.fails(proof.sentence());
    }

    private Rechecked exact(Profiles profiles, int most) {
        boolean isInside = environment.absence() instanceof Absence.WorstType rule && !rule.isFinite();
        // Where a worst type may lie inside a box, there are no certificates.
        int count = isInside ? 0 : most;
        if (count == 0) {
            return new Rechecked(List.of(), "");
        }
        LpMaximizer lp =
                new LpMaximizer(new OccupancyLp(environment.mdp(), environment.rewards()), environment.losses());
        SettledMechanism mechanism = new SettledMechanism(environment, stored.parameters());
        Certification certification = new Certification(environment, stored.parameters());
        int plain = 0;
        for (int b = 0; b < count; b++) {
            progress.at("exact arithmetic", (double) b / count, "");
            Certificate certificate = certification.certify(profiles, b, lp);
            Verdict verdict = Verifier.verify(certificate);
            if (!verdict.holds()) {
                return Rechecked.fails("profile " + b + ": " + verdict.failure());
            }
            Outcome outcome = mechanism.outcome(lp, profiles.slice(b, b + 1));
            plain += outcome.exact().isEmpty() ? 1 : 0;
            for (int i = 0; i < environment.agentCount(); i++) {
                double exact = certificate.payments().get(i).toDouble();
                if (!promises.same(outcome.payment(i, 0), exact, i)) {
                    return Rechecked.fails("payment of \"%s\" in profile %d = %s by linear programs must be %s"
                            .formatted(environment.agents().get(i).name(), b, outcome.payment(i, 0), exact));
                }
            }
        }
        return Rechecked.holds(
                "on the first " + count + " profiles certificates hold; linear programs alone charge the same on "
                        + plain + ", and leave " + (count - plain) + " to exact arithmetic");
    }

    private Rechecked means(Profiles profiles, boolean drawn) {
        Evaluation programs;
        Evaluation induction;
        SearchSpec whole = spec.whole();
        try (Solvers solvers = spec.kernel(0);
                Solvers ofWhole = spec.offered() == null ? null : whole.kernel(0)) {
            ExactEvaluation plain = new ExactEvaluation(environment, spec.objective(), solvers);
            if (ofWhole != null) {
                plain = plain.beside(new ExactEvaluation(whole.environment(), whole.objective(), ofWhole));
            }
            ExactEvaluation exact = drawn ? plain.ofDrawn() : plain;
            programs = exact.byLinearPrograms(stored.parameters(), profiles, told("linear programs", profiles));
            induction = exact.byDynamicPrograms(stored.parameters(), profiles, told("dynamic programs", profiles));
        }
        String failure = difference("objective", programs.objective(), induction.objective());
        failure = failure.isEmpty() ? difference("objective of VCG", programs.vcg(), induction.vcg()) : failure;
        for (int i = 0; i < environment.agentCount() && failure.isEmpty(); i++) {
            double one = programs.payments().get(i);
            double other = induction.payments().get(i);
            failure = promises.same(one, other, i)
                    ? ""
                    : "mean payment of \"" + environment.agents().get(i).name() + "\" is " + one
                            + " by linear programs and " + other + " by dynamic programs";
        }
        return failure.isEmpty()
                ? Rechecked.holds("linear and dynamic programs have the same means on the first " + profiles.count()
                        + " profiles")
                : Rechecked.fails(failure);
    }

    private IntConsumer told(String phase, Profiles profiles) {
        return done -> progress.at(phase, (double) done / profiles.count(), "");
    }

    private String difference(String name, Estimate programs, Estimate induction) {
        return promises.same(programs.mean(), induction.mean())
                ? ""
                : name + " is " + programs.mean() + " by linear programs and " + induction.mean()
                        + " by dynamic programs";
    }
}
