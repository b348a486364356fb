package org.dynama.online.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dynama.ama.objective.Estimate;
import org.dynama.online.regret.Regrets;
import org.dynama.online.study.OnlineRecord;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.online.view.Shown.Part;
import org.dynama.page.Figure;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Fitted;

/**
 * Regrets with their signs on linear axes, of welfare, of the designer and of agents.
 *
 * @see <a href="https://jmlr.org/papers/v24/20-1226.html">Kandasamy et al. (2023), Figure 1</a>
 */
final class SignedFigures {
    /** Sides and the first agents, as in the paper. */
    private static final int FILES = Regrets.SIDES.size() + 4;

    private final OnlineRecord run;
    private final List<CaseRecord> truthful;

    SignedFigures(OnlineRecord run) {
        this.run = run;
        truthful = run.truthful();
    }

    /** One figure: whose regret, and of which truthful cases. */
    private record Panel(String column, LineRange lines) {
        String name() {
            return "signed-" + column.replace(' ', '-') + lines.suffix();
        }
    }

    Shown all() {
        // Markets of different sizes: agents that all have.
        int agents = truthful.stream()
                .mapToInt(one -> one.baseline().prices().size())
                .min()
                .orElse(0);
        List<Panel> panels = Stream.concat(Regrets.SIDES.stream(), Regrets.agents(agents).stream())
                .flatMap(column -> LineRange.of(truthful.size()).stream().map(lines -> new Panel(column, lines)))
                .toList();
        String note = "Above zero VCG with full knowledge is better for this side, below zero this mechanism is. Thin"
                + " lines are two standard errors away.";
        return Shown.of("Regrets with their signs", panels, this::part, FILES, note);
    }

    private Part part(Panel panel) {
        List<Curve> curves = new ArrayList<>();
        for (int k = panel.lines.from(); k < panel.lines.to(); k++) {
            curves.addAll(curves(truthful.get(k), k - panel.lines.from(), panel.column));
        }
        String whose = "Regret of " + panel.column;
        String summary = panel.lines.from() == 0 ? whose : whose + ", mechanisms " + panel.lines.range();
        String description = summary + " over rounds, with its sign.";
        String vertical = "regret of " + panel.column;
        return new Part(summary, Fitted.linear(panel.name(), description, "rounds", vertical, curves));
    }

    private List<Curve> curves(CaseRecord one, int line, String column) {
        List<Double> rounds = one.grid().stream().map(Long::doubleValue).toList();
        List<Estimate> path = one.curve(column);
        return Stream.of(0, 2, -2)
                .map(errors -> new Curve(
                        errors == 0 ? run.label(one) : "",
                        Figure.ink(line),
                        errors == 0 ? Figure.look(line) : Look.THIN,
                        rounds,
                        path.stream().map(at -> edge(at, errors)).toList()))
                .toList();
    }

    private static double edge(Estimate at, int errors) {
        return errors == 0 ? at.mean() : at.mean() + errors * at.standardError();
    }
}
