package org.dynama.ama.view;

import org.dynama.page.Drawings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.dynama.study.RunDirectory;
import org.dynama.ama.study.RunRecord;
import org.dynama.study.sweep.SweepTable;
import org.jspecify.annotations.Nullable;

/** One HTML file that carries all it shows: no scripts, no network, light and dark, on a desk and on a phone. */
public final class HtmlReport {
    private HtmlReport() {}

    /**
     * The page of one run.
     *
     * @throws org.dynama.study.InvalidRunException if the run has no result, or a file of it is damaged
     */
    public static String page(RunDirectory run) {
        return RunPage.of(StoredRun.read(run));
    }

    /**
     * The page of one run, or the comparison of several.
     *
     * @param runs at least one
     * @throws org.dynama.study.InvalidRunException if a run has no result, or a file of it is damaged
     */
    public static String page(List<RunDirectory> runs) {
        return runs.size() == 1
                ? page(runs.get(0))
                : ComparisonPage.of(runs.stream().map(StoredRun::read).toList());
    }

    /** The comparison of a sweep's cells, as far as they are done. */
    public static String page(SweepTable<RunRecord> table) {
        return SweepPage.of(table);
    }

    /** For programs: where a page is. */
    public static String json(Path page) {
        return JsonNodeFactory.instance
                        .objectNode()
                        .put("report", page.toString())
                        .toPrettyString() + "\n";
    }

    /** Writes {@code report.html} and {@code figures/} into the run's folder; returns the page. */
    public static Path write(RunDirectory run) {
        return write(List.of(run), null);
    }

    /**
     * Writes the page of one run, or the comparison of several, and one run's figures as SVG and PNG beside it.
     *
     * @param runs at least one
     * @param out the page; null for {@code report.html} in the run's folder, {@code comparison.html} for several runs
     * @return the page
     * @throws org.dynama.study.InvalidRunException if a run has no result, or a file of it is damaged
     */
    public static Path write(List<RunDirectory> runs, @Nullable Path out) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("runs = [] must hold at least one\nMaybe dynama report runs/*.");
        }
        RunDirectory first = runs.get(0);
        Path page = out != null ? out : runs.size() == 1 ? first.report() : Path.of("comparison.html");
        first.write(page.toAbsolutePath(), page(runs).getBytes(StandardCharsets.UTF_8));
        if (runs.size() == 1) {
            Path folder = page.toAbsolutePath().resolveSibling("figures");
            RunPage.figures(StoredRun.read(first))
                    .forEach(figure -> Drawings.files(figure)
                            .forEach((name, content) -> first.write(folder.resolve(name), content)));
        }
        return page;
    }
}
