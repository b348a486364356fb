package org.dynama.ama.study;

import org.dynama.ama.audit.Bound;
import org.dynama.ama.audit.ExactEvaluation;
import org.dynama.ama.audit.IncentiveAudit;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.Mechanism;
import org.dynama.ama.mechanism.SettledMechanism;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.search.LastingEffort;
import org.dynama.baseline.WeightedProfiles;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.study.Run;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/**
 * What a run's mechanism is held against after its evaluation: a bound, and lies. Each says how far it is, and first how long it
 * will take.
 */
record CheckCourse(SearchSpec spec, Run run, ExactSolvers exact, AmaParameters parameters) {

    private RandomStream stream() {
        return new RandomStream(spec.keys().evaluationSeed(), "evaluation");
    }

    private int threads() {
        return exact.solvers().threads();
    }

    /** The share of the tightest bound that is attained; null where none is known or wanted. */
    SearchRecord.@Nullable Limit limit() {
        SearchSpec whole = spec.whole();
        SearchSpec.Evaluation wanted = spec.keys().evaluation();
        int count = LastingEffort.checks(spec.environment(), wanted.shareProfiles(), wanted.profiles());
        if (count == 0) {
            return null;
        }
        run.at("bound", 0, "");
        Bound bound =
                Bound.of(whole.environment(), whole.objective(), spec.keys().threads());
        if (bound == null) {
            return null;
        }
        WeightedProfiles profiles =
                WeightedProfiles.of(whole.environment(), stream().child("share"), Math.max(2, count), count);
        TimedPhase timed = TimedPhase.inBlocks("bound", profiles.profiles().count(), threads());
        String phase = timed.begin(
                run, () -> exact.evaluation().share(parameters, bound, profiles.first(timed.tried()), done -> {}));
        ExactEvaluation.Share share =
                exact.evaluation().share(parameters, bound, profiles, done -> run.at(phase, done, ""));
        Estimate ratio = share.ratio();
        return new SearchRecord.Limit(
                bound.kind(),
                share.bound().mean(),
                share.bound().standardError(),
                new SearchRecord.Share(ratio.mean(), ratio.standardError(), ratio.count()));
    }

    /** The lies that are tried; none of a mechanism by estimates, by which no lie gains: a search for one would tell nothing. */
    IncentiveAudit audit() {
        Environment environment = spec.environment();
        SearchSpec.Evaluation wanted = spec.keys().evaluation();
        int misreports =
                spec.isApproximate() ? 0 : LastingEffort.checks(environment, wanted.misreports(), wanted.profiles());
        Mechanism mechanism = new SettledMechanism(environment, parameters).audited();
        int count = IncentiveAudit.profiles(environment, misreports);
        RandomStream stream = stream().child("audit");
        String phase = TimedPhase.inBlocks("audit", count, threads())
                .begin(
                        run,
                        () -> IncentiveAudit.of(
                                environment,
                                mechanism,
                                exact.solvers(),
                                stream,
                                Profiles.BLOCK * environment.agentCount(),
                                done -> {}));
        return IncentiveAudit.of(
                environment,
                mechanism,
                exact.solvers(),
                stream,
                misreports,
                done -> run.at(phase, (double) done / count, ""));
    }
}
