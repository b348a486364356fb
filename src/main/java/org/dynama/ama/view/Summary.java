package org.dynama.ama.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dynama.ama.study.RunRecord;
import org.dynama.page.Numbers;

/** A run's result in a few aligned lines of plain ASCII, for a terminal. */
public final class Summary {
    private Summary() {}

    /** A line for each of mechanism, VCG, difference, bound, share, audit and time; no line break at the end. */
    public static String text(RunRecord run) {
        RunRecord.Result objective = run.objective();
        String how = Numbers.count(objective.profiles()) + " profiles, " + Wording.solver(objective.solver());
        List<String> lines = new ArrayList<>();
        lines.add(run.environment() + ": " + objective.name()
                + (objective.sense().equals("min") ? " (to be minimized)" : ""));
        run.notes().forEach(note -> lines.add("  (" + note + ")"));
        lines.add(line("mechanism", objective.mean(), objective.standardError(), how));
        lines.add(line("VCG", run.vcg().mean(), run.vcg().standardError(), ""));
        lines.add(
                line("difference", run.difference().mean(), run.difference().standardError(), Wording.besideVcg(run)));
        if (run.bound() != null) {
            lines.addAll(bound(run.bound()));
        }
        lines.add(line("audit", Wording.incentives(run)));
        lines.add(line("", Wording.participation(run)));
        lines.add(line("time", Wording.time(run)));
        return ascii(String.join("\n", lines));
    }

    /** The result on one line of plain ASCII. */
    public static String line(RunRecord run) {
        RunRecord.Result objective = run.objective();
        return ascii(objective.name() + " " + Numbers.mean(objective.mean(), objective.standardError()) + " +- "
                + Numbers.error(objective.standardError()) + ", VCG "
                + Numbers.mean(run.vcg().mean(), objective.standardError()) + ", "
                + Numbers.seconds(run.seconds().total()));
    }

    private static List<String> bound(RunRecord.Limit bound) {
        RunRecord.Share share = bound.share();
        String error = Numbers.share(share.standardError(), share.standardError());
        return List.of(
                line("bound", bound.value(), bound.standardError(), Wording.shortBound(bound.kind())),
                columns("share", Numbers.share(share.mean(), share.standardError()), "+- " + error, "of the bound"));
    }

    private static String line(String name, double mean, double standardError, String note) {
        return columns(name, Numbers.mean(mean, standardError), "+- " + Numbers.error(standardError), note);
    }

    private static String line(String name, String note) {
        return String.format(Locale.ROOT, "  %-10s  %s", name, note);
    }

    private static String columns(String name, String value, String error, String note) {
        return String.format(Locale.ROOT, "  %-10s  %8s %-9s  %s", name, value, error, note)
                .stripTrailing();
    }

    /** Terminals in a plain locale show nothing else; names keep their letters. */
    private static String ascii(String text) {
        return text.replace('−', '-');
    }
}
