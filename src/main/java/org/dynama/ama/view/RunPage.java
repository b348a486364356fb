package org.dynama.ama.view;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dynama.ama.search.TraceRow;
import org.dynama.ama.study.RunRecord;
import org.dynama.page.Bars;
import org.dynama.page.Drawings;
import org.dynama.page.Figure;
import org.dynama.page.Html;
import org.dynama.page.Numbers;

/** The page of one run. */
final class RunPage {
    private final StoredRun stored;
    private final RunRecord run;

    private RunPage(StoredRun stored) {
        this.stored = stored;
        run = stored.record();
    }

    static String of(StoredRun stored) {
        RunPage page = new RunPage(stored);
        String body = page.header()
                + page.numbers()
                + page.search()
                + page.boosts()
                + page.visits()
                + page.revenue()
                + page.payments()
                + page.audit()
                + page.making();
        return Html.page(stored.record().name() + " – Dynama", body);
    }

    /** The figures that this run has. */
    static List<Figure> figures(StoredRun stored) {
        List<Figure> figures = new ArrayList<>();
        if (!stored.trace().isEmpty()) {
            figures.add(SearchFigure.of(stored.trace(), stored.record()));
        }
        if (!stored.record().revenue().mechanism().isEmpty()) {
            figures.add(RevenueFigure.of(stored.record().revenue()));
        }
        return figures;
    }

    private String header() {
        return "<header>\n<h1>" + Html.text(run.name()) + "</h1>\n"
                + Html.paragraph("subtitle", run.environment())
                + Html.paragraph("lead", Wording.result(run, stored.isVcg()))
                + (Wording.isSound(run)
                        ? ""
                        : Html.paragraph("warning", Wording.incentives(run) + " " + Wording.participation(run)))
                + "</header>\n";
    }

    private String numbers() {
        RunRecord.Result objective = run.objective();
        String profiles = Numbers.count(objective.profiles());
        String how = Wording.solver(objective.solver());
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("mechanism", objective.mean(), objective.standardError(), profiles, how));
        rows.add(row("VCG", run.vcg().mean(), run.vcg().standardError(), profiles, how));
        rows.add(row("difference", run.difference().mean(), run.difference().standardError(), profiles, how));
        RunRecord.Limit bound = run.bound();
        String note = "The " + objective.name() + " of a run"
                + (objective.sense().equals("min") ? ", to be minimized" : "")
                + "; mechanism and VCG on the same profiles.";
        if (bound != null) {
            RunRecord.Share share = bound.share();
            String common = Numbers.count(share.profiles());
            rows.add(row("bound", bound.value(), bound.standardError(), common, Wording.solver("dp")));
            rows.add(List.of(
                    "share",
                    Numbers.share(share.mean(), share.standardError()),
                    Numbers.share(share.standardError(), share.standardError()),
                    common,
                    Wording.solver("dp")));
            note += " The bound is " + Wording.bound(bound.kind()) + ".";
        }
        note += " In this world " + String.join("; ", run.notes()) + ".";
        return Html.section(
                "Result",
                Html.table("numbers", List.of("", "mean", "standard error", "profiles", "evaluated by"), rows)
                        + Html.paragraph("note", note));
    }

    private static List<String> row(String name, double mean, double standardError, String profiles, String how) {
        return List.of(name, Numbers.mean(mean, standardError), Numbers.error(standardError), profiles, how);
    }

    private String search() {
        if (stored.trace().isEmpty()) {
            return "";
        }
        String note = (isScan() ? scanNote() : stepsNote())
                + (run.bound() == null ? "" : " Sampling error may lift an estimate above the bound.");
        return Html.section(
                "Search", Drawings.markup(SearchFigure.of(stored.trace(), run)) + Html.paragraph("note", note));
    }

    /** Whether points were tried without any step from one to the next. */
    private boolean isScan() {
        return stored.trace().stream().allMatch(row -> row.temperature() == 0);
    }

    private static String scanNote() {
        return "The thin line is the best of each batch of points, all on the same profiles. VCG and the best points of"
                + " all end with a validation on other profiles, which alone decides.";
    }

    private String stepsNote() {
        int bucket = SearchFigure.bucket(stored.trace());
        long phases = stored.trace().stream().map(TraceRow::phase).distinct().count();
        return "Thin lines are estimates on each step's own profiles"
                + (bucket > 1 ? ", the mean of " + bucket + " steps a point" : "")
                + "; one start follows another"
                + (phases > 1 ? ", and the best of a phase start the next" : "")
                + ". Each ends with a validation on other profiles, which alone decides.";
    }

    private String boosts() {
        if (stored.mechanism() == null) {
            return "";
        }
        return Html.section(
                "Boosts",
                Html.paragraph(
                                "",
                                "What the mechanism adds to the welfare of an action in a state when it chooses. What counts"
                                        + " is how an action stands beside the others: blue is above the stage's"
                                        + " mean, orange below. "
                                        + BoostTable.weights(stored.mechanism()))
                        + BoostTable.of(stored.mechanism()));
    }

    private String visits() {
        return run.visits().isEmpty()
                ? ""
                : Html.section(
                        "Where the policy goes",
                        Html.paragraph("", "How often each action is taken at each stage, over all profiles.")
                                + Bars.visits(run.visits()));
    }

    private String revenue() {
        return run.revenue().mechanism().isEmpty()
                ? ""
                : Html.section("Revenue by profile", Drawings.markup(RevenueFigure.of(run.revenue())));
    }

    private String payments() {
        return run.payments().isEmpty()
                ? ""
                : Html.section(
                        "Payments",
                        Html.paragraph("", "Each agent's mean payment to the designer.") + Bars.values(run.payments()));
    }

    private String audit() {
        return Html.section(
                "Audit",
                Html.paragraph("", Wording.incentives(run))
                        + Html.paragraph("", Wording.participation(run))
                        + Html.paragraph("", Wording.exactness(run)));
    }

    private String making() {
        String versions = run.versions().entrySet().stream()
                .map(Map.Entry::toString)
                .map(entry -> entry.replace('=', ' '))
                .collect(Collectors.joining(", "));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("seed", Long.toString(run.seed())));
        rows.add(List.of("device", run.device()));
        if (!stored.trace().isEmpty()) {
            rows.add(List.of("solver of the search", run.solver()));
        }
        rows.add(List.of("time", Wording.time(run)));
        rows.add(List.of("versions", versions));
        String spec = stored.spec().isEmpty()
                ? ""
                : Html.details("spec.yaml, with every default", false, "<pre>" + Html.text(stored.spec()) + "</pre>\n");
        return Html.section(
                "How it was made",
                Html.table("facts", List.of(), rows)
                        + Html.paragraph("", "The same numbers again:")
                        + "<pre>" + Html.text(command()) + "</pre>\n" + spec);
    }

    private String command() {
        if (!run.command().equals("evaluate")) {
            return "scripts/dynama " + run.command() + " "
                    + quoted(stored.directory().spec());
        }
        RunRecord.Result objective = run.objective();
        return "scripts/dynama evaluate " + quoted(stored.directory().mechanism()) + " --profiles "
                + objective.profiles() + " --solver " + objective.solver() + " --seed " + run.seed();
    }

    private static String quoted(Path path) {
        String file = path.toString();
        return file.matches("[\\w./-]+") ? file : "'" + file.replace("'", "'\\''") + "'";
    }
}
