package org.dynama.pivot.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dynama.pivot.study.PivotRecord;
import org.dynama.page.Numbers;

/** A run's result in a few aligned lines of plain ASCII, for a terminal. */
public final class PivotSummary {
    private PivotSummary() {}

    /** The world, what each agent expects, the checks with their margins, the simulation; no line break at the end. */
    public static String text(PivotRecord run) {
        List<String> lines = new ArrayList<>();
        lines.add(run.world() + ": " + PivotWording.size(run));
        run.notes().forEach(note -> lines.add("  (" + note + ")"));
        lines.add(String.format(
                Locale.ROOT, "  %-14s %10s %10s %10s %10s", "", "value", "opting out", "reward", "payment"));
        for (PivotRecord.AgentResult agent : run.agents()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-14s %10s %10s %10s %10s",
                    agent.name(),
                    Numbers.plain(agent.value()),
                    Numbers.plain(agent.optOut()),
                    Numbers.plain(agent.reward()),
                    Numbers.plain(agent.payment())));
        }
        lines.add("  " + PivotWording.welfare(run));
        for (PivotRecord.Check check : run.checks()) {
            lines.add(String.format(
                            Locale.ROOT,
                            "  %-12s %-35s margin %s",
                            check.status(),
                            check.title(),
                            PivotWording.margin(check))
                    .stripTrailing());
            if (!check.status().equals("holds")) {
                lines.add("               " + check.where());
            }
        }
        if (run.simulation() != null) {
            lines.add("  simulation   " + PivotWording.simulation(run, run.simulation()));
        }
        lines.add("  time         " + PivotWording.time(run));
        return String.join("\n", lines).replace('−', '-');
    }
}
