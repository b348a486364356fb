package org.dynama.ama.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dynama.ama.audit.Evaluation;
import org.dynama.ama.audit.EvaluationSums;
import org.dynama.ama.audit.IncentiveAudit;
import org.dynama.ama.audit.RevenueSpread;
import org.dynama.ama.audit.WorstAmount;
import org.dynama.ama.menu.FeatureBound;
import org.dynama.ama.menu.OfferedMenu;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.objective.Moments;
import org.dynama.baseline.ProfileGrid;
import org.dynama.exact.Exactness;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.study.Soundness;
import org.dynama.world.Environment;
import org.dynama.world.Stakes;
import org.jspecify.annotations.Nullable;

/**
 * Turns what was found of a mechanism into the parts of a record.
 *
 * @param limit null where no bound is known
 */
record Recorder(SearchSpec spec, EvaluationSums evaluation, SearchRecord.@Nullable Limit limit, IncentiveAudit tried) {
    SearchRecord.Value value() {
        Evaluation.Estimates estimates = evaluation.estimates();
        Estimate objective = estimates.mechanism().estimate();
        return new SearchRecord.Value(
                new SearchRecord.Result(
                        spec.objective().name(),
                        spec.objective().sense().name().toLowerCase(Locale.ROOT),
                        objective.mean(),
                        objective.standardError(),
                        objective.count(),
                        EvaluationRoute.of(spec).key()),
                mean(estimates.vcg()),
                mean(estimates.difference()),
                limit);
    }

    private static SearchRecord.Mean mean(Moments moments) {
        Estimate estimate = moments.estimate();
        return new SearchRecord.Mean(estimate.mean(), estimate.standardError());
    }

    SearchRecord.Audit audit() {
        double gain = tried.misreports() == 0 ? 0 : tried.gain().amount();
        return new SearchRecord.Audit(tried.misreports(), gain, 0 - loss().amount());
    }

    SearchRecord.@Nullable Exactness exactness() {
        Exactness found = evaluation.exactness();
        return found == null
                ? null
                : new SearchRecord.Exactness(found.largestDualityGap(), found.largestFlowResidual());
    }

    private WorstAmount loss() {
        return tried.loss().or(evaluation.loss(), Stakes.of(spec.environment()));
    }

    Soundness soundness() {
        Promises promises = Promises.in(spec.environment());
        List<Soundness.Check> checks = new ArrayList<>();
        OfferedMenu offered = spec.offered();
        FeatureBound estimated = offered == null ? null : offered.bound();
        if (estimated == null) {
            checks.add(promises.incentives(tried.misreports(), tried.gain(), ""));
            checks.add(promises.participation(loss(), ""));
        } else {
            checks.addAll(Promises.estimated(estimated));
        }
        checks.addAll(promises.programs(evaluation.exactness()));
        checks.add(promises.settling(evaluation.settling(), unsettled()));
        checks.addAll(limit == null || estimated != null ? List.of() : Promises.share(limit, isEnumerated(limit)));
        return new Soundness(checks);
    }

    private boolean isEnumerated(SearchRecord.Limit bound) {
        return bound.share().profiles() == ProfileGrid.profiles(spec.whole().environment());
    }

    private Map<String, Double> unsettled() {
        return evaluation.settling().unsettled(spec.environment());
    }

    SearchRecord.Course course() {
        Map<String, Double> payments = new LinkedHashMap<>();
        for (int i = 0; i < evaluation.means().payments().size(); i++) {
            payments.put(
                    spec.environment().agents().get(i).name(),
                    evaluation.means().payments().get(i));
        }
        return new SearchRecord.Course(
                payments,
                new SearchRecord.Totals(
                        mean(evaluation.revenue().mechanism()),
                        mean(evaluation.revenue().vcg())),
                unsettled(),
                histogram(evaluation.spread()),
                visits(spec.whole().environment(), visits()));
    }

    /** Of the world's state-action pairs; shape {@code [P]}. */
    private Reals visits() {
        OfferedMenu offered = spec.offered();
        return offered == null
                ? evaluation.means().visits()
                : offered.visits()
                        .mixed(
                                evaluation.means().visits(),
                                offered.world().mdp().pairCount());
    }

    private static SearchRecord.Histogram histogram(RevenueSpread spread) {
        return new SearchRecord.Histogram(spread.low(), spread.width(), spread.mechanism(), spread.vcg());
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
            byStage.get(stages[mdp.stateOf(pair)])
                    .merge(mdp.actions().get(mdp.actionOf(pair)), visits.get(pair), Double::sum);
        }
        return byStage;
    }
}
