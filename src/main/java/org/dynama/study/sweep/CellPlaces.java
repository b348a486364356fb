package org.dynama.study.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Where a sweep's runs stand: in folders of its cells' names, and where it is pruned, in such folders of every rung.
 *
 * @param folders that hold runs: the sweep's own, then that of each rung that has begun
 * @param latest by cell, the folder of its run in the last rung that it has come to
 * @param isAtLast whether no rung is to come
 */
public record CellPlaces(List<Path> folders, Map<SweepCell, Path> latest, boolean isAtLast) {
    public CellPlaces {
        folders = List.copyOf(folders);
        latest = Collections.unmodifiableMap(new LinkedHashMap<>(latest));
    }

    /**
     * Of a sweep.
     *
     * @param cells of the folder of a sweep or rung
     */
    public static CellPlaces of(Path sweep, Function<Path, List<SweepCell>> cells) {
        List<Path> folders = new ArrayList<>(List.of(sweep));
        Map<SweepCell, Path> latest = new LinkedHashMap<>();
        cells.apply(sweep).forEach(cell -> latest.put(cell, sweep.resolve(cell.name())));
        for (int rung = 1; SweepFolder.hasBegun(Halving.folder(sweep, rung)); rung++) {
            Path folder = Halving.folder(sweep, rung);
            folders.add(folder);
            cells.apply(folder).forEach(cell -> latest.replace(cell, folder.resolve(cell.name())));
        }
        Integer rungs = folders.size() == 1 ? null : SweepContents.read(sweep).rungs();
        return new CellPlaces(folders, latest, rungs == null || folders.size() > rungs);
    }

    /** Whether others have gone on to a rung that a cell has not come to. */
    public boolean isPruned(SweepCell cell) {
        Path last = folders.get(folders.size() - 1);
        return folders.size() > 1 && !last.resolve(cell.name()).equals(latest.get(cell));
    }

    /** What tells files of runs from the sweep's own. */
    public Predicate<Path> ofRuns() {
        Set<Path> runs = new HashSet<>();
        folders.forEach(folder -> latest.keySet().forEach(cell -> runs.add(folder.resolve(cell.name()))));
        return file -> folders.stream()
                .anyMatch(folder -> file.getNameCount() > folder.getNameCount()
                        && runs.contains(folder.resolve(file.getName(folder.getNameCount())))
                        && file.startsWith(folder));
    }
}
