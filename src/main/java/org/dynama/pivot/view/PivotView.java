package org.dynama.pivot.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dynama.page.Drawings;
import org.dynama.page.Figure;
import org.dynama.page.Grid;
import org.dynama.page.Html;
import org.dynama.page.Numbers;
import org.dynama.pivot.mechanism.ValueRow;
import org.dynama.pivot.simulation.Averages;
import org.dynama.pivot.simulation.PlayedPeriod;
import org.dynama.pivot.study.AffineResult;
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
        AffineResult affine = run.affine();
        String weighed = affine == null
                ? ""
                : AffineWording.revenue(affine, run.expected().welfare());
        return new View(
                run.setting().world() + "; " + PivotWording.size(run),
                PivotWording.welfare(run) + weighed + PivotWording.verdict(run) + PivotWording.liars(run),
                Stream.of(
                                run.setting().notes(),
                                affine == null ? List.<String>of() : List.of(AffineWording.note()),
                                PivotWording.accuracy(run))
                        .flatMap(List::stream)
                        .toList(),
                affine == null ? List.of(view.agents()) : List.of(view.agents(), AffineWording.grid(affine)),
                List.of(view.payments(payments), view.season(), view.values(), view.simulation()),
                List.of(payments),
                Map.of("time", PivotWording.time(run)));
    }

    /** Over the whole run, before first types are known; a negative payment is received. */
    private Grid agents() {
        List<String> head =
                new ArrayList<>(List.of("what each expects", "value of truth", "of opting out", "reward", "payment"));
        boolean tied = !PivotWording.tiedPayments(run).isEmpty();
        if (tied) {
            head.add("ties decided otherwise");
        }
        List<List<String>> rows = new ArrayList<>();
        for (PivotRecord.AgentResult agent : run.expected().agents()) {
            List<String> row = new ArrayList<>(List.of(
                    agent.name(),
                    Numbers.plain(agent.value()),
                    Numbers.plain(agent.optOut()),
                    Numbers.plain(agent.reward()),
                    Numbers.plain(agent.payment())));
            if (tied) {
                row.add(PivotWording.tiedPayments(run).get(rows.size()));
            }
            rows.add(row);
        }
        rows.add(total(tied));
        return new Grid(head, rows, 1);
    }

    /** What agents pay together. */
    private List<String> total(boolean tied) {
        double rewards = run.expected().agents().stream()
                .mapToDouble(PivotRecord.AgentResult::reward)
                .sum();
        List<String> row = new ArrayList<>(List.of(
                "all (total payments)",
                "",
                "",
                Numbers.plain(rewards),
                Numbers.plain(PivotWording.rounded(run, -run.expected().deficit()))));
        if (tied) {
            row.add("");
        }
        return row;
    }

    private View.Section payments(Figure figure) {
        String discounted = run.setting().discount() < 1 ? ", discounted to the first" : "";
        String note = "Expected payments of each period" + discounted
                + ", counted forwards from the first types; below zero the designer pays.";
        return new View.Section("Payments by period", Drawings.markup(figure), note);
    }

    private View.Section season() {
        List<String> head = new ArrayList<>(List.of("period", "drawn, and what was done", "public state before"));
        run.expected().agents().forEach(agent -> head.add(agent.name()));
        List<List<String>> rows = new ArrayList<>();
        for (PlayedPeriod period : run.season()) {
            List<String> row = new ArrayList<>(List.of(period.period(), done(period), period.state()));
            for (int i = 0; i < period.turns().types().size(); i++) {
                row.add(words(period.turns(), i));
            }
            rows.add(row);
        }
        return new View.Section(
                "One season",
                new Grid(head, rows, 2).html(),
                "The first season of the simulation: each agent's type (and report, where it differs), what she"
                        + " earns in the period and what she pays or gets. The payment is fixed by the"
                        + " reports, before the draw.");
    }

    private String words(PlayedPeriod.Turns turns, int i) {
        String type = turns.types().get(i);
        String earned = "; earns " + Numbers.plain(turns.rewards().get(i));
        if (turns.reports().isEmpty()) {
            return type + earned;
        }
        String report = turns.reports().get(i);
        double payment = PivotWording.rounded(run, turns.payments().get(i));
        String paid = (payment < 0 ? ", gets " : ", pays ") + Numbers.plain(Math.abs(payment));
        return type + (report.equals(type) ? "" : " (reports " + report + ")") + earned + paid;
    }

    /** The draw and the action; an action that is named after its draw says both. */
    private static String done(PlayedPeriod period) {
        return period.action().startsWith(period.draw()) ? period.action() : period.draw() + " → " + period.action();
    }

    private View.Section values() {
        String heading = "Values and transfers of the first period";
        if (run.rows().isEmpty()) {
            return new View.Section(heading, "");
        }
        List<String> head = List.of("types", "welfare", "contributions", "flows", "payments");
        List<List<String>> rows = run.rows().stream().map(this::row).toList();
        int shown = Math.min(SHOWN_ROWS, rows.size());
        String more = new Grid(head, rows.subList(shown, rows.size()), 1).html();
        String names = run.expected().agents().stream()
                .map(PivotRecord.AgentResult::name)
                .collect(Collectors.joining(", "));
        String lead =
                "Public state: " + run.rows().get(0).state() + ". Each cell has the agents in the order " + names + ".";
        return new View.Section(
                heading,
                Html.paragraph("", lead)
                        + new Grid(head, rows.subList(0, shown), 1).html()
                        + (more.isEmpty() ? "" : Html.details((rows.size() - shown) + " more profiles", false, more)),
                "Payments depend on the reported types alone. Contribution: what an agent adds to welfare from"
                        + " now on (over her weight, if it is not 1), which is what truth earns her. Flow: the part of it that falls into this period,"
                        + " expected reward less payment. values.csv has more.");
    }

    private List<String> row(ValueRow row) {
        return List.of(
                String.join(", ", row.types()),
                Numbers.plain(row.welfare()),
                list(row.contributions()),
                list(row.flows()),
                list(row.payments()));
    }

    private String list(List<Double> numbers) {
        return numbers.stream()
                .map(number -> Numbers.plain(PivotWording.rounded(run, number)))
                .collect(Collectors.joining(" / "));
    }

    private View.Section simulation() {
        Averages simulation = run.simulation();
        if (simulation == null) {
            return new View.Section("Simulation", "");
        }
        List<List<String>> rows = simulation.averages().stream()
                .map(average -> List.of(
                        average.quantity(),
                        Numbers.estimate(average.mean(), average.standardError()),
                        Numbers.plain(average.expected())))
                .toList();
        String head = simulation.truthful() ? "value" : "value if all are truthful";
        String table = new Grid(List.of("", "average", head), rows, 1).html();
        Double tail = simulation.tail();
        String note = "Averages of " + Numbers.count(simulation.seasons()) + " seasons"
                + (tail == null
                        ? "."
                        : ", and expectations, of the first " + Numbers.count(simulation.periods())
                                + " periods alone; those that follow weigh " + Numbers.plain(tail) + " of all.");
        return new View.Section("Simulation", table, note);
    }
}
