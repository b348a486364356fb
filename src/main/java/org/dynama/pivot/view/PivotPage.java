package org.dynama.pivot.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dynama.study.RunDirectory;
import org.dynama.pivot.study.PivotRecord;
import org.dynama.page.Drawings;
import org.dynama.page.Figure;
import org.dynama.page.Html;
import org.dynama.page.Numbers;

/** The page of one run of the pivot mechanism. */
public final class PivotPage {
    private static final int SHOWN_ROWS = 27;

    private final PivotRecord run;

    private PivotPage(PivotRecord run) {
        this.run = run;
    }

    /** Writes {@code report.html}, and the figure beside it. */
    public static Path write(PivotRecord run, RunDirectory directory) {
        directory.write(directory.report(), of(run, directory.spec()).getBytes(StandardCharsets.UTF_8));
        Drawings.files(PaymentsFigure.of(run))
                .forEach((name, content) ->
                        directory.write(directory.path().resolve("figures").resolve(name), content));
        return directory.report();
    }

    private static String of(PivotRecord run, Path spec) {
        PivotPage page = new PivotPage(run);
        String body = page.header()
                + page.agents()
                + page.payments()
                + page.season()
                + page.values()
                + page.checks()
                + page.simulation()
                + page.making(spec);
        return Html.page(run.name() + " – Dynama", body);
    }

    private String header() {
        String verdict = PivotWording.verdict(run);
        return "<header>\n<h1>" + Html.text(run.name()) + "</h1>\n"
                + Html.paragraph("subtitle", run.world() + "; " + PivotWording.size(run))
                + Html.paragraph("lead", PivotWording.welfare(run))
                + Html.paragraph(run.holds() ? "" : "warning", verdict)
                + "</header>\n";
    }

    private String agents() {
        List<List<String>> rows = run.agents().stream()
                .map(agent -> List.of(
                        agent.name(),
                        Numbers.plain(agent.value()),
                        Numbers.plain(agent.optOut()),
                        Numbers.plain(agent.reward()),
                        Numbers.plain(agent.payment())))
                .toList();
        return Html.section(
                "What each agent expects",
                Html.table(
                                "numbers cells",
                                List.of("", "value of truth", "value of opting out", "reward", "payment"),
                                rows)
                        + Html.paragraph(
                                "note",
                                "Over the whole run, before first types are known. The value of truth is reward less"
                                        + " payment, and equals the marginal contribution to welfare. A negative"
                                        + " payment is received. In this world "
                                        + String.join("; ", run.notes()) + "."));
    }

    private String payments() {
        Figure figure = PaymentsFigure.of(run);
        return Html.section(
                "Payments by period",
                Drawings.markup(figure)
                        + Html.paragraph(
                                "note",
                                "Expected payments of each period"
                                        + (run.discount() < 1 ? ", discounted to the first" : "")
                                        + ", counted forwards from the first types; below zero the coordinator pays."));
    }

    private String season() {
        if (run.season().isEmpty()) {
            return "";
        }
        List<String> head = new ArrayList<>(List.of("period", "drawn, and what was done", "public state before"));
        run.agents().forEach(agent -> head.add(agent.name()));
        List<List<String>> rows = new ArrayList<>();
        for (PivotRecord.Period period : run.season()) {
            List<String> row = new ArrayList<>(List.of(period.period(), done(period), period.state()));
            for (int i = 0; i < run.agents().size(); i++) {
                row.add(turn(period, i));
            }
            rows.add(row);
        }
        return Html.section(
                "One season",
                Html.table("words", head, rows)
                        + Html.paragraph(
                                "note",
                                "The first season of the simulation: each agent's type (and report, where it differs), what she"
                                        + " earns in the period and what she pays or gets. The payment is fixed by the"
                                        + " reports, before the draw."));
    }

    private static String turn(PivotRecord.Period period, int i) {
        String type = period.types().get(i);
        boolean ends = period.reports().isEmpty();
        boolean truthful = ends || period.reports().get(i).equals(type);
        return type + (truthful ? "" : " (reports " + period.reports().get(i) + ")") + "; earns "
                + Numbers.plain(period.rewards().get(i))
                + (ends ? "" : paid(rounded(period.payments().get(i))));
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
        List<List<String>> rows = run.rows().stream().map(PivotPage::row).toList();
        int shown = Math.min(SHOWN_ROWS, rows.size());
        String more = shown == rows.size()
                ? ""
                : Html.details(
                        (rows.size() - shown) + " more profiles",
                        false,
                        Html.table("numbers cells", head, rows.subList(shown, rows.size())));
        return Html.section(
                "Values and transfers of the first period",
                Html.paragraph(
                                "",
                                "Public state: " + run.rows().get(0).state()
                                        + ". Each cell has the agents in the order " + names() + ".")
                        + Html.table("numbers cells", head, rows.subList(0, shown))
                        + more
                        + Html.paragraph(
                                "note",
                                "Payments depend on the reported types alone. Contribution: what an agent adds to welfare from now on, which is what truth earns her."
                                        + " Flow: the part of it that falls into this period, expected reward less payment."
                                        + " values.csv has more."));
    }

    private String names() {
        return run.agents().stream().map(PivotRecord.AgentResult::name).collect(Collectors.joining(", "));
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

    private String checks() {
        List<List<String>> rows = run.checks().stream()
                .map(check -> List.of(
                        check.title(), statement(check), check.where(), check.status(), PivotWording.margin(check)))
                .toList();
        return Html.section(
                "Checks",
                Html.table(
                                "words",
                                List.of("property", "what it says", "where the margin is smallest", "", "margin"),
                                rows)
                        + Html.paragraph(
                                "note",
                                "Every period, public state, profile, draw, agent and misreport is checked. A margin counts as"
                                        + " negative below −" + Numbers.scientific(run.tolerance())
                                        + ": rounding makes margins of zero slightly negative."));
    }

    private static String statement(PivotRecord.Check check) {
        return check.statement()
                + (check.premises().isEmpty() ? "" : "; promised under " + String.join(" and ", check.premises()));
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
        return Html.section(
                "Simulation",
                Html.paragraph("", PivotWording.simulation(run, simulation))
                        + Html.table(
                                "numbers cells",
                                List.of("", "average", simulation.truthful() ? "value" : "value if all are truthful"),
                                rows));
    }

    private String making(Path spec) {
        String versions = run.versions().entrySet().stream()
                .map(Map.Entry::toString)
                .map(entry -> entry.replace('=', ' '))
                .collect(Collectors.joining(", "));
        List<List<String>> rows = List.of(
                List.of("seed", Long.toString(run.seed())),
                List.of("time", PivotWording.time(run)),
                List.of("versions", versions));
        return Html.section(
                "How it was made",
                Html.table("facts", List.of(), rows)
                        + Html.paragraph("", "The same numbers again:")
                        + "<pre>" + Html.text("scripts/dynama pivot " + spec) + "</pre>\n"
                        + Html.details(
                                "spec.yaml, with every default", false, "<pre>" + Html.text(read(spec)) + "</pre>\n"));
    }

    private static String read(Path spec) {
        try {
            return Files.readString(spec);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
