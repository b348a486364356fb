package org.dynama.ama.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dynama.ama.audit.Evaluation;
import org.dynama.ama.audit.IncentiveAudit;
import org.dynama.ama.objective.Estimate;
import org.dynama.exact.Exactness;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.study.Versions;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/** Turns what the rooms found into the record of a run. */
final class Recorder {
    private static final int BINS = 40;

    private final Spec spec;
    private final long started;

    /**
     * A recorder of a run.
     *
     * @param started its {@link System#nanoTime}
     */
    Recorder(Spec spec, long started) {
        this.spec = spec;
        this.started = started;
    }

    RunRecord record(
            String command,
            String solver,
            Evaluation evaluation,
            RunRecord.@Nullable Limit limit,
            IncentiveAudit audit,
            double searchSeconds) {
        double total = (System.nanoTime() - started) / 1e9;
        Estimate objective = evaluation.objective();
        return new RunRecord(
                RunRecord.SCHEMA,
                command,
                spec.name(),
                spec.environment().name(),
                spec.environment().notes(),
                spec.seed(),
                solver.contains("gpu") ? "gpu" : "cpu",
                solver,
                new RunRecord.Result(
                        spec.objective().name(),
                        spec.objective().sense().name().toLowerCase(Locale.ROOT),
                        objective.mean(),
                        objective.standardError(),
                        objective.count(),
                        spec.evaluation().linearPrograms() ? "lp" : "dp"),
                mean(evaluation.vcg()),
                mean(evaluation.difference()),
                limit,
                new RunRecord.Audit(
                        audit.misreports(),
                        audit.misreports() == 0 ? 0 : audit.largestGain(),
                        Math.min(audit.smallestUtility(), evaluation.smallestUtility())),
                exactness(evaluation.exactness()),
                payments(evaluation),
                histogram(evaluation.revenue(), evaluation.vcgRevenue()),
                visits(spec.environment(), evaluation.visits()),
                new RunRecord.Seconds(searchSeconds, total - searchSeconds, total),
                Versions.all());
    }

    private static RunRecord.Mean mean(Estimate estimate) {
        return new RunRecord.Mean(estimate.mean(), estimate.standardError());
    }

    private static RunRecord.@Nullable Exactness exactness(@Nullable Exactness exactness) {
        return exactness == null
                ? null
                : new RunRecord.Exactness(exactness.largestDualityGap(), exactness.largestFlowResidual());
    }

    private Map<String, Double> payments(Evaluation evaluation) {
        Map<String, Double> payments = new LinkedHashMap<>();
        for (int i = 0; i < evaluation.payments().size(); i++) {
            payments.put(
                    spec.environment().agents().get(i).name(),
                    evaluation.payments().get(i));
        }
        return payments;
    }

    /** Both spreads on one axis. */
    private static RunRecord.Histogram histogram(Reals mechanism, Reals vcg) {
        double low =
                Math.min(mechanism.stream().min().orElse(0), vcg.stream().min().orElse(0));
        double high =
                Math.max(mechanism.stream().max().orElse(0), vcg.stream().max().orElse(0));
        double width = high > low ? (high - low) / BINS : 1;
        return new RunRecord.Histogram(low, width, counts(mechanism, low, width), counts(vcg, low, width));
    }

    private static List<Integer> counts(Reals values, double low, double width) {
        Integer[] counts = new Integer[BINS];
        Arrays.fill(counts, 0);
        values.stream().forEach(value -> counts[(int) Math.min(BINS - 1.0, (value - low) / width)]++);
        return List.of(counts);
    }

    private static List<Map<String, Double>> visits(Environment environment, Reals visits) {
        Mdp mdp = environment.mdp();
        int[] stages = MechanismFile.stages(mdp);
        List<Map<String, Double>> byStage = new ArrayList<>();
        int last = Arrays.stream(stages).max().orElseThrow();
        for (int t = 0; t <= last; t++) {
            byStage.add(new LinkedHashMap<>());
        }
        for (int pair = 0; pair < visits.size(); pair++) {
            if (mdp.transitions().feasible(pair)) {
                byStage.get(stages[pair / mdp.actionCount()])
                        .merge(mdp.actions().get(pair % mdp.actionCount()), visits.get(pair), Double::sum);
            }
        }
        return byStage;
    }
}
