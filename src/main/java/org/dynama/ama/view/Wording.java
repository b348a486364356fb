package org.dynama.ama.view;

import org.dynama.ama.study.RunRecord;
import org.dynama.page.Numbers;

/** A run's numbers in plain words. */
final class Wording {
    /** Gains and losses up to this, beside a typical value, are what floating point leaves. */
    private static final double ROUNDING = 1e-9;

    private Wording() {}

    /** The result in one sentence. */
    static String result(RunRecord run, boolean isVcg) {
        String value = Numbers.estimate(run.objective().mean(), run.objective().standardError());
        String name = run.objective().name();
        String does = switch (name) {
            case "revenue" -> "earns " + value + " in revenue per run";
            case "welfare" -> "creates a welfare of " + value + " per run";
            default -> "reaches a " + name + " of " + value + " per run";
        };
        String subject = isVcg ? "This mechanism is VCG: it " : "This mechanism ";
        String sentence = subject + does + (isVcg ? "" : ", " + besideVcg(run));
        return sentence + (run.bound() == null ? "" : (isVcg ? ", " : " and ") + besideBound(run.bound())) + ".";
    }

    /** The difference from VCG: {@code 44% more than VCG}. */
    static String besideVcg(RunRecord run) {
        double difference = run.difference().mean();
        double vcg = run.vcg().mean();
        if (Math.abs(difference) <= 2 * run.difference().standardError() || difference == 0) {
            return "as much as VCG within the error of sampling";
        }
        String amount = vcg > 0 ? Numbers.percent(Math.abs(difference) / vcg) : Numbers.plain(Math.abs(difference));
        return amount + (difference > 0 ? " more than VCG" : " less than VCG");
    }

    /** The difference from VCG with its error, and in percent where that makes sense. */
    static String difference(RunRecord run) {
        double vcg = run.vcg().mean();
        double difference = run.difference().mean();
        return Numbers.estimate(difference, run.difference().standardError())
                + (vcg > 0 ? " (" + Numbers.percent(difference / vcg) + ")" : "");
    }

    private static String besideBound(RunRecord.Limit bound) {
        String most = switch (bound.kind()) {
            case "myerson" -> "the most that any truthful mechanism could earn";
            case "first-best" -> "the most that any policy could create";
            case "welfare" -> "all welfare that any policy could create";
            case "full-information" -> "what a designer who knew all types could reach";
            default -> "the bound " + bound.kind();
        };
        RunRecord.Share share = bound.share();
        boolean isBeyond = share.mean() > 1 && share.mean() - 1 <= 2 * share.standardError();
        return isBeyond
                ? "within the error of sampling " + most
                : Numbers.share(share.mean(), share.standardError()) + " of " + most;
    }

    /** What a kind of bound is, exactly. */
    static String bound(String kind) {
        return switch (kind) {
            case "myerson" ->
                "the most revenue of any Bayesian incentive compatible, interim individually rational"
                        + " mechanism (Myerson, 1981)";
            case "first-best" -> "the most welfare of any policy";
            case "welfare" ->
                "the most welfare of any policy, which no revenue exceeds while nobody pays more than she earns";
            case "full-information" -> "the best of any policy that knows all types";
            default -> kind;
        };
    }

    /** What a kind of bound is, in a few words. */
    static String shortBound(String kind) {
        return switch (kind) {
            case "myerson" -> "most of any truthful mechanism (Myerson)";
            case "first-best" -> "most of any policy";
            case "welfare" -> "most welfare of any policy";
            case "full-information" -> "least of any policy that knows all types";
            default -> kind;
        };
    }

    /** How a solver of the record evaluates. */
    static String solver(String solver) {
        return switch (solver) {
            case "lp" -> "exact linear programs";
            case "dp" -> "dynamic programming";
            default -> solver;
        };
    }

    /** Whether the audit found nothing against the mechanism. */
    static boolean isSound(RunRecord run) {
        RunRecord.Audit audit = run.audit();
        return !(audit.largestGain() > rounding(run)) && !(audit.smallestUtility() < -rounding(run));
    }

    /** What the audit says of incentives. */
    static String incentives(RunRecord run) {
        RunRecord.Audit audit = run.audit();
        String tried = Numbers.count(audit.misreports());
        if (audit.misreports() == 0) {
            return "No misreport was tried.";
        }
        if (audit.largestGain() > rounding(run)) {
            return "Lying can pay: the best of " + tried + " misreports gains " + Numbers.plain(audit.largestGain())
                    + ".";
        }
        return "None of " + tried + " misreports pays: "
                + (audit.largestGain() < -rounding(run)
                        ? "the best loses " + Numbers.plain(-audit.largestGain()) + "."
                        : audit.largestGain() == 0
                                ? "the best gains nothing."
                                : "the largest gain is rounding, " + Numbers.scientific(audit.largestGain()) + ".");
    }

    /** What the audit says of participation. */
    static String participation(RunRecord run) {
        double utility = run.audit().smallestUtility();
        if (Double.isNaN(utility)) {
            return "No utility was recorded.";
        }
        if (utility < -rounding(run)) {
            return "Taking part can cost: the smallest utility of a truthful agent is " + Numbers.plain(utility) + ".";
        }
        return "No truthful agent loses by taking part: the smallest utility is "
                + (Math.abs(utility) <= rounding(run)
                        ? utility == 0 ? "0." : "rounding, " + Numbers.scientific(utility) + "."
                        : Numbers.plain(utility) + ".");
    }

    /** How far the evaluation can be trusted. */
    static String exactness(RunRecord run) {
        RunRecord.Exactness exactness = run.exactness();
        if (exactness == null) {
            return "Every value comes from " + Wording.solver(run.objective().solver()) + ", which leaves no gap.";
        }
        return "The linear programs are solved up to a duality gap of "
                + Numbers.scientific(exactness.largestDualityGap()) + " and a residual of "
                + Numbers.scientific(exactness.largestFlowResidual()) + " in the flow equations, at most.";
    }

    /** The time spent, and on what. */
    static String time(RunRecord run) {
        RunRecord.Seconds seconds = run.seconds();
        return Numbers.seconds(seconds.total()) + " ("
                + (seconds.search() > 0 ? "search " + Numbers.seconds(seconds.search()) + ", " : "") + "evaluation "
                + Numbers.seconds(seconds.evaluation()) + ")";
    }

    private static double rounding(RunRecord run) {
        return ROUNDING * Math.max(1, Math.abs(run.objective().mean()));
    }
}
