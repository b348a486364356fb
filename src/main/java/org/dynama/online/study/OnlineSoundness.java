package org.dynama.online.study;

import static org.dynama.study.Soundness.atMost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dynama.ama.objective.Estimate;
import org.dynama.online.regret.Regrets;
import org.dynama.online.regret.WelfareBound;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.page.Numbers;
import org.dynama.study.Soundness;
import org.dynama.study.Soundness.Check;
import org.dynama.study.Soundness.Status;

/** What must hold in every run: an identity of regrets, sets that hold the truth, and programs with solutions. */
record OnlineSoundness(List<CaseRecord> cases, int seeds) {
    /** What rounding makes of a zero. */
    private static final double ROUNDING = 1e-9;
    /** A share of runs may be so many standard errors above its probability. */
    private static final double ERRORS = 5;
    /** Lies without effect that a sentence names. */
    private static final int NAMED = 5;

    Soundness checked() {
        List<Check> checks = new ArrayList<>(List.of(identity(), coverage()));
        List<CaseRecord> bounded = cases.stream()
                .filter(one -> one.title().liar() == 0 && !Double.isNaN(share(one, 0)))
                .toList();
        if (!bounded.isEmpty()) {
            checks.add(welfare(bounded));
        }
        List<CaseRecord> programmed = cases.stream()
                .filter(one -> one.facts().containsKey("infeasible"))
                .toList();
        if (!programmed.isEmpty()) {
            double infeasible = most(programmed, one -> one.fact("infeasible").largest());
            String holds = "every update of a policy had feasible linear programs";
            String fails = "updates had no feasible linear program, up to " + Numbers.count((long) infeasible)
                    + " in a run, and the policy before went on";
            checks.add(atMost("feasible programs", infeasible, 0, 1, holds, fails));
            double gap = most(programmed, one -> one.fact("largestDualityGap").largest());
            String far = "a linear program and its dual differ by " + Numbers.scientific(gap)
                    + " of the amounts that they add up";
            checks.add(atMost("optimal programs", gap, ROUNDING, 1, far + " at most", far));
        }
        if (cases.stream().anyMatch(one -> one.title().liar() > 0)) {
            checks.add(lies());
        }
        return new Soundness(checks);
    }

    private static double most(List<CaseRecord> cases, ToDoubleFunction<CaseRecord> number) {
        return cases.stream().mapToDouble(number).max().orElseThrow();
    }

    /**
     * The largest mean regret of welfare as a share of what is proved, at the points for which it is; not a number where there is
     * none.
     *
     * @param errors standard errors that the mean may be too high
     */
    private static double share(CaseRecord one, double errors) {
        WelfareBound bound = one.baseline().welfareAtMost();
        List<Estimate> path = one.curve(Regrets.WELFARE);
        return bound == null
                ? Double.NaN
                : IntStream.range(0, path.size())
                        .filter(k -> one.grid().get(k) > bound.from())
                        .mapToDouble(
                                k -> (path.get(k).mean() - errors * path.get(k).standardError())
                                        / bound.at(one.grid().get(k)))
                        .max()
                        .orElse(Double.NaN);
    }

    /** The theorems' bounds are of expectations. */
    private static Check welfare(List<CaseRecord> bounded) {
        double sure = most(bounded, one -> share(one, ERRORS));
        String says = "the regret of welfare is at most " + Numbers.plain(most(bounded, one -> share(one, 0)))
                + " of what Theorems 2 and 3 allow, at every point that they are proved for";
        return atMost("welfare within the theorems", sure, 1, 1, says, says);
    }

    /** A lie that changes nothing that is heard is none, and its gain of nothing says nothing. */
    private Check lies() {
        List<String> without = cases.stream()
                .filter(one -> !one.withoutEffect().isEmpty())
                .map(one -> one.title().id() + " (agent "
                        + one.withoutEffect().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")")
                .toList();
        String fails = (without.size() == 1
                        ? "1 lie alters no report that the mechanism hears, and is none: "
                        : without.size() + " lies alter no report that the mechanism hears, and are none: ")
                + String.join("; ", without.subList(0, Math.min(NAMED, without.size())))
                + (without.size() > NAMED ? " and " + (without.size() - NAMED) + " more" : "")
                + ". Of values that are all or nothing, flip them instead of scaling them up";
        return atMost("lies that alter no report", without.size(), 0, 1, "every lie alters reports", fails);
    }

    private Check identity() {
        CaseRecord worst = cases.stream()
                .max(Comparator.comparingDouble(one ->
                        one.fact("worstIdentity").largest() / one.baseline().unit()))
                .orElseThrow();
        double miss = worst.fact("worstIdentity").largest();
        double unit = worst.baseline().unit();
        String says = "welfare = designer + agents to " + Numbers.scientific(miss) + " per round in every run";
        String fails = "welfare differs from designer + agents by " + Numbers.scientific(miss) + " per round";
        return atMost("identity of regrets", miss, ROUNDING, unit, says, fails);
    }

    /** What a liar reports is not the truth, and no set need hold it; nor one that is smaller than the theorem's. */
    private Check coverage() {
        String name = "truth in confidence sets";
        List<CaseRecord> truthful = cases.stream()
                .filter(one -> one.title().liar() == 0 && one.hasLearned())
                .toList();
        if (truthful.isEmpty()) {
            return Soundness.untested(name, "nothing was learned, and no confidence set was made");
        }
        double deviation = most(truthful, one -> one.fact("worstDeviation").largest());
        double covered = truthful.stream()
                .mapToDouble(one -> one.fact("covered").mean() / truthful.size())
                .sum();
        String says = String.format(
                Locale.ROOT,
                "the truth stays in the confidence sets in %.1f %% of truthful runs; the worst deviation is %.2f of the radius",
                100 * covered,
                deviation);
        List<CaseRecord> promised =
                truthful.stream().filter(one -> one.baseline().zeta() > 0).toList();
        double lost = most(
                promised.isEmpty() ? truthful : promised,
                one -> 1 - one.fact("covered").mean());
        double zeta = most(truthful, one -> one.baseline().zeta());
        double allowed = Math.min(1, zeta + ERRORS * Math.sqrt(zeta * (1 - zeta) / seeds));
        Check check = atMost(name, lost, allowed, 1, says, says + ", which is less than promised");
        boolean isOpen = promised.isEmpty() && check.fails();
        return isOpen ? new Check(name, lost, allowed, 1, Status.NOT_PROMISED, says, "") : check;
    }
}
