package org.dynama.ama.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.ama.search.TraceRow;
import org.dynama.ama.study.MechanismFile;
import org.dynama.ama.study.MenuRecord;
import org.dynama.ama.study.SearchRecord;
import org.dynama.ama.study.TraceTable;
import org.dynama.page.Bars;
import org.dynama.page.Drawings;
import org.dynama.page.Figure;
import org.dynama.page.Grid;
import org.dynama.page.Html;
import org.dynama.page.Numbers;
import org.dynama.study.RunFolder;
import org.dynama.study.View;
import org.jspecify.annotations.Nullable;

/** What the page of a search, or of an evaluation, shows. */
public final class SearchView {
    private final SearchRecord.Value run;
    private final SearchRecord.Course course;
    private final @Nullable MechanismFile mechanism;
    private final List<TraceRow> trace;

    private SearchView(SearchRecord record, RunFolder folder) {
        run = record.value();
        course = record.course();
        mechanism = folder.has(MechanismFile.NAME) ? MechanismFile.read(folder.file(MechanismFile.NAME)) : null;
        trace = TraceTable.read(folder);
    }

    /** The sections and the figures of a record. */
    public static View of(SearchRecord record, RunFolder folder) {
        SearchView view = new SearchView(record, folder);
        List<Figure> figures = new ArrayList<>();
        String search = view.trace.isEmpty() ? "" : view.search(SearchFigures.search(view.trace, view.run), figures);
        String revenue = view.course.revenue().mechanism().isEmpty()
                ? ""
                : Drawings.markup(added(figures, SearchFigures.revenue(view.course.revenue())));
        SearchRecord.Result objective = view.run.objective();
        List<String> notes = new ArrayList<>(record.world().notes());
        notes.addAll(Unsettled.notes("mean payment", view.course.payments(), view.course.unsettled()));
        return new View(
                record.world().environment() + ": " + objective.name()
                        + (objective.isMinimized() ? " (to be minimized)" : ""),
                SearchWording.result(view.run, view.isVcg()),
                notes,
                view.results(record),
                List.of(
                        new View.Section("Search", search),
                        record.menu() == null
                                ? new View.Section("Boosts", view.boosts())
                                : new View.Section("Menu", MenuWording.whole(record.menu())),
                        new View.Section("Where the policy goes", view.visits()),
                        new View.Section("Revenue by profile", revenue),
                        new View.Section("Payments", view.payments())),
                figures,
                view.making(record));
    }

    /** What an earlier version recorded without a verdict. */
    public static String unjudged(SearchRecord record) {
        SearchRecord.Audit audit = record.audit();
        return "An earlier version tried " + Numbers.count(audit.misreports()) + " misreports: the largest gain was "
                + Numbers.scientific(audit.largestGain()) + ", the smallest utility of a truthful agent "
                + Numbers.scientific(audit.smallestUtility()) + "; it recorded no tolerance.";
    }

    private static Figure added(List<Figure> figures, Figure figure) {
        figures.add(figure);
        return figure;
    }

    /** Whether the mechanism is VCG itself: weights of one, and boosts that change no profile. */
    private boolean isVcg() {
        return mechanism != null
                && mechanism.weights().values().stream().allMatch(weight -> weight == 1)
                && run.difference().mean() == 0
                && run.difference().standardError() == 0;
    }

    private List<Grid> results(SearchRecord record) {
        MenuRecord menu = record.menu();
        return menu == null ? List.of(numbers()) : List.of(numbers(), MenuWording.often(menu));
    }

