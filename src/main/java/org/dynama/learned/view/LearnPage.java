package org.dynama.learned.view;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.study.InvalidRunException;
import org.dynama.study.Json;
import org.dynama.study.RunDirectory;
import org.dynama.learned.study.LearnRecord;
import org.dynama.learned.study.LearnTrace;
import org.dynama.learned.study.LearnedMechanism;
import org.dynama.page.Drawings;
import org.dynama.page.Figure;
import org.dynama.page.Html;
import org.dynama.page.Numbers;

/** The page of one learned mechanism: figures against yardsticks, learning curves, and where lies still pay. */
public final class LearnPage {
    private LearnPage() {}

    /** Whether a folder holds a learned mechanism. */
    public static boolean isFor(RunDirectory run) {
        return LearnedMechanism.isAt(run.path());
    }

    /**
     * Writes {@code report.html} and {@code figures/} into the run's folder; returns the page.
     *
     * @throws InvalidRunException if the run has no result, or a file of it is damaged
     */
    public static Path write(RunDirectory run) {
        return write(run, run.report());
    }

    /** Writes the page to a file, its figures beside it. */
    public static Path write(RunDirectory run, Path page) {
        LearnRecord record = Json.read(run.result(), LearnRecord.class);
        List<Figure> learning = LearnFigures.learning(LearnTrace.read(run), record);
        List<Figure> curves = LearnFigures.curves(record);
        List<Figure> lies = LearnFigures.lies(record);
        String body = header(record)
                + Html.section("What it earns", table(record))
                + section("Learning", learning, "")
                + section(
                        "What each report gets",
                        curves,
                        "Allocation and payment in the first period, as functions of the report.")
                + section(
                        "Where lies still pay",
                        lies,
                        "Utility of truth, and what the best lie found would add, by initial type (its first good).")
                + making(run, record);
        run.write(
                page.toAbsolutePath(),
                Html.page(record.name() + " – Dynama", body).getBytes(StandardCharsets.UTF_8));
        List<Figure> all = new ArrayList<>(learning);
        all.addAll(curves);
        all.addAll(lies);
        Path folder = page.toAbsolutePath().resolveSibling("figures");
        all.forEach(
                figure -> Drawings.files(figure).forEach((name, content) -> run.write(folder.resolve(name), content)));
        return page;
    }

    private static String header(LearnRecord run) {
        LearnRecord.Mechanism mechanism = run.mechanism();
        String lead =
                "Profit " + Numbers.fixed(mechanism.profit(), 4) + " when all are truthful; lying could gain buyers "
                        + Numbers.fixed(mechanism.exploitability(), 4) + ", taking part costs them "
                        + Numbers.fixed(mechanism.participationLoss(), 4) + " where they lose.";
        StringBuilder notes = new StringBuilder();
        run.notes().forEach(note -> notes.append(Html.paragraph("note", note)));
        return "<header>\n<h1>" + Html.text(run.name()) + "</h1>\n" + Html.paragraph("subtitle", run.world())
                + Html.paragraph("lead", lead) + notes + "</header>\n";
    }

    private static String table(LearnRecord run) {
        List<List<String>> rows = LearnSummary.rows(run).stream()
                .map(row -> List.of(row.name(), row.value(), row.note()))
                .toList();
        return Html.table("facts", List.of(), rows);
    }

    private static String section(String heading, List<Figure> figures, String text) {
        if (figures.isEmpty()) {
            return "";
        }
        StringBuilder content = new StringBuilder(text.isEmpty() ? "" : Html.paragraph("", text));
        figures.forEach(figure -> content.append(Drawings.markup(figure)));
        return Html.section(heading, content.toString());
    }

    private static String making(RunDirectory run, LearnRecord record) {
        List<List<String>> rows = List.of(
                List.of("training", record.training()),
                List.of("seed", Long.toString(record.seed())),
                List.of("time", Numbers.seconds(record.seconds().total())),
                List.of("processor time", Numbers.seconds(record.seconds().processor())),
                List.of("versions", record.versions().toString()));
        return Html.section(
                "How it was made",
                Html.table("facts", List.of(), rows)
                        + Html.details(
                                "spec.yaml, with every default", false, "<pre>" + Html.text(spec(run)) + "</pre>\n"));
    }

    private static String spec(RunDirectory run) {
        try {
            return Files.readString(run.spec());
        } catch (IOException exception) {
            throw new InvalidRunException(run.spec() + " cannot be read: " + exception.getMessage());
        }
    }
}
