package org.dynama.pivot.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dynama.page.Drawings;
import org.dynama.page.Figure;
import org.dynama.page.Grid;
import org.dynama.page.Html;
import org.dynama.page.Numbers;
import org.dynama.pivot.study.PivotRecord;
import org.dynama.study.View;

/** What the page of a run of the pivot mechanism shows. */
public final class PivotView {
    private static final int SHOWN_ROWS = 27;

    private final PivotRecord run;

    private PivotView(PivotRecord run) {
        this.run = run;
    }

    /** The sections and the figure of a record. */
    public static View of(PivotRecord run) {
        PivotView view = new PivotView(run);
        Figure payments = PaymentsFigure.of(run);
        return new View(
                run.world().name() + "; " + PivotWording.size(run),
                PivotWording.welfare(run) + " " + PivotWording.verdict(run),
                run.world().notes(),
                List.of(view.agents()),
                List.of(
                        new View.Section("Payments by period", view.payments(payments)),
                        new View.Section("One season", view.season()),
                        new View.Section("Values and transfers of the first period", view.values()),
                        new View.Section("Simulation", view.simulation())),
                List.of(payments),
                Map.of("time", PivotWording.time(run)));
    }

    /** Over the whole run, before first types are known; a negative payment is received. */
    private Grid agents() {
        return new Grid(
                List.of("what each expects", "value of truth", "of opting out", "reward", "payment"),
                run.expected().agents().stream()
                        .map(agent -> List.of(
                                agent.name(),
                                Numbers.plain(agent.value()),
                                Numbers.plain(agent.optOut()),
                                Numbers.plain(agent.reward()),
                                Numbers.plain(agent.payment())))
                        .toList(),
                1);
    }

    private String payments(Figure figure) {
        return Drawings.markup(figure)
                + Html.paragraph(
                        "note",
                        "Expected payments of each period"
                                + (run.world().discount() < 1 ? ", discounted to the first" : "")
                                + ", counted forwards from the first types; below zero the designer pays.");
    }

    private String season() {
        if (run.season().isEmpty()) {
            return "";
        }
        List<String> head = new ArrayList<>(List.of("period", "drawn, and what was done", "public state before"));
        run.expected().agents().forEach(agent -> head.add(agent.name()));
        List<List<String>> rows = new ArrayList<>();
        for (PivotRecord.Period period : run.season()) {
            List<String> row = new ArrayList<>(List.of(period.period(), done(period), period.state()));
            period.turns().forEach(turn -> row.add(words(turn)));
            rows.add(row);
        }
        return Html.table("words", head, rows)
                + Html.paragraph(
                        "note",
                        "The first season of the simulation: each agent's type (and report, where it differs), what she"
                                + " earns in the period and what she pays or gets. The payment is fixed by the"
                                + " reports, before the draw.");
    }

    private static String words(PivotRecord.Turn turn) {
        boolean ends = turn.report().isEmpty();
        boolean truthful = ends || turn.report().equals(turn.type());
        return turn.type() + (truthful ? "" : " (reports " + turn.report() + ")") + "; earns "
                + Numbers.plain(turn.reward()) + (ends ? "" : paid(rounded(turn.payment())));
    }

    private static String paid(double payment) {
        return payment < 0 ? ", gets " + Numbers.plain(-payment) : ", pays " + Numbers.plain(payment);
    }

    /** The draw and the action; an action that is named after its draw says both. */
    private static String done(PivotRecord.Period period) {
        return period.action().startsWith(period.draw()) ? period.action() : period.draw() + " → " + period.action();
    }

    /** Rounding is zero to a reader. */
    private static double rounded(double value) {
        return Math.abs(value) < 1e-9 ? 0 : value;
    }

    private String values() {
        if (run.rows().isEmpty()) {
            return "";
        }
        List<String> head = List.of("types", "welfare", "contributions", "flows", "payments");
        List<List<String>> rows = run.rows().stream().map(PivotView::row).toList();
        int shown = Math.min(SHOWN_ROWS, rows.size());
        String more = shown == rows.size()
                ? ""
                : Html.details(
                        (rows.size() - shown) + " more profiles",
                        false,
                        Html.table("numbers cells", head, rows.subList(shown, rows.size())));
        String names = run.expected().agents().stream()
                .map(PivotRecord.AgentResult::name)
                .collect(Collectors.joining(", "));
        return Html.paragraph(
                        "",
                        "Public state: " + run.rows().get(0).state() + ". Each cell has the agents in the order "
                                + names + ".")
                + Html.table("numbers cells", head, rows.subList(0, shown))
                + more
                + Html.paragraph(
                        "note",
                        "Payments depend on the reported types alone. Contribution: what an agent adds to welfare from"
                                + " now on, which is what truth earns her. Flow: the part of it that falls into this period,"
                                + " expected reward less payment. values.csv has more.");
    }

    private static List<String> row(PivotRecord.Row row) {
        return List.of(
                String.join(", ", row.types()),
                Numbers.plain(row.welfare()),
                list(row.contributions()),
                list(row.flows()),
                list(row.payments()));
    }

    private static String list(List<Double> numbers) {
        return numbers.stream().map(number -> Numbers.plain(rounded(number))).collect(Collectors.joining(" / "));
    }

    private String simulation() {
        PivotRecord.Simulated simulation = run.simulation();
        if (simulation == null) {
            return "";
        }
        List<List<String>> rows = simulation.averages().stream()
                .map(average -> List.of(
                        average.quantity(),
                        Numbers.estimate(average.mean(), average.standardError()),
                        Numbers.plain(average.expected())))
                .toList();
        String head = simulation.truthful() ? "value" : "value if all are truthful";
        return Html.paragraph("", PivotWording.simulation(run, simulation))
                + Html.table("numbers cells", List.of("", "average", head), rows);
    }
}
