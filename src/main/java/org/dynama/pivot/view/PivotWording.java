package org.dynama.pivot.view;

import java.util.List;
import java.util.stream.Collectors;
import org.dynama.page.Numbers;
import org.dynama.pivot.check.Property;
import org.dynama.pivot.simulation.Averages;
import org.dynama.pivot.study.PivotRecord;
import org.dynama.study.Soundness;
import org.dynama.study.Soundness.Status;

/** A run's findings in sentences. */
final class PivotWording {
    private PivotWording() {}

    static String size(PivotRecord run) {
        PivotRecord.Size size = run.setting().size();
        return Numbers.count(size.jointStates()) + " joint states (" + Numbers.count(size.publicStates())
                + " public states, " + Numbers.count(size.profiles()) + " profiles), "
                + (run.setting().horizon().equals("finite")
                        ? Numbers.count(size.periods()) + (size.periods() == 1 ? " period" : " periods")
                        : run.setting().horizon().equals("total")
                                ? "seasons that end sooner or later"
                                : "discount " + Numbers.plain(run.setting().discount()));
    }

    /** What everyone together expects, and who pays for it. */
    static String welfare(PivotRecord run) {
        PivotRecord.Expected expected = run.expected();
        String budget = expected.deficit() > rounding(run)
                ? "the designer pays out " + Numbers.plain(expected.deficit()) + ", a deficit"
                : "the designer takes in " + Numbers.plain(rounded(run, -expected.deficit()));
        String share = expected.publicUtility() == 0
                ? ""
                : ", of which the public's " + Numbers.plain(expected.publicUtility());
        return "Expected welfare is " + Numbers.plain(expected.welfare()) + share + "; " + budget + ".";
    }

    /** How ties were decided, and how exact the numbers are. */
    static List<String> accuracy(PivotRecord run) {
        PivotRecord.Accuracy accuracy = run.accuracy();
        if (accuracy == null) {
            return List.of();
        }
        String open = accuracy.undecided() > 0
                ? Numbers.count(accuracy.undecided()) + " choices are ties within "
                        + Numbers.plain(accuracy.within())
                        + ": the world is too large for the exact arithmetic that would tell"
                : accuracy.exact() ? "exact arithmetic told ties" : "rounding leaves no choice open";
        return List.of(
                "of equal actions the lowest is taken; " + open,
                "rounding can have carried expected welfare by " + Numbers.plain(accuracy.welfare()) + " at most");
    }

    /** For each agent the range of her expected payment over all ways to decide ties; empty where it is a point. */
    static List<String> tiedPayments(PivotRecord run) {
        PivotRecord.Accuracy accuracy = run.accuracy();
        return accuracy == null
                ? List.of()
                : accuracy.payments().stream()
                        .map(range -> Numbers.plain(rounded(run, range.get(0))) + " to "
                                + Numbers.plain(rounded(run, range.get(1))))
                        .toList();
    }

    /** Payments of at most this size are rounding. */
    private static double rounding(PivotRecord run) {
        return checks(run).stream()
                .filter(check -> check.name().equals(Property.BUDGET.title()))
                .mapToDouble(Soundness.Check::allowed)
                .findFirst()
                .orElse(0);
    }

    /** Rounding is zero to a reader. */
    static double rounded(PivotRecord run, double value) {
        return Math.abs(value) <= rounding(run) ? 0 : value;
    }

    /** The checks of the world; the last one is that of the simulation. */
    static List<Soundness.Check> checks(PivotRecord run) {
        Soundness soundness = run.header().soundness();
        List<Soundness.Check> all = soundness == null ? List.of() : soundness.checks();
        return all.subList(0, Math.max(0, all.size() - 1));
    }

    /** Whether the mechanism keeps its promises, and what this world does not let it promise. */
    static String verdict(PivotRecord run) {
        if (checks(run).isEmpty()) {
            return "";
        }
        String broken = titles(run, Status.FAILS);
        String open = titles(run, Status.NOT_PROMISED);
        long holding = checks(run).stream()
                .filter(check -> check.status() == Status.HOLDS)
                .count();
        String premises = titles(run, Status.UNMET);
        String unmet = premises.isEmpty() ? "." : " (" + premises + " fails).";
        return " " + holding + " of " + checks(run).size()
                + " checks hold at every period, public state, profile and misreport."
                + (broken.isEmpty() ? "" : " Broken: " + broken + ".")
                + (open.isEmpty() ? "" : " Not promised in this world, and not so: " + open + unmet);
    }

    private static String titles(PivotRecord run, Status status) {
        return checks(run).stream()
                .filter(check -> check.status() == status)
                .map(Soundness.Check::name)
                .collect(Collectors.joining(", "));
    }

    /** What lying earned in the simulation; empty where nobody lied. */
    static String liars(PivotRecord run) {
        Averages simulation = run.simulation();
        if (simulation == null || simulation.truthful()) {
            return "";
        }
        String liars = run.expected().agents().stream()
                .filter(agent -> !agent.strategy().equals("truthful"))
                .map(agent -> agent.name() + " reports " + agent.strategy() + " and gets " + gets(simulation, agent)
                        + "; truth among truthful agents is worth " + Numbers.plain(agent.value()))
                .collect(Collectors.joining("; "));
        return " In " + Numbers.count(simulation.seasons()) + " seasons " + liars + ".";
    }

    private static String gets(Averages simulation, PivotRecord.AgentResult agent) {
        return simulation.averages().stream()
                .filter(average -> average.quantity().equals("utility of " + agent.name()))
                .map(average -> Numbers.estimate(average.mean(), average.standardError()))
                .findFirst()
                .orElse("");
    }

    static String time(PivotRecord run) {
        PivotRecord.Seconds seconds = run.seconds();
        return Numbers.seconds(seconds.total()) + " (solution " + Numbers.seconds(seconds.solve()) + ", verification "
                + Numbers.seconds(seconds.verify()) + ", simulation " + Numbers.seconds(seconds.simulate()) + ")";
    }
}
