package org.dynama.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import org.dynama.refusal.Refusal;
import org.dynama.study.Studies;
import org.dynama.study.catalog.Catalog;
import org.dynama.study.catalog.ListedRun;
import org.dynama.study.catalog.RunState;
import org.dynama.study.sweep.SweepFolder;
import org.jspecify.annotations.Nullable;

/**
 * All of one run, as programs get it.
 *
 * @param summary its result in lines of plain text, how far it is, or why it cannot be read
 * @param figures the files among {@code files} that are drawings
 * @param sweep its cells; null for a single run
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record RunDetails(
        RunRow run,
        String summary,
        List<CurveView> curves,
        List<String> figures,
        List<String> files,
        @Nullable SweepCells sweep) {
    static RunDetails of(Studies studies, Catalog catalog, Root root, ListedRun run, RunRow row) {
        Path path = run.path();
        boolean isSweep = SweepFolder.isAt(path) && run.state() != RunState.DAMAGED;
        List<String> files = RunFiles.of(path, isSweep ? catalog.places(path).ofRuns() : file -> false);
        List<String> figures = files.stream()
                .filter(file -> file.startsWith("figures/") && file.endsWith(".svg"))
                .toList();
        String summary;
        List<CurveView> curves;
        try {
            summary = run.isDone() && !isSweep ? studies.stored(path).summary() : run.says();
            curves = isSweep ? List.of() : run.isDone() ? RunCurves.finished(path) : RunCurves.live(path);
        } catch (Refusal damaged) {
            summary = damaged.sentence();
            curves = List.of();
        }
        String text = row.text();
        return new RunDetails(
                row,
                summary.isEmpty() && text != null ? text : summary,
                curves,
                figures,
                files,
                isSweep ? SweepCells.of(catalog, root, path) : null);
    }
}
