package org.dynama.pivot.view;

import java.util.List;
import java.util.stream.Collectors;
import org.dynama.pivot.study.PivotRecord;
import org.dynama.page.Numbers;

/** A run's findings in sentences. */
final class PivotWording {
    private PivotWording() {}

    static String size(PivotRecord run) {
        PivotRecord.Size size = run.size();
        return Numbers.count(size.jointStates()) + " joint states (" + Numbers.count(size.publicStates())
                + " public states, " + Numbers.count(size.profiles()) + " profiles), "
                + (run.horizon().equals("finite")
                        ? Numbers.count(size.periods()) + (size.periods() == 1 ? " period" : " periods")
                        : "discount " + Numbers.plain(run.discount()));
    }

    /** What everyone together expects, and who pays for it. */
    static String welfare(PivotRecord run) {
        String budget = run.deficit() > run.tolerance()
                ? "the coordinator pays out " + Numbers.plain(run.deficit()) + ", a deficit"
                : "the coordinator takes in " + Numbers.plain(-run.deficit());
        String share = run.publicUtility() == 0 ? "" : ", of which the public's " + Numbers.plain(run.publicUtility());
        return "Expected welfare is " + Numbers.plain(run.welfare()) + share + "; " + budget + ".";
    }

    /** Whether the mechanism keeps its promises, and what this world does not let it promise. */
    static String verdict(PivotRecord run) {
        List<PivotRecord.Check> promises =
                run.checks().stream().filter(check -> !check.assumption()).toList();
        long holding = promises.stream()
                .filter(check -> check.status().equals("holds"))
                .count();
        String broken = titles(promises, "fails");
        String open = titles(promises, "not promised");
        return holding + " of " + promises.size() + " checks hold at every period, public state, profile and misreport."
                + (broken.isEmpty() ? "" : " Broken: " + broken + ".")
                + (open.isEmpty()
                        ? ""
                        : " Not promised in this world, and not so: " + open + " (" + failing(run) + " fails).");
    }

    private static String titles(List<PivotRecord.Check> checks, String status) {
        return checks.stream()
                .filter(check -> check.status().equals(status))
                .map(PivotRecord.Check::title)
                .collect(Collectors.joining(", "));
    }

    private static String failing(PivotRecord run) {
        return titles(
                run.checks().stream().filter(PivotRecord.Check::assumption).toList(), "fails");
    }

    /** A margin; what is only rounding shows as such. */
    static String margin(PivotRecord.Check check) {
        return check.margin() == null
                ? "an action that is not feasible"
                : Math.abs(check.margin()) < 1e-4 ? Numbers.scientific(check.margin()) : Numbers.plain(check.margin());
    }

    static String simulation(PivotRecord run, PivotRecord.Simulated simulation) {
        String seasons = Numbers.count(simulation.seasons()) + " seasons";
        if (simulation.largestDeviation() != null) {
            return "Averages of " + seasons + " are within " + Numbers.plain(simulation.largestDeviation())
                    + " standard errors of the values.";
        }
        String liars = run.agents().stream()
                .filter(agent -> !agent.strategy().equals("truthful"))
                .map(agent -> agent.name() + " reports " + agent.strategy() + " and gets " + gets(simulation, agent)
                        + "; truth among truthful agents is worth " + Numbers.plain(agent.value()))
                .collect(Collectors.joining("; "));
        return "In " + seasons + " " + liars + ".";
    }

    private static String gets(PivotRecord.Simulated simulation, PivotRecord.AgentResult agent) {
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
