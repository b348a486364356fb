package org.dynama.ama.verification;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dynama.ama.audit.Evaluation;
import org.dynama.ama.audit.ExactEvaluation;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.Certification;
import org.dynama.ama.mechanism.LpMaximizer;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.ama.study.RunRecord;
import org.dynama.ama.study.Spec;
import org.dynama.ama.study.StoredMechanism;
import org.dynama.ama.table.ProfileTable;
import org.dynama.exact.OccupancyLp;
import org.dynama.exact.certificate.Certificate;
import org.dynama.exact.certificate.Verdict;
import org.dynama.exact.certificate.Verifier;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.solver.pool.Solvers;
import org.dynama.study.InvalidRunException;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.dynama.world.Environment;

/**
 * Re-checks the record of a run: on its first profiles payments are proven in exact arithmetic and linear programs held
 * against them; the means over all profiles are then computed anew by those linear programs. A record of more than 20,000
 * drawn profiles is held against the means of the first 20,000, which can only differ by sampling; profiles that were
 * given are in the run's folder.
 */
final class RecordCheck {
    private static final int MOST = 20_000;
    /** Of payments, relative to their size; linear programs round at 1e-15. */
    private static final double TOLERANCE = 1e-9;
    /** Standard errors; by chance one mean in five hundred million lies further off. */
    private static final double ERRORS = 6;

    private final StoredMechanism stored;
    private final Environment environment;
    private final RunRecord record;
    private final Progress progress;
    private final List<String> checks = new ArrayList<>();

    private RecordCheck(StoredMechanism stored, RunRecord record, Progress progress) {
        this.stored = stored;
        this.record = record;
        this.progress = progress;
        environment = stored.spec().environment();
    }

    /** @param count of profiles that are proven in exact arithmetic */
    static Verification of(Path folder, String file, int count, Progress progress) {
        RunDirectory directory = RunDirectory.existing(folder);
        RunRecord record = directory.readResult();
        if (record.schema() != RunRecord.SCHEMA || record.objective().profiles() < 2) {
            throw new InvalidRunException(directory.result() + " has schema " + record.schema() + " and "
                    + record.objective().profiles() + " profiles; this version reads schema " + RunRecord.SCHEMA
                    + " with 2 profiles or more\nMaybe evaluate the mechanism anew.");
        }
        StoredMechanism stored = StoredMechanism.read(folder, List.of());
        RecordCheck check = new RecordCheck(stored, record, progress);
        String failure = check.failure(Spec.read(directory.spec(), List.of()), count, directory.profiles());
        Map<String, String> about = new LinkedHashMap<>();
        about.put("environment", record.environment());
        about.put(record.objective().name(), String.valueOf(record.objective().mean()));
        about.put("not re-checked", "bound, audit of misreports, seconds, versions");
        return new Verification(file, "run", failure.isEmpty(), about, List.copyOf(check.checks), failure);
    }

    private String failure(Spec spec, int count, Path table) {
        if (!spec.environment().name().equals(environment.name())
                || !spec.tree().path("environment").equals(stored.spec().tree().path("environment"))) {
            return "spec.yaml describes another environment than mechanism.json";
        }
        if (!spec.objective().name().equals(record.objective().name())
                || !record.environment().equals(environment.name())) {
            return "result.json speaks of another environment or objective than spec.yaml";
        }
        Profiles given = Files.exists(table) ? ProfileTable.read(table, environment) : null;
        int countWanted = given != null ? given.count() : spec.evaluation().profiles();
        if (spec.seed() != record.seed() || countWanted != record.objective().profiles()) {
            return "result.json has another seed or number of profiles than "
                    + (given != null ? table.getFileName() : "spec.yaml");
        }
        checks.add("spec, mechanism and result speak of one environment, objective and seed");
        int drawn = Math.min(MOST, record.objective().profiles());
        Profiles profiles = given != null
                ? given
                : Profiles.draw(environment.agents(), new RandomStream(record.seed(), "evaluation"), 0, drawn);
        String first = exactFailure(profiles, Math.min(count, profiles.count()));
        return first.isEmpty() ? meansFailure(profiles) : first;
    }

    private String exactFailure(Profiles profiles, int count) {
        AmaParameters parameters = stored.parameters();
        LpMaximizer lp =
                new LpMaximizer(new OccupancyLp(environment.mdp(), environment.rewards()), environment.losses());
        AffineMaximizer mechanism = new AffineMaximizer(environment, parameters);
        Certification certification = new Certification(environment, parameters);
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
                if (!close(outcome.payment(i, 0), exact)) {
                    return String.format(
                            Locale.ROOT,
                            "payment of \"%s\" in profile %d = %s by linear programs must be %s",
                            environment.agents().get(i).name(),
                            b,
                            outcome.payment(i, 0),
                            exact);
                }
            }
        }
        checks.add("on the first " + count + " profiles linear programs charge what exact arithmetic proves");
        return "";
    }

    private String meansFailure(Profiles profiles) {
        Evaluation evaluation;
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), 0)) {
            evaluation = new ExactEvaluation(environment, stored.spec().objective(), solvers)
                    .byLinearPrograms(
                            stored.parameters(),
                            profiles,
                            done -> progress.at("linear programs", (double) done / profiles.count(), ""));
        }
        boolean all = profiles.count() == record.objective().profiles();
        Map<String, double[]> means = new LinkedHashMap<>();
        means.put("objective", new double[] {
            record.objective().mean(),
            evaluation.objective().mean(),
            evaluation.objective().standardError()
        });
        means.put("objective of VCG", new double[] {
            record.vcg().mean(), evaluation.vcg().mean(), evaluation.vcg().standardError()
        });
        means.put("difference to VCG", new double[] {
            record.difference().mean(),
            evaluation.difference().mean(),
            evaluation.difference().standardError()
        });
        for (Map.Entry<String, double[]> mean : means.entrySet()) {
            double[] of = mean.getValue();
            boolean right = all ? close(of[0], of[1]) : Math.abs(of[0] - of[1]) <= ERRORS * of[2];
            if (!right) {
                return String.format(
                        Locale.ROOT,
                        "%s = %s must be %s, the mean of %s profiles%s",
                        mean.getKey(),
                        of[0],
                        of[1],
                        profiles.count(),
                        all ? "" : ", but for sampling");
            }
        }
        if (all) {
            for (int i = 0; i < environment.agentCount(); i++) {
                String agent = environment.agents().get(i).name();
                Double given = record.payments().get(agent);
                if (given == null || !close(given, evaluation.payments().get(i))) {
                    return "mean payment of \"" + agent + "\" = " + given + " must be "
                            + evaluation.payments().get(i);
                }
            }
        }
        checks.add(
                all
                        ? "the means of all " + profiles.count() + " profiles are those of linear programs, solved anew"
                        : "the means agree with those of the first " + profiles.count()
                                + " profiles by linear programs, but for sampling");
        return "";
    }

    private static boolean close(double value, double exact) {
        return Math.abs(value - exact) <= TOLERANCE * (1 + Math.abs(exact));
    }
}
