package org.dynama.ama.view;

import org.dynama.ama.study.SearchRecord;
import org.dynama.page.Numbers;

/** A run's numbers in plain words. */
final class SearchWording {
    private SearchWording() {}

    /** The result in one sentence. */
    static String result(SearchRecord.Value run, boolean isVcg) {
        SearchRecord.Result objective = run.objective();
        String value = Numbers.estimate(objective.mean(), objective.standardError());
        String does = switch (objective.name()) {
            case "revenue" -> "earns " + value + " in revenue per run";
            case "welfare" -> "creates a welfare of " + value + " per run";
            default -> "has a mean " + objective.name() + " of " + value + " per run";
        };
        String subject = isVcg ? "This mechanism is VCG: it " : "This mechanism ";
        String sentence = subject + does + (isVcg ? "" : ", " + besideVcg(run));
        return sentence + (run.bound() == null ? "" : (isVcg ? ", " : " and ") + besideBound(run.bound())) + ".";
    }

    /** The difference from VCG: {@code 44% more than VCG}. */
    private static String besideVcg(SearchRecord.Value run) {
        double difference = run.difference().mean();
        double vcg = run.vcg().mean();
        if (Math.abs(difference) <= 2 * run.difference().standardError() || difference == 0) {
            return "as much as VCG within the error of sampling";
        }
        String amount = vcg > 0 ? Numbers.percent(Math.abs(difference) / vcg) : Numbers.plain(Math.abs(difference));
        return amount + (difference > 0 ? " more than VCG" : " less than VCG");
    }

    private static String besideBound(SearchRecord.Limit bound) {
        String most = switch (bound.kind()) {
            case "myerson" -> "the most that any truthful mechanism could earn";
            case "first-best" -> "the most that any policy could create";
            case "welfare" -> "all welfare that any policy could create";
            case "virtual-types", "canonical-flow", "mixed-flows" ->
                "the tightest bound known on any truthful mechanism";
            case "optimum" -> "the most that any truthful mechanism could reach";
            case "optimum-in-dominant-strategies" ->
                "the most that any mechanism could reach in which truth is dominant";
            case "full-information" -> "what a designer who knew all types could reach";
            default -> "the bound " + bound.kind();
        };
        SearchRecord.Share share = bound.share();
        boolean isBeyond = share.mean() > 1 && share.mean() - 1 <= 2 * share.standardError();
        return isBeyond
                ? "within the error of sampling " + most
                : Numbers.shareEstimate(share.mean(), share.standardError()) + " of " + most;
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
            case "virtual-types" ->
                "what no Bayesian incentive compatible, interim individually rational mechanism exceeds, by virtual types:"
                        + " one number of each agent's private, the rest known";
            case "canonical-flow" ->
                "what no Bayesian incentive compatible, interim individually rational mechanism exceeds, each agent's"
                        + " favourite private, the rest known (Cai, Devanur, Weinberg, 2016)";
            case "mixed-flows" ->
                "what no Bayesian incentive compatible, interim individually rational mechanism exceeds, by the best mixture"
                        + " of virtual types that is known";
            case "optimum" ->
                "the most of any Bayesian incentive compatible, interim individually rational mechanism, by a linear program";
            case "optimum-in-dominant-strategies" ->
                "the most of any mechanism in which truth is dominant and nobody ever loses, by a linear program";
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

    /** The time spent, and on what. */
    static String time(SearchRecord.Seconds seconds) {
        return Numbers.seconds(seconds.total()) + " ("
                + (seconds.search() > 0 ? "search " + Numbers.seconds(seconds.search()) + ", " : "") + "evaluation "
                + Numbers.seconds(seconds.evaluation()) + ")";
    }
}