    private Grid numbers() {
        SearchRecord.Result objective = run.objective();
        int profiles = objective.profiles();
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("mechanism", objective.mean(), objective.standardError(), profiles, objective.solver()));
        rows.add(row("VCG", run.vcg().mean(), run.vcg().standardError(), profiles, objective.solver()));
        rows.add(row(
                "difference", run.difference().mean(), run.difference().standardError(), profiles, objective.solver()));
        SearchRecord.Limit bound = run.bound();
        if (bound != null) {
            SearchRecord.Share share = bound.share();
            double error = share.standardError();
            rows.add(row("bound", bound.value(), bound.standardError(), share.profiles(), "dp"));
            rows.add(List.of(
                    "share",
                    Numbers.share(share.mean(), error),
                    Numbers.share(error, error),
                    Numbers.count(share.profiles()),
                    SearchWording.solver("dp")));
        }
        SearchRecord.Totals totals = course.totalPayments();
        // Where the objective is revenue, that is what all agents pay.
        if (totals != null && !objective.name().equals("revenue")) {
            rows.add(total("total payments", totals.mechanism()));
            rows.add(total("those of VCG", totals.vcg()));
        }
        return new Grid(List.of("", "mean", "standard error", "profiles", "evaluated by"), rows, 1);
    }

    private List<String> total(String name, SearchRecord.Mean mean) {
        SearchRecord.Result objective = run.objective();
        return row(name, mean.mean(), mean.standardError(), objective.profiles(), objective.solver());
    }

    private static List<String> row(String name, double mean, double standardError, int profiles, String solver) {
        return List.of(
                name,
                Numbers.mean(mean, standardError),
                Numbers.error(standardError),
                Numbers.count(profiles),
                SearchWording.solver(solver));
    }

    private String search(List<Figure> drawn, List<Figure> figures) {
        figures.addAll(drawn);
        // A scan tries points without any step from one to the next.
        boolean scan = trace.stream().allMatch(row -> row.temperature() == 0);
        String note = (scan ? scanNote() : stepsNote())
                + (run.bound() == null ? "" : " Sampling error may lift an estimate above the bound.");
        StringBuilder markup = new StringBuilder(Drawings.markup(drawn.get(0)));
        for (Figure closeUp : drawn.subList(1, drawn.size())) {
            markup.append(Html.paragraph("note", "The same close up, without what lies far away:"))
                    .append(Drawings.again(closeUp));
        }
        return markup + Html.paragraph("note", note);
    }

    private static String scanNote() {
        return "The thin line is the best of each batch of points, all on the same profiles. VCG and the best points of"
                + " all end with a validation on other profiles, which alone decides.";
    }

    private String stepsNote() {
        int bucket = SearchFigures.bucket(trace);
        long phases = trace.stream().map(TraceRow::phase).distinct().count();
        return "Thin lines are estimates on each step's own profiles"
                + (bucket > 1 ? ", the mean of " + bucket + " steps a point" : "")
                + "; one start follows another"
                + (phases > 1 ? ", and the best of a phase start the next" : "")
                + ". Each ends with a validation on other profiles, which alone decides.";
    }

    private String boosts() {
        return mechanism == null
                ? ""
                : Html.paragraph(
                                "",
                                "What the mechanism adds to the welfare of an action in a state when it chooses. What counts"
                                        + " is how an action stands beside the others: blue is above the stage's"
                                        + " mean, orange below. "
                                        + BoostTable.weights(mechanism))
                        + BoostTable.of(mechanism);
    }

    private String visits() {
        return course.visits().isEmpty()
                ? ""
                : Html.paragraph("", "How often each action is taken at each stage, over all profiles.")
                        + Bars.visits(course.visits());
    }

    private String payments() {
        return course.payments().isEmpty()
                ? ""
                : Html.paragraph("", "Each agent's mean payment to the designer.") + Bars.values(course.payments());
    }

    private Map<String, String> making(SearchRecord record) {
        Map<String, String> making = new LinkedHashMap<>();
        making.put("device", record.world().device());
        if (!trace.isEmpty()) {
            making.put("solver of the search", record.world().solver());
        }
        making.put(
                "evaluation",
                SearchWording.solver(run.objective().solver())
                        + (record.exactness() == null ? ", which leaves no gap" : ", each with its proof")
                        + "; mechanism and VCG on the same profiles");
        if (run.bound() != null) {
            making.put("the bound", SearchWording.bound(run.bound().kind()));
        }
        making.put("time", SearchWording.time(record.seconds()));
        return making;
    }
}
