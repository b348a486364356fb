package org.dynama.study;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.file.WholeFile;
import org.dynama.page.Drawings;
import org.dynama.page.Figure;
import org.dynama.page.Html;
import org.dynama.page.Numbers;

/** The page of one run: what its family shows, between what all pages share. */
public final class RunPage {
    static final String FILE = "report.html";

    private RunPage() {}

    /** Writes {@code report.html} and {@code figures/} into the folder of a run that is under way. */
    static void write(StoredRun<?> run, RunFolder folder) {
        files(run).forEach(folder::write);
    }

    /** Writes the page of a finished run to a file, its figures beside it. */
    public static Path write(StoredRun<?> run, Path page) {
        Path whole = page.toAbsolutePath();
        files(run)
                .forEach((name, content) ->
                        WholeFile.write(name.equals(FILE) ? page : whole.resolveSibling(name), content));
        return page;
    }

    private static Map<String, byte[]> files(StoredRun<?> run) {
        View view = run.view();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(FILE, html(run, view).getBytes(StandardCharsets.UTF_8));
        for (Figure figure : view.figures()) {
            files.put("figures/" + figure.name() + ".csv", numbers(figure).getBytes(StandardCharsets.UTF_8));
            Drawings.files(figure).forEach((name, content) -> files.put("figures/" + name, content));
        }
        return files;
    }

    /** The points of all curves; the edges of a band stand behind their curve and have no name of their own. */
    private static String numbers(Figure figure) {
        Table table = new Table("curve", "x", "y");
        String last = "";
        for (Figure.Curve curve : figure.curves()) {
            boolean isEdge = curve.label().isEmpty();
            last = isEdge ? last : curve.label();
            for (int k = 0; k < curve.x().size(); k++) {
                if (Double.isFinite(curve.y().get(k))) {
                    table.add(
                            isEdge ? "beside " + last : last,
                            curve.x().get(k),
                            curve.y().get(k));
                }
            }
        }
        return table.toCsv();
    }

    /** Writes each figure of a run as {@code figures/NAME.pdf}, or {@code .tex}, beside a page; returns how many. */
    public static int writePapers(StoredRun<?> run, Path page, Drawings.Paper paper) {
        List<Figure> figures = run.view().figures();
        for (Figure figure : figures) {
            String name = "figures/" + figure.name() + "." + paper.ending();
            WholeFile.write(page.toAbsolutePath().resolveSibling(name), Drawings.paper(figure, paper));
        }
        return figures.size();
    }

    private static String html(StoredRun<?> run, View view) {
        Header header = run.record().header();
        StringBuilder body = new StringBuilder("<header>\n<h1>" + Html.text(header.name()) + "</h1>\n");
        body.append(Html.paragraph("subtitle", view.subject())).append(Html.paragraph("lead", view.lead()));
        run.soundness().failures().forEach(failure -> body.append(Html.paragraph("warning", failure)));
        body.append("</header>\n");
        body.append(results(view));
        view.sections().forEach(section -> body.append(Html.section(section.heading(), section.content())));
        body.append(checks(run.soundness())).append(making(run, view));
        return Html.page(header.name() + " – Dynama", body.toString());
    }

    private static String results(View view) {
        StringBuilder content = new StringBuilder();
        view.results().forEach(grid -> content.append(grid.html()));
        if (!view.notes().isEmpty()) {
            content.append(Html.paragraph("note", "In this world " + String.join("; ", view.notes()) + "."));
        }
        return content.isEmpty() ? "" : Html.section("Result", content.toString());
    }

    /** The checks as a table; empty where there are none. */
    private static String checks(Soundness soundness) {
        if (soundness.checks().isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        for (Soundness.Check check : soundness.checks()) {
            Double value = check.value();
            rows.add(List.of(
                    check.name(),
                    check.status().toString(),
                    withoutName(check) + (check.where().isEmpty() ? "" : "; closest: " + check.where()),
                    value == null ? "" : Numbers.scientific(value),
                    value == null ? "" : Numbers.scientific(check.allowed())));
        }
        String table = Html.table("words checks", List.of("", "", "what was found", "measured", "allowed"), rows);
        String note = "Allowed is a tolerance times the size of this world's amounts.";
        return Html.section("Checks", table + Html.paragraph("note", note));
    }

    /** The name stands beside it already. */
    private static String withoutName(Soundness.Check check) {
        String name = check.name() + ": ";
        return check.says().startsWith(name) ? check.says().substring(name.length()) : check.says();
    }

    private static <R extends StudyRecord> String making(StoredRun<R> run, View view) {
        Header header = run.record().header();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("seed", Long.toString(header.seed())));
        view.making().forEach((name, value) -> rows.add(List.of(name, value)));
        if (!view.making().containsKey("time")) {
            rows.add(List.of("time", run.time(view)));
        }
        List<String> versions = new ArrayList<>();
        header.versions().forEach((name, version) -> versions.add(name + " " + version));
        rows.add(List.of("versions", String.join(", ", versions)));
        Manifest manifest = run.folder().manifest();
        String bound = manifest == null
                ? "unbound: of an earlier version, no manifest says which inputs the numbers are from"
                : "to its inputs by manifest.json, start "
                        + manifest.determines().substring(0, 12);
        rows.add(List.of("bound", bound));
        String spec = Html.preformatted("spec.yaml", run.folder().spec());
        return Html.section(
                "How it was made",
                Html.table("facts", List.of(), rows)
                        + Html.paragraph("", "The same numbers again:")
                        + Html.preformatted("Command", run.kind().again(run.record(), run.folder()))
                        + Html.details("spec.yaml, with every default", false, spec));
    }
}
