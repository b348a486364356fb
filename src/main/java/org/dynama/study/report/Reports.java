package org.dynama.study.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dynama.file.WholeFile;
import org.dynama.refusal.Refusal;
import org.dynama.study.Comparison;
import org.dynama.study.RunPage;
import org.dynama.study.StoredRun;
import org.dynama.study.Studies;
import org.dynama.study.sweep.SweepFolder;
import org.dynama.study.sweep.SweepPage;
import org.dynama.study.sweep.SweepRow;
import org.jspecify.annotations.Nullable;

/**
 * The page of one run, of one sweep, or of many of any kind.
 *
 * @param page where it is
 * @param shown how many runs it shows
 * @param skipped what was named and is no finished run, each with why
 */
public record Reports(Path page, int shown, List<String> skipped) {
    public Reports {
        skipped = List.copyOf(skipped);
    }

    /**
     * Writes a page.
     *
     * @param paths folders of runs and of sweeps
     * @param out the page; null for {@code report.html} in the folder, {@code comparison.html} for several
     * @throws Refusal if none of them holds anything finished; with one path, why
     */
    public static Reports write(Studies studies, List<Path> paths, @Nullable Path out) {
        if (paths.size() == 1) {
            return one(studies, paths.get(0), out);
        }
        List<StoredRun<?>> runs = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (Path path : paths) {
            try {
                List<StoredRun<?>> found = runs(studies, path);
                runs.addAll(found);
                if (found.isEmpty()) {
                    skipped.add(path + " holds a sweep of which no cell is done");
                }
            } catch (Refusal refused) {
                skipped.add(refused.sentence());
            }
        }
        if (runs.isEmpty()) {
            throw Refusal.of(String.join("\n", skipped), "Maybe dynama report runs/*, where runs were made.");
        }
        Path page = out != null ? out : Path.of("comparison.html");
        WholeFile.write(page, Comparison.of(runs).page(skipped));
        return new Reports(page, runs.size(), skipped);
    }

    private static Reports one(Studies studies, Path path, @Nullable Path out) {
        Path page = out != null ? out : path.resolve("report.html");
        if (!SweepFolder.isAt(path)) {
            RunPage.write(studies.stored(path), page);
            return new Reports(page, 1, List.of());
        }
        var table = SweepFolder.table(studies, path);
        WholeFile.write(page, SweepPage.of(table));
        return new Reports(page, table.count(SweepRow.Status.DONE), List.of());
    }

    /** The finished runs that a folder holds: itself, or the cells of its sweep. */
    public static List<StoredRun<?>> runs(Studies studies, Path path) {
        if (!Files.isDirectory(path)) {
            throw Refusal.of(path + " is no folder of a run", "");
        }
        if (!SweepFolder.isAt(path)) {
            return List.of(studies.stored(path));
        }
        return SweepFolder.table(studies, path).rows().stream()
                .<StoredRun<?>>flatMap(row -> Stream.ofNullable(row.run()))
                .toList();
    }
}
