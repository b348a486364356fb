package org.dynama.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dynama.page.Grid;

/** A run's result in a few aligned lines of plain ASCII, for a terminal. */
final class Summary {
    private Summary() {}

    /** The world, the numbers, what the checks found, and the time; no line break at the end. */
    static String of(StoredRun<?> run) {
        View view = run.view();
        List<String> lines = new ArrayList<>(List.of(view.subject()));
        view.notes().forEach(note -> lines.add("  (" + note + ")"));
        for (Grid grid : view.results()) {
            lines.add(grid.text().stripTrailing());
        }
        if (!view.lead().isEmpty()) {
            String lead = view.lead().replace("±", "+-");
            lines.add(lead.replaceAll("(.{1,98}|\\S+)( +|$)", "  $1\n").stripTrailing());
        }
        for (Soundness.Check check : run.soundness().checks()) {
            lines.add(String.format(Locale.ROOT, "  %-12s  %s", check.status(), check.says()));
            if (check.status() != Soundness.Status.HOLDS && !check.where().isEmpty()) {
                lines.add("                " + check.where());
            }
        }
        lines.add("  time          " + run.time(view));
        return String.join("\n", lines).replace('−', '-').replace("±", "+-");
    }
}
